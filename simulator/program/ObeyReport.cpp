#include "simulator/program/ObeyReport.h"

#include "simulator/program/Report.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

QString refused(ProblemType problem)
{
    return u"refused:"_s + problemSlug(problem);
}

QString saidBy(const CommandResult &result)
{
    if (!result.said)
        return u"-"_s;
    return result.said->problem ? refused(*result.said->problem) : QString(reports::toWord(result.said->outcome));
}

QString answerTo(const CommandResult &result)
{
    if (result.refusal)
        return refused(result.refusal->type);
    return result.state ? QString(fleet::toWord(*result.state)) : u"-"_s;
}

} // namespace

QString lineOf(const CommandResult &result)
{
    return u"%1 %2 %3 %4 %5\n"_s.arg(result.handle.text(), result.action)
        .arg(result.execution)
        .arg(saidBy(result), answerTo(result));
}

json::Value documentOf(const CommandResult &result)
{
    const auto problem = refusalOf(result);
    return json::Object{
        {"action"_L1, result.action},
        {"answer"_L1, result.state ? json::Value(fleet::toWord(*result.state)) : json::Value()},
        {"execution"_L1, result.execution},
        {"handle"_L1, result.handle.text()},
        {"outcome"_L1, result.said ? json::Value(reports::toWord(result.said->outcome)) : json::Value()},
        {"problem"_L1, problem ? json::Value(problemSlug(*problem)) : json::Value()}};
}

QString summaryOf(const CommandTally &tally, double seconds)
{
    return u"%1 commands of %2 devices in %3 s: %4 acknowledged, %5 refused, %6 devices failed%7\n"_s
        .arg(tally.commands())
        .arg(tally.devices)
        .arg(seconds, 0, 'f', 1)
        .arg(tally.acknowledged)
        .arg(tally.refused)
        .arg(tally.failed)
        .arg(textOf(tally.problems));
}

json::Object documentOf(const CommandTally &tally, double seconds)
{
    return {{"acknowledged"_L1, tally.acknowledged},
            {"devices"_L1, tally.devices},
            {"failed"_L1, tally.failed},
            {"milliseconds"_L1, millisecondsOf(seconds)},
            {"problems"_L1, documentOf(tally.problems)},
            {"refused"_L1, tally.refused}};
}

ExitCode exitCodeOf(const CommandTally &tally)
{
    if (tally.failed > 0)
        return ExitCode::Unreachable;
    return tally.refused > 0 ? ExitCode::Refused : ExitCode::Done;
}

} // namespace enigm::simulator
