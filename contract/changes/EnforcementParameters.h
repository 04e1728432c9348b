#pragma once

#include "contract/json/ObjectReader.h"
#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

namespace enigm::changes {

/// {"key":digest,"name","path","point"} of enforcement-point.enroll: who holds this key may ask who may use this path.
struct EnrollPointParameters
{
    QString point;  ///< UUIDv7
    QString name;   ///< of a machine, never a person's; as a group's
    QByteArray key; ///< SHA-256 of the SubjectPublicKeyInfo of its certificate
    policy::NetworkPath path = policy::NetworkPath::VpnNetwork;

    static constexpr qsizetype maxName = 80;

    static EnrollPointParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const EnrollPointParameters &, const EnrollPointParameters &) = default;
};

/// {"point"} of enforcement-point.revoke: for good.
struct RevokePointParameters
{
    QString point;

    static RevokePointParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RevokePointParameters &, const RevokePointParameters &) = default;
};

/// The enforcement points as executed changes made them. An id, a key and the name of a point that is there are never
/// given to another.
class EnforcementFold
{
public:
    /// AlreadyExists for an id or a key that was used before, and for a name that a point has.
    Expected<void> apply(const EnrollPointParameters &change);
    /// NotFound for a point that is not there, or is revoked.
    Expected<void> apply(const RevokePointParameters &change);
    /// An execution whose content is withheld enrolled or revoked some point: what is unknown is believed from now on.
    void forgetAll();

    /// Those that are enrolled, by id.
    [[nodiscard]] const QHash<QString, EnrollPointParameters> &points() const { return m_points; }

private:
    QHash<QString, EnrollPointParameters> m_points;
    QSet<QString> m_ids;
    QSet<QByteArray> m_keys;
    bool m_isAnyForgotten = false;
};

} // namespace enigm::changes
