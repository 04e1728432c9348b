#include "control-plane/network/KnownQuestions.h"

#include "contract/json/JsonParser.h"

namespace enigm::controlplane::network {

namespace {

constexpr qsizetype longest = 512; ///< bytes of a body that is remembered
constexpr qsizetype most = 50'000; ///< beyond, all are forgotten: nobody fills the memory by asking

} // namespace

Expected<std::shared_ptr<const AccessRequest>> KnownQuestions::read(const QByteArray &body)
{
    const bool isShort = body.size() <= longest;
    if (isShort) {
        const std::scoped_lock lock(m_mutex);
        const auto known = m_known.constFind(body);
        if (known != m_known.cend())
            return *known;
    }
    const auto value = json::parse(body);
    if (!value)
        return std::unexpected(value.error());
    auto request = AccessRequest::parse(*value);
    if (!request)
        return std::unexpected(request.error());
    auto read = std::make_shared<const AccessRequest>(std::move(*request));
    if (isShort) {
        const std::scoped_lock lock(m_mutex);
        if (m_known.size() >= most)
            m_known.clear();
        m_known.insert(body, read);
    }
    return read;
}

} // namespace enigm::controlplane::network
