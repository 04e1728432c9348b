#include "simulator/program/EnrollReport.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

/// Nobody has answered, as against somebody who refused.
bool isFailure(const Problem &problem)
{
    using enum ProblemType;
    return problem.type == Unreachable || problem.type == RequestTimeout || problem.type == WrongServer;
}

} // namespace

QString textOf(const EnrollRun &run)
{
    QString text;
    for (const deployment::DeviceIdentity &device : run.devices())
        text += device.handle.text() + u" pending-enrollment\n"_s;
    for (const Problem &problem : run.problems())
        text += (isFailure(problem) ? u"failed "_s : u"refused "_s) + problem.toString() + u'\n';
    return text;
}

json::Value documentOf(const EnrollRun &run)
{
    json::Array devices;
    for (const deployment::DeviceIdentity &device : run.devices())
        devices.emplace_back(device.handle.text());
    json::Array problems;
    for (const Problem &problem : run.problems())
        problems.emplace_back(json::Object{
            {"detail"_L1, problem.detail}, {"type"_L1, problemSlug(problem.type)}, {"where"_L1, problem.where}});
    return json::Object{{"devices"_L1, std::move(devices)}, {"problems"_L1, std::move(problems)}};
}

ExitCode exitCodeOf(const EnrollRun &run)
{
    if (std::ranges::any_of(run.problems(), isFailure))
        return ExitCode::Unreachable;
    return run.problems().empty() ? ExitCode::Done : ExitCode::Refused;
}

} // namespace enigm::simulator
