#include "simulator/program/HandleReport.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

QString linesOf(const HandlesResult &result)
{
    if (result.problem)
        return u"%1 refused %2\n"_s.arg(result.device.text(), problemSlug(result.problem->type));
    QString lines;
    for (const HandlesResult::Epoch &epoch : result.network)
        lines += u"%1 %2 %3\n"_s.arg(result.device.text(), QString::number(epoch.epoch), epoch.handle.text());
    return lines;
}

json::Value documentOf(const HandlesResult &result)
{
    json::Array network;
    for (const HandlesResult::Epoch &epoch : result.network)
        network.push_back(json::Object{{"epoch"_L1, epoch.epoch}, {"handle"_L1, epoch.handle.text()}});
    return json::Object{
        {"handle"_L1, result.device.text()},
        {"network"_L1, std::move(network)},
        {"problem"_L1, result.problem ? json::Value(problemSlug(result.problem->type)) : json::Value()}};
}

} // namespace enigm::simulator
