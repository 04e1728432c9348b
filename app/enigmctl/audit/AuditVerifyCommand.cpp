#include "app/enigmctl/audit/AuditVerifyCommand.h"

#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/output/Table.h"
#include "app/enigmctl/output/WitnessWords.h"
#include "app/enigmctl/terminal/Interrupt.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/evidence/AuditExport.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

/// What the verdict is worth, in a sentence.
QString sentenceOf(const evidence::AuditVerdict &verdict)
{
    if (verdict.changesUnproven > 0)
        return u"What is in the file verifies, but it leaves out bodies: %1 executed changes could not be recounted.\n"_s
            .arg(verdict.changesUnproven);
    if (verdict.bodiesAbsent > 0)
        return u"The log is good: every record, signature and quorum verifies; some records are proven without their "
               "content.\n"_s;
    return u"The log is good: every record, signature and quorum verifies.\n"_s;
}

Answer describe(const evidence::AuditVerdict &verdict)
{
    Table table;
    table.addRow({u"governance entries"_s, QString::number(verdict.governanceSize)});
    table.addRow({u"activity entries"_s, QString::number(verdict.activitySize)});
    table.addRow({u"changes executed"_s, QString::number(verdict.changesExecuted)});
    table.addRow({u"changes unproven"_s, QString::number(verdict.changesUnproven)});
    table.addRow({u"handles resolved"_s, QString::number(verdict.handlesResolved)});
    table.addRow({u"signatures verified"_s, QString::number(verdict.signaturesVerified)});
    table.addRow({u"bodies absent"_s, QString::number(verdict.bodiesAbsent)});
    addWitnesses(table, verdict.witnesses);
    const bool isWhole = verdict.changesUnproven == 0;
    const QString sample = verdict.sample ? u"This is the log of a SAMPLE deployment.\n"_s : QString();
    return {.document = json::Object{{"activity_size"_L1, verdict.activitySize},
                                     {"bodies_absent"_L1, verdict.bodiesAbsent},
                                     {"changes_executed"_L1, verdict.changesExecuted},
                                     {"changes_unproven"_L1, verdict.changesUnproven},
                                     {"governance_size"_L1, verdict.governanceSize},
                                     {"handles_resolved"_L1, verdict.handlesResolved},
                                     {"sample"_L1, verdict.sample},
                                     {"signatures_verified"_L1, verdict.signaturesVerified},
                                     {"verified"_L1, isWhole},
                                     {"witnesses"_L1, verdict.witnesses.toJson()}},
            .text = sentenceOf(verdict) + sample + table.toText(2),
            .exit = isWhole ? ExitCode::Done : ExitCode::Incomplete};
}

} // namespace

Result verifyAuditFile(Context &context)
{
    const auto id = deploymentId(context.invocation);
    if (!id)
        return std::unexpected(id.error());
    QFile file(context.invocation.arguments().constFirst());
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Problem{ProblemType::FileUnreadable, file.errorString(), file.fileName()});
    const Interrupt interrupt;
    Terminal &terminal = context.terminal;
    const auto verdict =
        evidence::verifyAuditExport(file, *id, {.progress = [&terminal, &interrupt](qint64 done, qint64 total) {
                                        terminal.showProgress(u"verified"_s, done, total);
                                        return !interrupt.isRaised();
                                    }});
    if (!verdict)
        return std::unexpected(verdict.error().under(file.fileName()));
    Answer answer = describe(*verdict);
    answer.exit = exitOf(context.invocation, verdict->witnesses, answer.exit);
    return answer;
}

} // namespace enigm::ctl
