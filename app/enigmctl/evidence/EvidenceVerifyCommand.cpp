#include "app/enigmctl/evidence/EvidenceVerifyCommand.h"

#include "app/enigmctl/evidence/EndOfLifeCommand.h"
#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/output/ChangeWords.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "app/enigmctl/output/WitnessWords.h"
#include "app/files/FileAccess.h"
#include "contract/encoding/DigestWords.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

json::Array appliedDocument(const changes::Application &application)
{
    json::Array applied;
    for (const changes::AppliedTarget &target : application.applied)
        applied.emplace_back(json::Object{{"from"_L1, fleet::toWord(target.from)},
                                          {"handle"_L1, target.handle.text()},
                                          {"to"_L1, fleet::toWord(target.to)}});
    return applied;
}

json::Array skippedDocument(const changes::Application &application)
{
    json::Array skipped;
    for (const changes::SkippedTarget &target : application.skipped)
        skipped.emplace_back(
            json::Object{{"handle"_L1, target.handle.text()}, {"state"_L1, fleet::toWord(target.state)}});
    return skipped;
}

QString textOf(const evidence::EvidenceVerdict &verdict)
{
    const changes::ChangeRequest &request = verdict.change.request;
    Table table;
    table.addRow({u"change"_s, request.id});
    table.addRow({u"digest"_s, encoding::digestWords(verdict.change.digest())});
    table.addRow({u"action"_s, request.action});
    table.addRow({u"effect"_s, effectText(verdict.effect, request)});
    table.addRow({u"asked by"_s, request.requester});
    table.addRow(
        {u"signed off by"_s, verdict.approvers.empty() ? u"nobody; none is needed"_s : joined(verdict.approvers)});
    table.addRow(
        {u"executed"_s, u"%1, activity record %2"_s.arg(timeText(verdict.executionTime)).arg(verdict.executionIndex)});
    for (const changes::AppliedTarget &target : verdict.application.applied)
        table.addRow({u"applied"_s, target.handle.grouped() + u": "_s + fleet::toWord(target.from) + u" -> "_s +
                                        fleet::toWord(target.to)});
    for (const changes::SkippedTarget &target : verdict.application.skipped)
        table.addRow({u"skipped"_s, target.handle.grouped() + u": "_s + fleet::toWord(target.state)});
    table.addRow({u"governance log"_s, u"%1 entries, replayed"_s.arg(verdict.governanceSize)});
    table.addRow({u"activity log"_s, u"%1 entries at the checkpoint"_s.arg(verdict.activitySize)});
    addWitnesses(table, verdict.witnesses);
    const QString sample = verdict.sample ? u"This is the evidence of a SAMPLE deployment.\n"_s : QString();
    return u"The evidence is good.\n"_s + sample + table.toText(2);
}

} // namespace

Answer describeEvidence(const evidence::EvidenceVerdict &verdict)
{
    const changes::ChangeRequest &request = verdict.change.request;
    const json::Object document{
        {"activity_size"_L1, verdict.activitySize},
        {"applied"_L1, json::Value(appliedDocument(verdict.application))},
        {"approvers"_L1, json::Value(operators::valueOf(verdict.approvers))},
        {"change"_L1, request.id},
        {"digest"_L1, operators::valueOf(verdict.change.digest())},
        {"effect"_L1, effectDocument(verdict.effect)},
        {"executed"_L1, json::Object{{"index"_L1, verdict.executionIndex}, {"time"_L1, verdict.executionTime}}},
        {"governance_size"_L1, verdict.governanceSize},
        {"requester"_L1, request.requester},
        {"sample"_L1, verdict.sample},
        {"skipped"_L1, json::Value(skippedDocument(verdict.application))},
        {"verified"_L1, true},
        {"witnesses"_L1, verdict.witnesses.toJson()}};
    return {.document = document, .text = textOf(verdict)};
}

Result verifyEvidenceFile(Context &context)
{
    const auto id = deploymentId(context.invocation);
    if (!id)
        return std::unexpected(id.error());
    const QString path = context.invocation.arguments().constFirst();
    const auto bytes = files::readFile(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto judged = [&](const auto &verdict, Answer (*describe)(decltype(*verdict))) -> Result {
        if (!verdict)
            return std::unexpected(verdict.error().under(path));
        Answer answer = describe(*verdict);
        answer.exit = exitOf(context.invocation, verdict->witnesses, answer.exit);
        return answer;
    };
    if (evidence::EndOfLifeRecord::isMeantBy(*bytes))
        return judged(evidence::verifyEndOfLife(*bytes, *id), describeEndOfLife);
    return judged(evidence::verifyEvidence(*bytes, *id), describeEvidence);
}

} // namespace enigm::ctl
