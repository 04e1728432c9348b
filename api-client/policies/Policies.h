#pragma once

#include "contract/changes/PolicyParameters.h"
#include "contract/json/JsonValue.h"
#include "contract/policy/DecisionAnswer.h"
#include "contract/policy/FindingAnswer.h"
#include "contract/policy/PolicyDocument.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::client {

/// For which devices a policy is in force: {"all":bool,"groups":[id]}.
struct PolicyAssignment
{
    bool toAll = false;
    std::vector<QString> groups = {}; ///< ids, sorted, each once; beside all: without effect

    /// As policy::AssignedPolicy has it.
    [[nodiscard]] std::optional<std::vector<QString>> scope() const;
    friend bool operator==(const PolicyAssignment &, const PolicyAssignment &) = default;
};

/// A policy in a list (openapi: Policy), as served.
struct ListedPolicy
{
    QString id;
    QString name;
    policy::PolicyKind kind = policy::PolicyKind::DeviceTrust;
    qint64 version = 1; ///< in force; after a rollback not the last there is
    QByteArray digest;  ///< of the version in force
    PolicyAssignment assigned;
    QString change; ///< reference of the last that published, assigned or rolled back
    qint64 changed = 0;

    friend bool operator==(const ListedPolicy &, const ListedPolicy &) = default;
};

struct PolicyPage
{
    std::vector<ListedPolicy> policies; ///< by id
    std::optional<QString> next;        ///< `after` of the next page
};

/// One version of a policy in the list of them (openapi: PolicyVersionLine).
struct PolicyVersionLine
{
    qint64 version = 1;
    QByteArray digest;
    QString change; ///< reference of the change that published it
    qint64 published = 0;

    friend bool operator==(const PolicyVersionLine &, const PolicyVersionLine &) = default;
};

struct PolicyDetail
{
    ListedPolicy policy;
    std::vector<PolicyVersionLine> versions; ///< newest first; the one in force is among them
};

/// How the policy stands, as changes of it name it: as served.
[[nodiscard]] changes::PolicyStanding standingOf(const PolicyDetail &detail);

/// Something that somebody is writing (openapi: PolicyDraft). It decides nothing.
struct PolicyDraft
{
    QString id; ///< of the policy that it is to be
    qint64 revision = 1;
    json::Value document; ///< as written, whether it can be meant or not
    QString author;       ///< operator who saved it last
    qint64 saved = 0;
    /// Why it cannot be published as it is, with the place as a JSON pointer; nothing: it can. As this client reads it.
    std::optional<Problem> problem;

    friend bool operator==(const PolicyDraft &, const PolicyDraft &) = default;
};

struct PolicyDraftPage
{
    std::vector<PolicyDraft> drafts; ///< by id
    std::optional<QString> next;     ///< `after` of the next page
};

/// A policy that is to be: what the control plane is asked to look for conflicts in.
struct PolicyProposal
{
    json::Value document;
    /// Of the policy that it is to be a version of; nothing: a new one.
    std::optional<QString> policy = {};
    /// For whom it is to be in force; nothing: as the policy is assigned now, a new one to every device.
    std::optional<PolicyAssignment> assigned = {};
};

/// That reasons are asked for, which is written down: of administrators and security reviewers, and of approvers who
/// name the change that waits for their signature.
struct AskWhy
{
    QString change = {}; ///< reference
};

/// What an operator may know of a device's decisions.
struct DeviceDecisions
{
    /// One for each question about devices that a policy has a rule for, and for each governed path where it is about
    /// going into the network.
    std::vector<policy::DecisionAnswer> answers;
};

} // namespace enigm::client
