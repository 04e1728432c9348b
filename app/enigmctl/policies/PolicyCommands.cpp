#include "app/enigmctl/policies/PolicyCommands.h"

#include "api-client/groups/GroupClient.h"
#include "api-client/policies/PolicyClient.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/devices/DeviceCommands.h"
#include "app/enigmctl/output/PolicyAnswerWords.h"
#include "app/enigmctl/policies/PolicyChangeCommands.h"
#include "app/files/FileAccess.h"
#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

template <typename T>
using Found = std::expected<T, Failure>;

client::Task<Found<GroupNames>> groupNames(Connection &connection)
{
    client::GroupClient client(connection.session());
    const auto groups = co_await client.all();
    if (!groups)
        co_return std::unexpected(Failure(groups.error()));
    GroupNames names;
    for (const client::ListedGroup &group : *groups)
        names.insert(group.id, group.definition.name);
    co_return names;
}

/// What the line asks about; nothing: about everything that policies have rules for.
struct Asked
{
    policy::ActionCategory action;
    log::Resource resource;
    std::optional<policy::NetworkPath> path;
};

Found<std::optional<Asked>> askedBy(const Invocation &line)
{
    const auto action = line.value("action"_L1);
    const auto resource = line.value("resource"_L1);
    const auto path = line.value("network-path"_L1);
    if (!action && !resource && !path)
        return std::optional<Asked>();
    if (!action || !resource)
        return misused(u"A question has an action and a resource."_s, u"--action"_s);
    const auto actionWord = policy::fromWord<policy::ActionCategory>(*action);
    if (!actionWord)
        return misused(u"'%1' is not known here."_s.arg(*action), u"--action"_s);
    const auto resourceWord = log::resourceOf(*resource);
    if (!resourceWord)
        return misused(u"'%1' is not known here."_s.arg(*resource), u"--resource"_s);
    Asked asked{.action = *actionWord, .resource = *resourceWord, .path = {}};
    if (!path)
        return std::optional(asked);
    asked.path = policy::fromWord<policy::NetworkPath>(*path);
    if (!asked.path)
        return misused(u"'%1' is not known here."_s.arg(*path), u"--network-path"_s);
    return std::optional(asked);
}

Found<std::optional<client::AskWhy>> whyBy(const Invocation &line)
{
    const auto change = line.value("change"_L1);
    if (!line.has("explain"_L1)) {
        if (change)
            return misused(u"A change is named by those who ask why."_s, u"--explain"_s);
        return std::optional<client::AskWhy>();
    }
    return std::optional(client::AskWhy{.change = change.value_or(QString())});
}

} // namespace

client::Task<Result> listPolicies(Context &, Connection &connection)
{
    client::PolicyClient client(connection.session());
    const auto policies = co_await client.all();
    if (!policies)
        co_return std::unexpected(Failure(policies.error()));
    const auto names = co_await groupNames(connection);
    if (!names)
        co_return std::unexpected(names.error());
    co_return describePolicies(*policies, *names);
}

client::Task<Result> showPolicy(Context &context, Connection &connection)
{
    const auto id = co_await policyIdOf(context.invocation.arguments().constFirst(), connection);
    if (!id)
        co_return std::unexpected(id.error());
    client::PolicyClient client(connection.session());
    const auto detail = co_await client.policy(*id);
    if (!detail)
        co_return std::unexpected(Failure(detail.error()));
    const auto names = co_await groupNames(connection);
    if (!names)
        co_return std::unexpected(names.error());
    co_return describePolicy(*detail, *names);
}

client::Task<Result> showPolicyVersion(Context &context, Connection &connection)
{
    const QStringList arguments = context.invocation.arguments();
    bool isNumber = false;
    const qint64 number = arguments.at(1).toLongLong(&isNumber);
    if (!isNumber || number < 1)
        co_return misused(u"Versions are numbered from 1."_s, u"VERSION"_s);
    const auto id = co_await policyIdOf(arguments.constFirst(), connection);
    if (!id)
        co_return std::unexpected(id.error());
    client::PolicyClient client(connection.session());
    const auto version = co_await client.version(*id, number);
    if (!version)
        co_return std::unexpected(Failure(version.error()));
    const auto names = co_await groupNames(connection);
    if (!names)
        co_return std::unexpected(names.error());
    co_return describeVersion(*version, *names);
}

client::Task<Result> analysePolicy(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    const auto bytes = files::readFile(line.arguments().constFirst(), policy::PolicyDocument::maxBytes);
    if (!bytes)
        co_return std::unexpected(Failure(bytes.error(), ExitCode::Usage));
    auto document = policy::PolicyDocument::parse(*bytes);
    if (!document)
        co_return std::unexpected(Failure(document.error(), ExitCode::Usage));
    client::PolicyProposal proposal;
    proposal.document = document->toJson();
    if (const auto named = line.value("policy"_L1)) {
        auto id = co_await policyIdOf(*named, connection);
        if (!id)
            co_return std::unexpected(id.error());
        proposal.policy = std::move(*id);
    }
    if (saysForWhom(line)) {
        auto groups = co_await assignmentOf(context, connection);
        if (!groups)
            co_return std::unexpected(groups.error());
        client::PolicyAssignment assigned;
        assigned.toAll = !groups->has_value();
        assigned.groups = std::move(*groups).value_or(std::vector<QString>());
        proposal.assigned = std::move(assigned);
    }
    client::PolicyClient client(connection.session());
    const auto findings = co_await client.analyse(std::move(proposal));
    if (!findings)
        co_return std::unexpected(Failure(findings.error()));
    co_return describeFindings(*findings);
}

client::Task<Result> decideAboutDevice(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    const auto handle = handleOf(line.arguments().constFirst());
    if (!handle)
        co_return std::unexpected(handle.error());
    const auto asked = askedBy(line);
    if (!asked)
        co_return std::unexpected(asked.error());
    auto why = whyBy(line);
    if (!why)
        co_return std::unexpected(why.error());
    client::PolicyClient client(connection.session());
    if (!*asked) {
        const auto decisions = co_await client.decisions(*handle, std::move(*why));
        if (!decisions)
            co_return std::unexpected(Failure(decisions.error()));
        co_return describeDecisions(decisions->answers);
    }
    const Asked &question = **asked;
    const auto decision =
        co_await client.decision(*handle, question.action, question.resource, question.path, std::move(*why));
    if (!decision)
        co_return std::unexpected(Failure(decision.error()));
    const std::vector<policy::DecisionAnswer> one{*decision};
    co_return describeDecisions(one);
}

} // namespace enigm::ctl
