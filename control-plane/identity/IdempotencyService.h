#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/IdempotencyStore.h"
#include "control-plane/store/Transaction.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::controlplane::identity {

/// Which request of whom, by the key that its client gave it.
struct WriteKey
{
    QString operatorId;
    QString key;        ///< the client's idempotency key
    QByteArray request; ///< digest of method, path and body
};

/// The answer to a write, as it is kept.
struct KeptAnswer
{
    int status = 0; ///< HTTP
    QByteArray body;
};

/// Lets a write be sent again without being done again.
class IdempotencyService
{
public:
    /// Seconds that an answer is kept.
    static constexpr qint64 lifetime = 24 * 3600;

    /// Borrows both.
    IdempotencyService(const store::Database &database, const time::Clock &clock);

    /// What this write was answered before, or nothing. IdempotencyKeyReused for another request under the same key.
    [[nodiscard]] Expected<std::optional<KeptAnswer>> recall(const WriteKey &write) const;
    /// Keeps the answer, in the transaction of the act. AlreadyExists where the same write came twice at once: then the
    /// act is undone with it, and recall() knows the other's answer.
    [[nodiscard]] Expected<void> keep(store::Transaction &transaction, const WriteKey &write,
                                      const KeptAnswer &answer) const;

private:
    const store::Database &m_database;
    const time::Clock &m_clock;
};

} // namespace enigm::controlplane::identity
