#include "tests/control-plane/api/DeclaredMatrix.h"

#include <algorithm>
#include <array>

namespace enigm::test {

using changes::ChangeState;
using operators::Role;

namespace {

const std::array rows{
    // name, reducing, asks, founders too, signers, signatures, from states
    DeclaredRow{"change.cancel-all", true, "APRM", false, "", 0, {}},
    DeclaredRow{"device.deny", true, "AP", false, "", 0, {"pending-enrollment"}},
    DeclaredRow{"device.restrict", true, "AP", false, "", 0, {"trusted"}},
    DeclaredRow{"device.suspend", true, "AP", false, "", 0, {"trusted", "restricted"}},
    DeclaredRow{"device.admit", false, "A", false, "P", 1, {"pending-enrollment"}},
    DeclaredRow{"device.reactivate to trusted", false, "A", false, "P", 1, {"restricted", "suspended"}},
    DeclaredRow{"device.reactivate to restricted", false, "A", false, "P", 1, {"suspended"}},
    DeclaredRow{"device.revoke", false, "A", false, "P", 1, {"trusted", "restricted", "suspended"}},
    DeclaredRow{"device.replace", false, "A", false, "P", 1, {"trusted", "restricted", "suspended"}},
    DeclaredRow{"device.retire", false, "A", false, "P", 1, {"trusted", "restricted", "suspended"}},
    DeclaredRow{"device.wipe", false, "A", false, "P", 1, {"trusted", "restricted", "suspended", "revoked"}},
    DeclaredRow{"group.change", false, "A", false, "P", 1, {}},
    DeclaredRow{"policy.publish", false, "A", false, "P", 1, {}},
    DeclaredRow{"policy.assign", false, "A", false, "P", 1, {}},
    DeclaredRow{"policy.rollback", false, "A", false, "P", 1, {}},
    DeclaredRow{"enforcement-point.enroll", false, "A", false, "P", 1, {}},
    DeclaredRow{"enforcement-point.revoke", true, "A", false, "", 0, {}},
    DeclaredRow{"release.sign-manifest", false, "M", false, "P", 1, {}},
    DeclaredRow{"release.sign-production", false, "M", false, "P", 1, {}},
    DeclaredRow{"rollout.start", false, "M", false, "P", 1, {}},
    DeclaredRow{"rollout.resume", false, "M", false, "P", 1, {}},
    DeclaredRow{"rollout.pause", true, "APRM", false, "", 0, {}},
    DeclaredRow{"rollout.halt", true, "APRM", false, "", 0, {}},
    DeclaredRow{"rollout.withdraw", true, "APRM", false, "", 0, {}},
    DeclaredRow{"device.resolve-handle", false, "AR", false, "PR", 2, {}, false},
    DeclaredRow{"operator.admit", false, "AR", true, "APR", 2, {}},
    DeclaredRow{"key.add", false, "AR", true, "APR", 2, {}},
    DeclaredRow{"key.revoke", false, "AR", true, "APR", 2, {}},
    DeclaredRow{"key.revoke of one's own", true, "APRM", false, "", 0, {}},
    DeclaredRow{"attestation.set", false, "AR", true, "APR", 2, {}},
    DeclaredRow{"ota-key.set", false, "AR", true, "APR", 2, {}},
    DeclaredRow{"witness.add", false, "AR", true, "APR", 2, {}},
    DeclaredRow{"witness.remove", false, "AR", true, "APR", 2, {}},
};

char letterOf(Role role)
{
    switch (role) {
    case Role::Administrator:
        return 'A';
    case Role::Approver:
        return 'P';
    case Role::SecurityReviewer:
        return 'R';
    case Role::ReleaseManager:
        return 'M';
    }
    Q_UNREACHABLE();
}

} // namespace

// A request that no state allows is refused for what it says, before anybody asks who says it.
QByteArray DeclaredRow::answerToRequest(Role role, bool isFounder, fleet::DeviceState state) const
{
    if (!from.isEmpty() && !from.contains(fleet::toWord(state).latin1()))
        return "target-state";
    const bool mayAsk = asks.contains(letterOf(role)) || (foundersMayAsk && isFounder);
    return mayAsk ? QByteArray() : QByteArray("not-permitted");
}

// What is over is over for everybody.
QByteArray DeclaredRow::answerToDecision(Decide decide, Role role, bool isRequester, ChangeState state) const
{
    if (state == ChangeState::Expired)
        return "change-expired";
    if (state != ChangeState::Pending)
        return "change-closed";
    if (decide == Decide::Withdraw)
        return isRequester ? QByteArray() : QByteArray("not-permitted");
    if (isRequester)
        return "self-approval";
    return signers.contains(letterOf(role)) ? QByteArray() : QByteArray("role-missing");
}

std::vector<ChangeState> DeclaredRow::reachable() const
{
    if (isReducing)
        return {ChangeState::Executed};
    std::vector<ChangeState> states{ChangeState::Pending, ChangeState::Executed, ChangeState::Rejected,
                                    ChangeState::Expired, ChangeState::Withdrawn};
    if (mayDrift)
        states.push_back(ChangeState::Failed);
    return states;
}

ChangeState DeclaredRow::stateAfter(Decide decide) const
{
    switch (decide) {
    case Decide::Approve:
        return signatures == 1 ? ChangeState::Executed : ChangeState::Pending;
    case Decide::Reject:
        return ChangeState::Rejected;
    case Decide::Withdraw:
        return ChangeState::Withdrawn;
    }
    Q_UNREACHABLE();
}

std::span<const DeclaredRow> declaredRows()
{
    return rows;
}

const DeclaredRow *declaredRow(QByteArrayView name)
{
    const auto row = std::ranges::find(rows, name, &DeclaredRow::name);
    return row == rows.end() ? nullptr : &*row;
}

} // namespace enigm::test
