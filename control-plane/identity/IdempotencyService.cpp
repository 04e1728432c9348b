#include "control-plane/identity/IdempotencyService.h"

#include "control-plane/store/Reader.h"

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;

IdempotencyService::IdempotencyService(const store::Database &database, const time::Clock &clock)
    : m_database(database)
    , m_clock(clock)
{}

Expected<std::optional<KeptAnswer>> IdempotencyService::recall(const WriteKey &write) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto found = (*reader)->idempotency.find(write.operatorId, write.key);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return std::optional<KeptAnswer>();
    if ((*found)->request != write.request)
        return refuse(ProblemType::IdempotencyKeyReused, u"Use a fresh idempotency key for each act."_s);
    return KeptAnswer{.status = (*found)->status, .body = std::move((*found)->body)};
}

Expected<void> IdempotencyService::keep(store::Transaction &transaction, const WriteKey &write,
                                        const KeptAnswer &answer) const
{
    return transaction.idempotency.insert({.operatorId = write.operatorId,
                                           .key = write.key,
                                           .request = write.request,
                                           .status = answer.status,
                                           .headers = "{}",
                                           .body = answer.body,
                                           .expires = m_clock.now() + lifetime});
}

} // namespace enigm::controlplane::identity
