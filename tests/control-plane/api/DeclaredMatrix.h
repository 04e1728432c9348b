#pragma once

#include "contract/changes/ChangeState.h"
#include "contract/fleet/DeviceState.h"
#include "contract/operators/Role.h"

#include <QByteArrayList>

#include <span>
#include <vector>

namespace enigm::test {

/// What a person does to a change that is there.
enum class Decide { Approve, Reject, Withdraw };

/// One row of the table of actions in docs/contract.md, written down a second time and in the letters of that table, so
/// that the code's own table is not its own judge: A administrator, P approver, R security-reviewer, M release-manager.
struct DeclaredRow
{
    QByteArray name;     ///< as MatrixRow::name() says it
    bool isReducing;     ///< done by the request alone
    QByteArray asks;     ///< letters of those who may ask
    bool foundersMayAsk; ///< whatever their roles
    QByteArray signers;  ///< letters of those who may sign it off
    int signatures;      ///< how many of them
    QByteArrayList from; ///< states that devices may be moved from; empty for an act that moves none
    /// Whether what it changes can have changed meanwhile, so that it fails; whose a handle was does not.
    bool mayDrift = true;

    /// The slug of the refusal of a request about a device in this state; empty where it is taken.
    [[nodiscard]] QByteArray answerToRequest(operators::Role role, bool isFounder, fleet::DeviceState state) const;
    /// The same for a decision on a change that is in this state.
    [[nodiscard]] QByteArray answerToDecision(Decide decide, operators::Role role, bool isRequester,
                                              changes::ChangeState state) const;
    /// The states in which such a change can be met between two requests.
    [[nodiscard]] std::vector<changes::ChangeState> reachable() const;
    /// Where a decision that is taken leads a change that nobody has signed yet.
    [[nodiscard]] changes::ChangeState stateAfter(Decide decide) const;
};

[[nodiscard]] std::span<const DeclaredRow> declaredRows();
/// Null where the table has no such row.
[[nodiscard]] const DeclaredRow *declaredRow(QByteArrayView name);

} // namespace enigm::test
