#include "simulator/program/Report.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

QLatin1StringView toWord(CheckInResult::Outcome outcome)
{
    switch (outcome) {
    case CheckInResult::Outcome::Accepted:
        return "accepted"_L1;
    case CheckInResult::Outcome::Refused:
        return "refused"_L1;
    case CheckInResult::Outcome::Failed:
        return "failed"_L1;
    }
    Q_UNREACHABLE();
}

QString lineOf(const CheckInResult &result)
{
    const QString what = result.state ? QString(fleet::toWord(*result.state)) : problemSlug(result.problem->type);
    return u"%1 %2 %3\n"_s.arg(result.handle.text(), toWord(result.outcome), what);
}

json::Value documentOf(const CheckInResult &result)
{
    return json::Object{{"handle"_L1, result.handle.text()},
                        {"outcome"_L1, toWord(result.outcome)},
                        {"problem"_L1, result.problem ? json::Value(problemSlug(result.problem->type)) : json::Value()},
                        {"state"_L1, result.state ? json::Value(fleet::toWord(*result.state)) : json::Value()}};
}

QString textOf(const QMap<QString, qint64> &problems)
{
    QStringList counted;
    for (auto problem = problems.cbegin(); problem != problems.cend(); ++problem)
        counted.append(u"%1 %2"_s.arg(problem.key()).arg(*problem));
    return counted.isEmpty() ? QString() : u" (%1)"_s.arg(counted.join(u", "_s));
}

json::Value documentOf(const QMap<QString, qint64> &problems)
{
    json::Object counted;
    for (auto problem = problems.cbegin(); problem != problems.cend(); ++problem)
        counted.insert(problem.key(), *problem);
    return counted;
}

qint64 millisecondsOf(double seconds)
{
    constexpr double millisecondsPerSecond = 1000;
    return static_cast<qint64>(seconds * millisecondsPerSecond);
}

QString summaryOf(const Tally &tally, double seconds)
{
    return u"%1 check-ins in %2 s: %3 accepted, %4 refused, %5 failed%6\n"_s.arg(tally.total())
        .arg(seconds, 0, 'f', 1)
        .arg(tally.accepted)
        .arg(tally.refused)
        .arg(tally.failed)
        .arg(textOf(tally.problems));
}

json::Object documentOf(const Tally &tally, double seconds)
{
    return {{"accepted"_L1, tally.accepted},
            {"failed"_L1, tally.failed},
            {"milliseconds"_L1, millisecondsOf(seconds)},
            {"problems"_L1, documentOf(tally.problems)},
            {"refused"_L1, tally.refused}};
}

ExitCode exitCodeOf(const Tally &tally)
{
    if (tally.failed > 0)
        return ExitCode::Unreachable;
    return tally.refused > 0 ? ExitCode::Refused : ExitCode::Done;
}

} // namespace enigm::simulator
