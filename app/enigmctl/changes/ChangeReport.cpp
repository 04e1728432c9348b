#include "app/enigmctl/changes/ChangeReport.h"

#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/output/ChangeWords.h"
#include "app/enigmctl/output/GroupWords.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/PolicyChangeWords.h"
#include "app/enigmctl/output/ResolutionWords.h"
#include "app/enigmctl/output/Table.h"
#include "contract/encoding/DigestWords.h"
#include "contract/operators/Members.h"
#include "models/changes/SigningEligibility.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

json::Value textOrNull(const std::optional<changes::FreeText> &text)
{
    return text ? json::Value(text->text) : json::Value();
}

json::Object documentOf(const changes::SignedChange &change, changes::ChangeState state)
{
    const changes::ChangeRequest &request = change.request;
    return {{"action"_L1, request.action},
            {"approve_by"_L1, request.approveBy},
            {"class"_L1, changes::word(request.actionClass)},
            {"created"_L1, request.created},
            {"digest"_L1, operators::valueOf(change.digest())},
            {"execute_by"_L1, request.executeBy},
            {"id"_L1, request.id},
            {"parameters"_L1, request.parameters},
            {"requester"_L1, request.requester},
            {"state"_L1, changes::word(state)},
            {"targets"_L1, request.targets.count},
            {"words"_L1, encoding::digestWords(change.digest())}};
}

/// Who holds a role that the missing clause asks for, has a valid key, and has not signed.
std::vector<QString> mayStillSign(const changes::MissingSigners &missing, const client::VerifiedChange &change,
                                  const operators::Directory &directory)
{
    return models::changes::possibleSigners(directory, models::changes::SigningSubject::of(change), missing.roles);
}

QString proofWord(bool proven)
{
    return proven ? u"proven"_s : u"as served"_s;
}

QString entryText(const changes::LogPosition &position, bool proven)
{
    return u"%1, activity record %2, %3"_s.arg(timeText(position.time)).arg(position.index).arg(proofWord(proven));
}

json::Array approvalsDocument(const client::VerifiedChange &change)
{
    json::Array items;
    for (std::size_t i = 0; i < change.record.approvals.size(); ++i) {
        const changes::RecordedApproval &recorded = change.record.approvals[i];
        const changes::Approval &approval = recorded.signedApproval.approval;
        items.emplace_back(json::Object{{"approver"_L1, approval.approver},
                                        {"comment"_L1, textOrNull(recorded.comment)},
                                        {"decision"_L1, changes::word(approval.decision)},
                                        {"index"_L1, recorded.position.index},
                                        {"proven"_L1, bool(change.proven.approvals[i])},
                                        {"time"_L1, recorded.position.time}});
    }
    return items;
}

json::Array missingDocument(const client::VerifiedChange &change, const operators::Directory &directory)
{
    json::Array items;
    for (const changes::MissingSigners &missing : change.quorum.missing)
        items.emplace_back(
            json::Object{{"count"_L1, missing.count},
                         {"may_sign"_L1, json::Value(operators::valueOf(mayStillSign(missing, change, directory)))},
                         {"roles"_L1, json::Value(operators::valueOf(missing.roles.words()))}});
    return items;
}

json::Array driftedDocument(const client::VerifiedChange &change)
{
    json::Array items;
    for (const changes::SkippedTarget &target : change.drifted)
        items.emplace_back(
            json::Object{{"handle"_L1, target.handle.text()}, {"state"_L1, fleet::toWord(target.state)}});
    return items;
}

json::Array discountedDocument(const changes::QuorumAnswer &quorum)
{
    json::Array items;
    for (const Problem &problem : quorum.discounted)
        items.emplace_back(json::Object{{"approver"_L1, problem.where}, {"type"_L1, problemSlug(problem.type)}});
    return items;
}

void addSigners(Table &table, const client::VerifiedChange &change, Connection &connection)
{
    for (std::size_t i = 0; i < change.record.approvals.size(); ++i) {
        const changes::RecordedApproval &recorded = change.record.approvals[i];
        const changes::Approval &approval = recorded.signedApproval.approval;
        const QString comment = recorded.comment ? u": "_s + recorded.comment->text : QString();
        table.addRow({approval.decision == changes::Decision::Approve ? u"approved by"_s : u"rejected by"_s,
                      connection.nameOf(approval.approver) + u", "_s +
                          entryText(recorded.position, change.proven.approvals[i]) + comment});
    }
    if (!changes::isOpen(change.record.state))
        return;
    for (const changes::MissingSigners &missing : change.quorum.missing) {
        table.addRow({u"waits for"_s, u"%1 more of %2"_s.arg(missing.count).arg(joined(missing.roles.words()))});
        for (const QString &person : mayStillSign(missing, change, *connection.follower().directory()))
            table.addRow({u"may sign"_s, connection.nameOf(person)});
    }
    for (const Problem &problem : change.quorum.discounted)
        table.addRow({u"does not count"_s, problem.toString()});
    if (change.obstacle)
        table.addRow({u"cannot execute"_s, change.obstacle->toString()});
}

/// A change that has ended has done so by an entry; one that is open is so by what has been served.
QString stateText(const client::VerifiedChange &change)
{
    const QString word = changes::word(change.record.state);
    return changes::isOpen(change.record.state) ? word : u"%1, %2"_s.arg(word, proofWord(change.isEndProven()));
}

json::Value executedDocument(const client::VerifiedChange &change)
{
    if (!change.record.executed)
        return {};
    const json::Value position = change.record.executed->toJson();
    json::Object document = position.object();
    document.insert(u"proven"_s, change.proven.execution);
    return document;
}

