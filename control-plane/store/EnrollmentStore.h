#pragma once

#include "contract/enrollment/Enrollment.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// An enrolment profile: what one token opens. Of the token itself there is a digest only.
struct ProfileRow
{
    QString id = {};       ///< UUIDv7
    QByteArray token = {}; ///< SHA-256
    QString name = {};
    qint64 uses = 1;                                            ///< how many devices may enrol with it
    qint64 used = 0;                                            ///< how many have
    qint64 created = 0;                                         ///< Unix seconds
    qint64 expires = 0;                                         ///< Unix seconds
    QString creator = {};                                       ///< operator id
    std::optional<enigm::fleet::SecurityLevel> leastLevel = {}; ///< asked for beside the organisation's own
    std::vector<QByteArray> keys =
        {}; ///< SHA-256 of SubjectPublicKeyInfos, one of which the chain must hold; empty: any
    std::optional<enigm::fleet::DeviceHandle> replaces = {}; ///< the device whose place is taken
    std::optional<qint64> revoked = {};                      ///< Unix seconds
    std::optional<QString> group = {};                       ///< id of the static group that its devices are to join

    friend bool operator==(const ProfileRow &, const ProfileRow &) = default;
};

/// What every handle of a device is derived from (contract/fleet/DeviceHandle.h).
struct HandleOrigin
{
    QString device = {}; ///< the console's handle
    QString key = {};    ///< RFC 7638 thumbprint of the attested key
    QByteArray nonce = {};
};

/// Enrolment profiles, and what every enrolment rests on.
class EnrollmentStore
{
public:
    explicit EnrollmentStore(Connection &connection)
        : m_connection(connection)
    {}

    [[nodiscard]] Expected<void> insertProfile(const ProfileRow &profile);
    /// NotFound.
    [[nodiscard]] Expected<void> revokeProfile(const QString &id, qint64 time);
    /// Counts one more device.
    [[nodiscard]] Expected<void> useProfile(const QString &id);
    [[nodiscard]] Expected<std::optional<ProfileRow>> profile(const QString &id) const;
    [[nodiscard]] Expected<std::optional<ProfileRow>> profileOfToken(const QByteArray &digest) const;
    /// At most `limit` behind the id `after` (empty: from the newest), newest first.
    [[nodiscard]] Expected<std::vector<ProfileRow>> profiles(const QString &after, int limit) const;

    [[nodiscard]] Expected<void> insert(const enrollment::Enrollment &enrollment);
    /// The group that the profile of its enrolment is for; nothing where it is for none, or nothing is known of it.
    [[nodiscard]] Expected<std::optional<QString>> groupFor(const enigm::fleet::DeviceHandle &handle) const;
    [[nodiscard]] Expected<std::optional<enrollment::Enrollment>> find(const enigm::fleet::DeviceHandle &handle) const;
    /// Nothing for a device that is not known, or of before there were enrolments.
    [[nodiscard]] Expected<std::optional<HandleOrigin>> origin(const enigm::fleet::DeviceHandle &handle) const;
    /// At most `limit` behind `after` (nothing: from the first), in an order of their own. Devices of before there were
    /// enrolments have none.
    [[nodiscard]] Expected<std::vector<HandleOrigin>> origins(const std::optional<HandleOrigin> &after,
                                                              int limit) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
