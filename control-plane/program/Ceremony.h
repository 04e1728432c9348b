#pragma once

#include "contract/operators/Founding.h"
#include "contract/problems/Problem.h"
#include "control-plane/program/ControlPlane.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QUrl>

#include <vector>

namespace enigm::controlplane::program {

/// The founding of a deployment: leaf 0, signed by every founder, in a log that had nothing before.
class Ceremony
{
public:
    /// Borrows the control plane.
    explicit Ceremony(ControlPlane &plane)
        : m_plane(plane)
    {}

    /// Whether people can act under this founding at all: WouldDeadlock, and what replaying its leaf would refuse but
    /// for the signatures (OutOfRange, RoleConflict, BelowFloor …).
    [[nodiscard]] static Expected<void> check(const operators::Founding &founding);

    /// Writes leaf 0 and the founders' names (by operator id). `signatures` are compact JWS in the order of the
    /// founders. Whatever GovernanceReplay refuses of it; AlreadyExists where there is one.
    [[nodiscard]] Expected<void> found(const operators::Founding &founding, const std::vector<QByteArray> &signatures,
                                       const QMap<QString, QString> &names);

    /// Writes DIR/deployment.json, what clients are given by hand, with the checkpoints of now.
    [[nodiscard]] Expected<void> writeDeploymentFile(const QString &directory, const QUrl &url);

private:
    ControlPlane &m_plane;
};

/// The rules of a deployment whose founders choose none: approvers for final acts on devices, two people for
/// governance.
[[nodiscard]] std::vector<operators::Rule> initialRules();
/// security-reviewer with administrator, and with release-manager: in every deployment, whatever its founders add.
[[nodiscard]] std::vector<std::pair<operators::Role, operators::Role>> initialRoleConflicts();

} // namespace enigm::controlplane::program
