#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/enrollment/EnrollmentProfile.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace enigm::controlplane::enrollment {

/// A page of profiles, newest first.
struct ProfilePage
{
    std::vector<store::ProfileRow> items;
    std::optional<QString> next;
};

/// Enrolment profiles, for administrators: who may ask is for the route to say. Each act is an entry of the log.
/// Thread-safe.
class ProfileService
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
    };
    /// Run last in the transaction of the act, with the profile as it is then.
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const store::ProfileRow &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Borrows all parts.
    explicit ProfileService(Parts parts);

    /// OutOfRange for an end that lies in the past or too far off; AlreadyExists for a token that is known; TargetState
    /// where a device is to be replaced that is not in the state replaced; NotFound where there is none.
    void create(const QString &operatorId, const ProfileRequest &request, Keep keep, Done done);
    /// NotFound. Once revoked it stays so.
    void revoke(const QString &operatorId, const QString &id, Keep keep, Done done);

    [[nodiscard]] Expected<ProfilePage> page(const QString &after, int limit) const;

private:
    [[nodiscard]] Expected<void> record(store::Transaction &transaction, const QString &action,
                                        const QString &operatorId) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::enrollment
