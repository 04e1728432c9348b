#include "tests/support/LossyContent.h"

#include <algorithm>
#include <utility>

namespace enigm::test {

LossyContent::LossyContent(QByteArray synced)
    : m_synced(std::move(synced))
    , m_size(m_synced.size())
{}

void LossyContent::take(Write write)
{
    m_size = sizeAfter(write);
    m_pending.push_back(std::move(write));
}

qint64 LossyContent::sizeAfter(const Write &write) const
{
    return write.isTruncation ? std::min(m_size, write.offset) : std::max(m_size, write.offset + write.bytes.size());
}

void LossyContent::sync()
{
    for (const Write &write : std::exchange(m_pending, {}))
        apply(m_synced, write);
}

void LossyContent::apply(QByteArray &bytes, const Write &write)
{
    if (write.isTruncation) {
        bytes.resize(std::min(bytes.size(), qsizetype(write.offset)));
        return;
    }
    const qsizetype end = write.offset + write.bytes.size();
    if (bytes.size() < end)
        bytes.append(end - bytes.size(), '\0');
    bytes.replace(write.offset, write.bytes.size(), write.bytes);
}

QByteArray LossyContent::left(Loss loss, std::mt19937 &random) const
{
    QByteArray bytes = m_synced;
    if (loss == Loss::All)
        return bytes;
    std::vector<Write> kept = m_pending;
    std::shuffle(kept.begin(), kept.end(), random);
    kept.resize(std::uniform_int_distribution<std::size_t>(0, kept.size())(random));
    for (Write &write : kept) {
        if (&write == &kept.back() && !write.isTruncation)
            write.bytes.truncate(std::uniform_int_distribution<qsizetype>(0, write.bytes.size())(random));
        apply(bytes, write);
    }
    return bytes;
}

} // namespace enigm::test
