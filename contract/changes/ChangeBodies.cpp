#include "contract/changes/ChangeBodies.h"

#include "contract/json/ObjectReader.h"
#include "contract/log/EntryDescription.h"
#include "contract/operators/Members.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using operators::valueOf;

constexpr auto controlPlane = "control-plane"_L1;
constexpr qsizetype digestSize = 32;

constexpr auto requestedAction = "change.requested"_L1;
constexpr auto approvedAction = "change.approved"_L1;
constexpr auto rejectedAction = "change.rejected"_L1;
constexpr auto withdrawnAction = "change.withdrawn"_L1;
constexpr auto cancelledAction = "change.cancelled"_L1;
constexpr auto executedAction = "change.executed"_L1;
constexpr auto expiredAction = "change.expired"_L1;
constexpr auto failedAction = "change.failed"_L1;

/// Reads a text member as the compact JWS of a signed value.
template <typename T>
Expected<T> readSigned(json::ObjectReader &reader, QLatin1StringView name)
{
    const QString compact = reader.text(name);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto value = T::parse(compact.toUtf8());
    if (!value)
        return std::unexpected(value.error().under(reader.pointerTo(name)));
    return value;
}

Expected<ChangeBody> parseRequested(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto targets = reader.with("targets"_L1, TargetSet::fromJson);
    auto change = readSigned<SignedChange>(reader, "request"_L1);
    if (!change)
        return std::unexpected(change.error());
    return RequestedBody{.change = std::move(*change), .targets = std::move(targets)};
}

Expected<ChangeBody> parseDecided(const json::Value &value, Decision decision)
{
    json::ObjectReader reader(value);
    auto approval = readSigned<SignedApproval>(reader, "approval"_L1);
    if (!approval)
        return std::unexpected(approval.error());
    if (approval->approval.decision != decision)
        return refuse(ProblemType::EntryMismatch, u"The entry says something else than the signature in it."_s,
                      u"/approval"_s);
    return DecidedBody{.approval = std::move(*approval)};
}

Expected<ChangeBody> parseWithdrawn(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto withdrawal = readSigned<SignedWithdrawal>(reader, "withdrawal"_L1);
    if (!withdrawal)
        return std::unexpected(withdrawal.error());
    return WithdrawnBody{.withdrawal = std::move(*withdrawal)};
}

