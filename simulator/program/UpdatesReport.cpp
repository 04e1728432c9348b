#include "simulator/program/UpdatesReport.h"

#include "simulator/program/Report.h"

#include <numeric>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

QString lineOf(const UpdateResult &result)
{
    QString what = result.version;
    if (result.failure)
        what = ota::toWord(*result.failure);
    else if (result.problem)
        what = problemSlug(result.problem->type);
    const QString line = result.handle.text() + u' ' + toWord(result.outcome);
    return what.isEmpty() ? line + u'\n' : line + u' ' + what + u'\n';
}

json::Value documentOf(const UpdateResult &result)
{
    return json::Object{{"failure"_L1, result.failure ? json::Value(ota::toWord(*result.failure)) : json::Value()},
                        {"handle"_L1, result.handle.text()},
                        {"outcome"_L1, toWord(result.outcome)},
                        {"problem"_L1, result.problem ? json::Value(problemSlug(result.problem->type)) : json::Value()},
                        {"resumed"_L1, result.resumed},
                        {"version"_L1, result.version.isEmpty() ? json::Value() : json::Value(result.version)}};
}

QString summaryOf(const UpdateTally &tally, double seconds)
{
    const qint64 all = std::accumulate(tally.outcomes.cbegin(), tally.outcomes.cend(), qint64(0));
    QStringList counted;
    for (auto outcome = tally.outcomes.cbegin(); outcome != tally.outcomes.cend(); ++outcome)
        counted.append(QString::number(*outcome) + u' ' + outcome.key());
    return u"%1 devices in %2 s: %3%4%5\n"_s.arg(all)
        .arg(seconds, 0, 'f', 1)
        .arg(counted.join(u", "_s), textOf(tally.failures), textOf(tally.problems));
}

json::Object documentOf(const UpdateTally &tally, double seconds)
{
    return {{"failures"_L1, documentOf(tally.failures)},
            {"milliseconds"_L1, millisecondsOf(seconds)},
            {"outcomes"_L1, documentOf(tally.outcomes)},
            {"problems"_L1, documentOf(tally.problems)},
            {"resumed"_L1, tally.resumed}};
}

ExitCode exitCodeOf(const UpdateTally &tally)
{
    if (tally.outcomes.contains(toWord(UpdateResult::Outcome::Unreachable)))
        return ExitCode::Unreachable;
    return tally.outcomes.contains(toWord(UpdateResult::Outcome::Refused)) ? ExitCode::Refused : ExitCode::Done;
}

} // namespace enigm::simulator
