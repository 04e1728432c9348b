#include "app/enigmctl/changes/ChangeCommands.h"

#include "app/enigmctl/attestation/AcceptanceCommands.h"
#include "app/enigmctl/changes/ChangeReport.h"
#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/devices/DeviceWords.h"
#include "app/enigmctl/enrollment/EnrollmentCommands.h"
#include "app/enigmctl/evidence/EvidenceVerifyCommand.h"
#include "app/enigmctl/files/GivenOut.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/encoding/Uuid.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 largestPage = 200;
constexpr qint64 mostListed = 100'000;

std::expected<std::vector<changes::ChangeState>, Failure> statesOf(const Invocation &line)
{
    std::vector<changes::ChangeState> states;
    for (const QString &word : line.values("state"_L1)) {
        const auto state = changes::changeStateOf(word);
        if (!state)
            return misused(u"'%1' is not a state of a change."_s.arg(word), u"--state"_s);
        states.push_back(*state);
    }
    return states;
}

std::expected<QString, Failure> referenceOf(const Context &context)
{
    QString text = context.invocation.arguments().constFirst();
    if (!encoding::parseUuid7(text))
        return misused(u"A change reference is a UUID, as 'enigmctl change list' shows it."_s, text);
    return text;
}

/// The change as this program has verified it, with names beside.
client::Task<std::expected<client::VerifiedChange, Failure>> verifiedChange(Context &context, Connection &connection)
{
    const auto reference = referenceOf(context);
    if (!reference)
        co_return std::unexpected(reference.error());
    auto change = co_await connection.changes().verified(*reference);
    if (!change)
        co_return std::unexpected(Failure(change.error()));
    const auto named = co_await connection.loadNames();
    if (!named)
        co_return std::unexpected(Failure(named.error()));
    co_return std::move(*change);
}

client::Task<Result> decide(Context &context, Connection &connection, changes::Decision decision)
{
    const auto change = co_await verifiedChange(context, connection);
    if (!change)
        co_return std::unexpected(change.error());
    // Before the person is asked: what does not hold here is not signed here.
    const auto findings = co_await admissionFindings(connection, *change);
    if (!findings)
        co_return std::unexpected(findings.error());
    if (!findings->empty())
        context.terminal.say(textOf(*findings).trimmed());
    if (const auto obstacle = client::obstacleOf(*findings); obstacle && decision == changes::Decision::Approve)
        co_return std::unexpected(Failure(*obstacle));
    const auto acceptance = co_await acceptanceFinding(connection, *change);
    if (!acceptance)
        co_return std::unexpected(acceptance.error());
    if (*acceptance)
        context.terminal.say(textOf(**acceptance).trimmed());
    if (*acceptance && (*acceptance)->obstacle && decision == changes::Decision::Approve)
        co_return std::unexpected(Failure(*(*acceptance)->obstacle));
    const QString verb = decision == changes::Decision::Approve ? u"Approve"_s : u"Reject"_s;
    const QString act = u"%1 %2"_s.arg(verb, sentenceOf(*change, connection));
    if (const auto confirmed = confirmSigning(context, act); !confirmed)
        co_return std::unexpected(confirmed.error());
    const QString comment = context.invocation.value("comment"_L1).value_or(QString());
    const auto record = co_await connection.changes().decide(*change, decision, comment, act);
    if (!record)
        co_return std::unexpected(Failure(record.error()));
    co_return describeReceipt(*record);
}

} // namespace

client::Task<Result> listChanges(Context &context, Connection &connection)
{
    const auto states = statesOf(context.invocation);
    if (!states)
        co_return std::unexpected(states.error());
    const auto limit = context.invocation.number("limit"_L1, 1, mostListed, largestPage);
    if (!limit)
        co_return std::unexpected(limit.error());
    // The directory first: a list is checked on it.
    const auto refreshed = co_await connection.follower().refresh();
    if (!refreshed)
        co_return std::unexpected(Failure(refreshed.error()));
    const auto named = co_await connection.loadNames();
    if (!named)
        co_return std::unexpected(Failure(named.error()));
    std::vector<client::ChangeSummary> summaries;
    QString after;
    for (;;) {
        const qint64 left = *limit - static_cast<qint64>(summaries.size());
        auto page = co_await connection.changes().page(*states, after, static_cast<int>(std::min(left, largestPage)));
        if (!page)
            co_return std::unexpected(Failure(page.error()));
        std::ranges::move(page->changes, std::back_inserter(summaries));
        if (!page->next || page->changes.empty() || static_cast<qint64>(summaries.size()) >= *limit)
            co_return describeChanges(summaries, connection);
        after = *page->next;
    }
}

client::Task<Result> showChange(Context &context, Connection &connection)
{
    const auto change = co_await verifiedChange(context, connection);
    if (!change)
        co_return std::unexpected(change.error());
    const auto acceptance = co_await acceptanceFinding(connection, *change);
    if (!acceptance)
        co_return std::unexpected(acceptance.error());
    Answer answer = describeChange(*change, connection);
    if (*acceptance)
        answer.text += u'\n' + textOf(**acceptance);
    co_return answer;
}

client::Task<Result> showResults(Context &context, Connection &connection)
{
    const auto change = co_await verifiedChange(context, connection);
    if (!change)
        co_return std::unexpected(change.error());
    const auto commands =
        co_await client::DeviceClient(connection.session()).commandsOf(change->record.change.request.id);
    if (!commands)
        co_return std::unexpected(Failure(commands.error()));
    co_return describeResults(change->record.targets, *commands);
}

client::Task<Result> approveChange(Context &context, Connection &connection)
{
    return decide(context, connection, changes::Decision::Approve);
}

client::Task<Result> rejectChange(Context &context, Connection &connection)
{
    return decide(context, connection, changes::Decision::Reject);
}

client::Task<Result> withdrawChange(Context &context, Connection &connection)
{
    const auto change = co_await verifiedChange(context, connection);
    if (!change)
        co_return std::unexpected(change.error());
    const QString act = u"Withdraw %1"_s.arg(sentenceOf(*change, connection));
    if (const auto confirmed = confirmSigning(context, act); !confirmed)
        co_return std::unexpected(confirmed.error());
    const auto record = co_await connection.changes().withdraw(change->record.change, act);
    if (!record)
        co_return std::unexpected(Failure(record.error()));
    co_return describeReceipt(*record);
}

client::Task<Result> cancelAllChanges(Context &context, Connection &connection)
{
    client::ChangeDraft draft;
    draft.action = changes::cancelAll;
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

client::Task<Result> fetchEvidence(Context &context, Connection &connection)
{
    const auto reference = referenceOf(context);
    if (!reference)
        co_return std::unexpected(reference.error());
    const auto evidence = co_await connection.changes().evidence(*reference);
    if (!evidence)
        co_return std::unexpected(Failure(evidence.error()));
    co_return givenOut(context, describeEvidence(evidence->verdict), evidence->bytes);
}

} // namespace enigm::ctl