Table factsOf(const client::VerifiedChange &change, Connection &connection)
{
    const changes::ChangeRequest &request = change.record.change.request;
    Table table;
    table.addRow({u"change"_s, request.id});
    table.addRow({u"digest"_s, encoding::digestWords(change.record.change.digest())});
    table.addRow({u"action"_s, u"%1 (%2)"_s.arg(request.action, changes::word(request.actionClass))});
    table.addRow({u"what happens"_s, effectText(change.effect, request)});
    addGroupRows(table, change);
    addPolicyRows(table, change);
    table.addRow({u"state"_s, stateText(change)});
    table.addRow({u"asked by"_s, connection.nameOf(request.requester)});
    table.addRow({u"asked at"_s, entryText(change.record.requested, change.proven.request)});
    table.addRow({u"reason"_s, change.record.reason ? change.record.reason->text : u"pruned"_s});
    if (request.reference)
        table.addRow({u"reference"_s, change.record.reference ? change.record.reference->text : u"pruned"_s});
    table.addRow({u"approve by"_s, timeText(request.approveBy)});
    table.addRow({u"execute by"_s, timeText(request.executeBy)});
    addSigners(table, change, connection);
    if (change.record.executed)
        table.addRow({u"executed"_s, entryText(*change.record.executed, change.proven.execution)});
    if (const QString found = resolutionText(change); !found.isEmpty())
        table.addRow({u"found"_s, found});
    if (change.record.resolution)
        table.addRow({u"answered"_s, entryText(change.record.resolution->position, change.proven.resolution)});
    return table;
}

QString targetsText(const client::VerifiedChange &change)
{
    if (change.record.targets.leaves().empty())
        return {};
    Table table({u"TARGET"_s, u"AT REQUEST"_s, u"NOW"_s});
    for (const changes::TargetLeaf &leaf : change.record.targets.leaves()) {
        const auto drifted = std::ranges::find(change.drifted, leaf.handle, &changes::SkippedTarget::handle);
        table.addRow({leaf.handle.text(), fleet::toWord(leaf.state),
                      drifted == change.drifted.end() ? QString() : QString(fleet::toWord(drifted->state))});
    }
    return u'\n' + table.toText();
}

} // namespace

Answer describeReceipt(const changes::ChangeRecord &record)
{
    Table table;
    table.addRow({u"change"_s, record.change.request.id});
    table.addRow({u"digest"_s, encoding::digestWords(record.change.digest())});
    table.addRow({u"action"_s, record.change.request.action});
    table.addRow({u"state"_s, changes::word(record.state)});
    return {.document = documentOf(record.change, record.state), .text = table.toText()};
}

Answer describeChanges(const std::vector<client::ChangeSummary> &summaries, const Connection &connection)
{
    Table table({u"CHANGE"_s, u"STATE"_s, u"ACTION"_s, u"TARGETS"_s, u"ASKED BY"_s, u"ASKED AT"_s, u"APPROVALS"_s});
    json::Array documents;
    for (const client::ChangeSummary &summary : summaries) {
        const changes::ChangeRequest &request = summary.change.request;
        const QString name = connection.names().value(request.requester, request.requester);
        table.addRow({request.id, changes::word(summary.state), request.action, QString::number(request.targets.count),
                      name, timeText(summary.requested.time), QString::number(summary.approvals)});
        json::Object document = documentOf(summary.change, summary.state);
        document.insert(u"approvals"_s, summary.approvals);
        document.insert(u"reason"_s, textOrNull(summary.reason));
        document.insert(u"reference"_s, textOrNull(summary.reference));
        documents.emplace_back(std::move(document));
    }
    return {.document = json::Object{{"changes"_L1, json::Value(std::move(documents))}}, .text = table.toText()};
}

Answer describeChange(const client::VerifiedChange &change, Connection &connection)
{
    const operators::Directory &directory = *connection.follower().directory();
    json::Object document = documentOf(change.record.change, change.record.state);
    document.insert(u"approvals"_s, json::Value(approvalsDocument(change)));
    document.insert(u"complete"_s, change.quorum.complete);
    document.insert(u"discounted"_s, json::Value(discountedDocument(change.quorum)));
    document.insert(u"drifted"_s, json::Value(driftedDocument(change)));
    document.insert(u"effect"_s, effectDocument(change.effect));
    document.insert(u"executed"_s, executedDocument(change));
    document.insert(u"group"_s, groupChangeDocument(change));
    document.insert(u"missing"_s, json::Value(missingDocument(change, directory)));
    document.insert(u"obstacle"_s, change.obstacle ? json::Value(problemSlug(change.obstacle->type)) : json::Value());
    document.insert(u"policy"_s, policyChangeDocument(change));
    document.insert(u"proven"_s, change.proven.request);
    document.insert(u"reason"_s, textOrNull(change.record.reason));
    document.insert(u"reference"_s, textOrNull(change.record.reference));
    document.insert(u"resolution"_s, resolutionDocument(change));
    document.insert(u"target_list"_s, change.record.targets.toJson());
    const QString proof =
        u"Verified here: signatures, quorum, targets, and the entries that are marked as proven; governance to %1, "
        "activity to %2.\nAs served: whether more has happened since, and the present states of the targets.\n"_s
            .arg(connection.follower().governanceHead().size)
            .arg(connection.follower().activityHead().size);
    return {.document = std::move(document),
            .text = factsOf(change, connection).toText() + targetsText(change) + u'\n' + proof};
}

QString sentenceOf(const client::VerifiedChange &change, const Connection &connection)
{
    const changes::ChangeRequest &request = change.record.change.request;
    return u"%1 (%2), asked by %3: %4"_s.arg(request.action, encoding::digestWords(change.record.change.digest()),
                                             connection.nameOf(request.requester), effectText(change.effect, request));
}

} // namespace enigm::ctl