Expected<ChangeBody> parseCancelled(const json::Value &value)
{
    json::ObjectReader reader(value);
    CancelledBody body{.by = reader.bytes("by"_L1, digestSize), .requester = reader.uuid("requester"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return body;
}

Expected<AppliedTarget> parseApplied(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    AppliedTarget target{
        .handle = reader.with("handle"_L1, parseConsoleHandle),
        .from = reader.with("from"_L1, parseDeviceState),
        .to = reader.with("to"_L1, parseDeviceState),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return target;
}

Expected<SkippedTarget> parseSkipped(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    SkippedTarget target{
        .handle = reader.with("handle"_L1, parseConsoleHandle),
        .state = reader.with("state"_L1, parseDeviceState),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return target;
}

Expected<std::optional<RuleReference>> parseRule(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<RuleReference>();
    json::ObjectReader reader(value, pointer);
    RuleReference rule{.id = reader.text("id"_L1),
                       .version = static_cast<int>(reader.integer("version"_L1, 1, 1'000'000))};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(std::move(rule));
}

Expected<ChangeBody> parseExecuted(const json::Value &value)
{
    json::ObjectReader reader(value);
    ExecutedBody body;
    body.application.applied = reader.list("applied"_L1, parseApplied);
    body.application.skipped = reader.list("skipped"_L1, parseSkipped);
    body.approvals = reader.list("approvals"_L1, operators::parseDigest);
    body.rule = reader.with("rule"_L1, parseRule);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return body;
}

Expected<ChangeBody> parseEnded(const json::Value &value, bool hasExpired)
{
    json::ObjectReader reader(value);
    const QString slug = reader.text("problem"_L1);
    const auto problem = problemTypeOf(slug);
    if (!reader.hasFailed() && (!problem || problemSlug(*problem) != slug))
        reader.fail({ProblemType::OutOfRange, u"This is not the name of a problem."_s, u"/problem"_s});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return EndedBody{.hasExpired = hasExpired, .problem = *problem};
}

json::Value bodyValue(const RequestedBody &body)
{
    return json::Object{{"request"_L1, QString::fromLatin1(body.change.jws.compact())},
                        {"targets"_L1, body.targets.toJson()}};
}

json::Value bodyValue(const DecidedBody &body)
{
    return json::Object{{"approval"_L1, QString::fromLatin1(body.approval.jws.compact())}};
}

json::Value bodyValue(const WithdrawnBody &body)
{
    return json::Object{{"withdrawal"_L1, QString::fromLatin1(body.withdrawal.jws.compact())}};
}

json::Value bodyValue(const CancelledBody &body)
{
    return json::Object{{"by"_L1, valueOf(body.by)}, {"requester"_L1, body.requester}};
}

json::Value bodyValue(const ExecutedBody &body)
{
    json::Array applied;
    for (const AppliedTarget &target : body.application.applied)
        applied.push_back(json::Object{{"from"_L1, QString(fleet::toWord(target.from))},
                                       {"handle"_L1, target.handle.text()},
                                       {"to"_L1, QString(fleet::toWord(target.to))}});
    json::Array skipped;
    for (const SkippedTarget &target : body.application.skipped)
        skipped.push_back(
            json::Object{{"handle"_L1, target.handle.text()}, {"state"_L1, QString(fleet::toWord(target.state))}});
    json::Value rule;
    if (body.rule)
        rule = json::Object{{"id"_L1, body.rule->id}, {"version"_L1, body.rule->version}};
    return json::Object{{"applied"_L1, std::move(applied)},
                        {"approvals"_L1, valueOf(body.approvals)},
                        {"rule"_L1, std::move(rule)},
                        {"skipped"_L1, std::move(skipped)}};
}

json::Value bodyValue(const EndedBody &body)
{
    return json::Object{{"problem"_L1, problemSlug(body.problem)}};
}

QString actionOfBody(const RequestedBody &)
{
    return requestedAction;
}

QString actionOfBody(const DecidedBody &body)
{
    return body.approval.approval.decision == Decision::Approve ? approvedAction : rejectedAction;
}

QString actionOfBody(const WithdrawnBody &)
{
    return withdrawnAction;
}

QString actionOfBody(const CancelledBody &)
{
    return cancelledAction;
}

QString actionOfBody(const ExecutedBody &)
{
    return executedAction;
}

QString actionOfBody(const EndedBody &body)
{
    return body.hasExpired ? expiredAction : failedAction;
}

/// Fills what depends on the kind of the body.
class Describer
{
public:
    Describer(log::ActivityEntry &entry, const SignedChange &change)
        : m_entry(entry)
        , m_change(change)
    {}

    void operator()(const RequestedBody &body) const
    {
        m_entry.actor = m_change.request.requester;
        m_entry.handles = body.targets.handles();
    }
    void operator()(const DecidedBody &body) const { m_entry.actor = body.approval.approval.approver; }
    void operator()(const WithdrawnBody &) const { m_entry.actor = m_change.request.requester; }
    void operator()(const CancelledBody &body) const { m_entry.actor = body.requester; }
    void operator()(const ExecutedBody &body) const
    {
        m_entry.outcome = body.application.skipped.empty() ? log::Outcome::Done : log::Outcome::Skipped;
        for (const AppliedTarget &target : body.application.applied)
            m_entry.handles.push_back(target.handle.text());
    }
    void operator()(const EndedBody &) const { m_entry.outcome = log::Outcome::Failed; }

private:
    log::ActivityEntry &m_entry;
    const SignedChange &m_change;
};

} // namespace

ExecutedBody ExecutedBody::make(Application application, const QuorumAnswer &answer)
{
    ExecutedBody body{.application = std::move(application), .approvals = answer.countedDigests, .rule = {}};
    if (!answer.ruleId.isEmpty())
        body.rule = RuleReference{.id = answer.ruleId, .version = answer.ruleVersion};
    return body;
}

bool isChangeEntry(QByteArrayView action)
{
    constexpr std::array actions{requestedAction, approvedAction, rejectedAction, withdrawnAction,
                                 cancelledAction, executedAction, expiredAction,  failedAction};
    return std::ranges::any_of(actions, [action](QLatin1StringView each) { return action == each; });
}

QString entryAction(const ChangeBody &body)
{
    return std::visit([](const auto &each) { return actionOfBody(each); }, body);
}

Expected<ChangeBody> parseChangeBody(const QString &action, const json::Value &value)
{
    if (action == requestedAction)
        return parseRequested(value);
    if (action == approvedAction)
        return parseDecided(value, Decision::Approve);
    if (action == rejectedAction)
        return parseDecided(value, Decision::Reject);
    if (action == withdrawnAction)
        return parseWithdrawn(value);
    if (action == cancelledAction)
        return parseCancelled(value);
    if (action == executedAction)
        return parseExecuted(value);
    if (action == expiredAction || action == failedAction)
        return parseEnded(value, action == expiredAction);
    return refuse(ProblemType::UnknownAction, u"No such entry of a change is known."_s, u"/action"_s);
}

json::Value toJson(const ChangeBody &body)
{
    return std::visit([](const auto &each) { return bodyValue(each); }, body);
}

log::ActivityEntry describe(const ChangeBody &body, const SignedChange &change)
{
    const Action *const action = findAction(change.request.action);
    Q_ASSERT(action);
    log::ActivityEntry entry{
        .category = action->category,
        .action = entryAction(body),
        .resource = action->resource,
        .actor = controlPlane,
        .outcome = log::Outcome::Done,
        .change = change.digest(),
        .handles = {},
        .body = {},
    };
    std::visit(Describer(entry, change), body);
    return entry;
}

Expected<void> checkDescribes(const log::ActivityEntry &entry, const ChangeBody &body, const SignedChange &change)
{
    return log::checkDescription(entry, describe(body, change));
}

} // namespace enigm::changes
