#pragma once

#include "contract/enrollment/AttestationGround.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <mutex>
#include <optional>

namespace enigm::controlplane::enrollment {

/// The lists of revoked attestation certificates: put here by administrators, and of no effect until people have signed
/// the digest of one (attestation.set). Says with it what attestations are judged by. Thread-safe.
class RevocationLists
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
    };
    struct Put
    {
        QByteArray digest;
        qint64 entries = 0;
    };
    /// Run last in the transaction of the act.
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const Put &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Kept at once. One that was never governed may be forgotten after so many seconds, and only for another.
    static constexpr std::size_t most = 64;
    static constexpr qint64 leastAge = 60 * 86'400;

    /// Borrows all parts.
    explicit RevocationLists(Parts parts);

    /// The problems of RevocationList::parse; UnknownMember for anything beside the entries; UnsafeText and
    /// DirectIdentifier for what entries say; RateLimited where too many wait. `directory` names those that are or
    /// were in force.
    void put(const QString &operatorId, const QByteArray &list, std::shared_ptr<const operators::Directory> directory,
             Keep keep, Done done);
    /// NotFound.
    [[nodiscard]] Expected<QByteArray> list(const QByteArray &digest) const;

    /// What attestations are judged by where this directory stands. A list that is governed and not at hand leaves it
    /// not whole: nothing is verified by it then.
    [[nodiscard]] Expected<enigm::enrollment::AttestationGround> groundOf(const operators::Directory &directory) const;

private:
    [[nodiscard]] Expected<std::optional<enigm::fleet::RevocationList>> opened(const QByteArray &digest) const;
    [[nodiscard]] Expected<void> makeRoom(store::Transaction &transaction, const operators::Directory &directory) const;

    Parts m_parts;
    mutable std::mutex m_mutex;
    // The last one that was asked for: nothing about it can change. Under m_mutex.
    mutable QByteArray m_digest;
    mutable std::optional<enigm::fleet::RevocationList> m_opened;
};

} // namespace enigm::controlplane::enrollment
