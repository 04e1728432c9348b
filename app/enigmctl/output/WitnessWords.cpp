#include "app/enigmctl/output/WitnessWords.h"

#include "app/enigmctl/output/PlainText.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

QString momentText(const std::optional<qint64> &time)
{
    return time ? timeText(*time) : u"not signed"_s;
}

QString verdictText(const evidence::WitnessVerdict &verdict)
{
    if (verdict.threshold == 0)
        return u"the founding asks for none"_s;
    const QString asked = verdict.threshold == 1 ? u"1 witness"_s : u"%1 witnesses"_s.arg(verdict.threshold);
    return (verdict.isEnough ? u"enough: the founding asks for %1"_s : u"NOT enough: the founding asks for %1"_s)
        .arg(asked);
}

} // namespace

void addWitnesses(Table &table, const evidence::WitnessVerdict &verdict)
{
    for (const evidence::WitnessLine &line : verdict.lines)
        table.addRow(
            {u"co-signed by"_s, u"%1%2: governance %3, activity %4"_s.arg(
                                    line.witness, line.standIn ? u" (a stand-in, not independent)"_s : QString(),
                                    momentText(line.governance), momentText(line.activity))});
    table.addRow({u"witnesses"_s, verdictText(verdict)});
}

ExitCode exitOf(const Invocation &line, const evidence::WitnessVerdict &verdict, ExitCode otherwise)
{
    const bool isMissed = line.has("witnessed"_L1) && !verdict.isEnough;
    return isMissed && otherwise == ExitCode::Done ? ExitCode::Incomplete : otherwise;
}

} // namespace enigm::ctl
