#pragma once

#include "contract/changes/PolicyParameters.h"
#include "tests/control-plane/api/TestConsole.h"

namespace enigm::test {

/// Publishes the first version of a policy under this id and assigns it, each by a change that both consoles sign. What
/// goes wrong ends the test.
changes::PolicyStanding publishAndAssign(TestConsole &administrator, TestConsole &approver, const QString &id,
                                         const policy::PolicyDocument &document,
                                         const changes::AssignedGroups &groups = {});

/// The version after that, for whom the policy is already.
changes::PolicyStanding publishNext(TestConsole &administrator, TestConsole &approver,
                                    const changes::PolicyStanding &standing, const policy::PolicyDocument &document);

} // namespace enigm::test
