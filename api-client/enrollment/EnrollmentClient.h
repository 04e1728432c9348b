#pragma once

#include "api-client/session/Session.h"
#include "contract/enrollment/Enrollment.h"
#include "contract/enrollment/EnrollmentTicket.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/KeyDescription.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::client {

/// What a token opens (openapi: EnrollmentProfile).
struct EnrollmentProfile
{
    QString id;
    QString name;
    qint64 uses = 1;
    qint64 used = 0;
    qint64 created = 0; ///< Unix seconds
    qint64 expires = 0; ///< Unix seconds
    QString creator;    ///< operator id
    std::optional<fleet::SecurityLevel> leastLevel;
    qint64 keys = 0; ///< how many are announced; 0: any device
    std::optional<fleet::DeviceHandle> replaces;
    std::optional<qint64> revoked;
    std::optional<QString> group = {}; ///< id of the group that its devices are to join once admitted

    /// Whether a device may enrol with it at `now`.
    [[nodiscard]] bool isOpen(qint64 now) const { return !revoked && now < expires && used < uses; }

    friend bool operator==(const EnrollmentProfile &, const EnrollmentProfile &) = default;
};

struct EnrollmentProfilePage
{
    std::vector<EnrollmentProfile> items; ///< newest first
    std::optional<QString> next;
    QUrl deviceUrl; ///< where devices enrol
};

/// What a new profile is to be.
struct EnrollmentDraft
{
    QString name;
    qint64 uses = 1;
    qint64 expires = 0;
    std::optional<fleet::SecurityLevel> leastLevel = {};
    std::vector<QByteArray> keys = {}; ///< SHA-256 of SubjectPublicKeyInfos
    std::optional<fleet::DeviceHandle> replaces = {};
    std::optional<QString> group = {}; ///< id of a static group
};

/// A profile with the one ticket that there will ever be of it.
struct NewEnrollment
{
    EnrollmentProfile profile;
    enrollment::EnrollmentTicket ticket;
};

/// Enrolment profiles and what enrolments rest on.
class EnrollmentClient
{
public:
    explicit EnrollmentClient(Session &session);

    [[nodiscard]] Task<Expected<EnrollmentProfilePage>> profiles(QString after = {}, int limit = 200);
    /// Makes the token here and tells the control plane its digest. The ticket is drawn from this client's own pins; of
    /// the control plane it takes the address alone, on which nothing hangs.
    [[nodiscard]] Task<Expected<NewEnrollment>> create(EnrollmentDraft draft);
    [[nodiscard]] Task<Expected<EnrollmentProfile>> revoke(QString id);
    /// NotFound for a device of which no enrolment is kept.
    [[nodiscard]] Task<Expected<enrollment::Enrollment>> enrollment(fleet::DeviceHandle handle);

private:
    Session &m_session;
};

} // namespace enigm::client
