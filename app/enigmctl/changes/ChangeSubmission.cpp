#include "app/enigmctl/changes/ChangeSubmission.h"

#include "app/enigmctl/changes/ChangeReport.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/output/ChangeWords.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/changes/Action.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

/// What the draft would do, by the same function that every verifier uses.
std::expected<QString, Failure> previewOf(const client::ChangeDraft &draft)
{
    const changes::Action *const action = changes::findAction(draft.action);
    if (!action)
        return std::unexpected(Problem{ProblemType::UnknownAction, draft.action});
    changes::ChangeRequest request;
    request.action = draft.action;
    request.actionClass = action->actionClass;
    request.targets = {.category = action->resource,
                       .count = static_cast<qint64>(draft.targets.leaves().size()),
                       .from = draft.targets.states(),
                       .maxSkipped = 0,
                       .root = draft.targets.root()};
    request.parameters = changes::toJson(draft.parameters);
    const auto effect = changes::effectOf(request, draft.targets);
    if (!effect)
        return std::unexpected(effect.error());
    return u"%1 (%2): %3"_s.arg(draft.action, changes::word(action->actionClass), effectText(*effect, request));
}

} // namespace

std::expected<void, Failure> confirmSigning(Context &context, const QString &what)
{
    context.terminal.say(what);
    if (context.invocation.has("yes"_L1))
        return {};
    const auto answer = context.terminal.confirm(u"Sign and send?"_s);
    if (!answer && answer.error().type == ProblemType::Unavailable)
        return misused(u"There is nobody to ask; --yes signs without asking."_s, u"--yes"_s);
    if (!answer)
        return std::unexpected(answer.error());
    if (!*answer)
        return std::unexpected(Problem{ProblemType::Cancelled, u"Nothing was signed."_s});
    return {};
}

client::Task<Result> submitChange(Context &context, Connection &connection, client::ChangeDraft draft)
{
    const auto reason = context.invocation.required("reason"_L1);
    if (!reason)
        co_return std::unexpected(reason.error());
    draft.reason = *reason;
    draft.reference = context.invocation.value("reference"_L1).value_or(QString());
    const auto preview = previewOf(draft);
    if (!preview)
        co_return std::unexpected(preview.error());
    for (const changes::TargetLeaf &leaf : draft.targets.leaves())
        context.terminal.say(u"  %1  %2"_s.arg(leaf.handle.grouped(), fleet::toWord(leaf.state)));
    if (const auto confirmed = confirmSigning(context, *preview); !confirmed)
        co_return std::unexpected(confirmed.error());
    const QString act = u"Sign %1"_s.arg(*preview);
    const auto record = co_await connection.changes().request(std::move(draft), act);
    if (!record)
        co_return std::unexpected(Failure(record.error()));
    co_return describeReceipt(*record);
}

} // namespace enigm::ctl
