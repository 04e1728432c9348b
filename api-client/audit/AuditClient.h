#pragma once

#include "api-client/session/Session.h"
#include "contract/changes/FreeText.h"
#include "contract/log/ActivityEntry.h"

#include <QIODevice>
#include <QMap>

#include <functional>
#include <optional>
#include <vector>

namespace enigm::client {

class LogFollower;

/// An activity record as served: parsed, its body checked against its digest; its place in the log is proven apart.
struct AuditRecord
{
    QByteArray leaf; ///< canonical bytes
    log::ActivityEntry entry;
    std::optional<log::ActivityBody> body; ///< nothing: pruned, or withheld from this reader
    QMap<QString, changes::FreeText> texts;
};

struct AuditPage
{
    QByteArray checkpoint;
    std::vector<AuditRecord> records;
};

class AuditClient
{
public:
    /// Where a follower is given, a record that is not what the log committed to raises its alarm.
    explicit AuditClient(Session &session, LogFollower *follower = nullptr);
    /// Records from `from` on, at most `limit` (1 to 1000).
    [[nodiscard]] Task<Expected<AuditPage>> entries(qint64 from, int limit);
    /// Streams an export (docs/contract.md) of both logs up to the present checkpoints into `device`.
    [[nodiscard]] Task<Expected<void>> exportTo(QIODevice &device,
                                                std::function<bool(qint64 done, qint64 total)> progress);

private:
    Session &m_session;
    LogFollower *m_follower;
};

} // namespace enigm::client
