#include "control-plane/fleet/Device.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

namespace {

template <typename T>
json::Value orNull(const std::optional<T> &value)
{
    return value ? json::Value(*value) : json::Value();
}

} // namespace

json::Object Device::toJson() const
{
    return {{"attestation"_L1, attestation},
            {"attestation_asked"_L1, orNull(attestationAsked)},
            {"attested"_L1, attested},
            {"enrolled"_L1, enrolled},
            {"handle"_L1, handle.text()},
            {"joins"_L1, orNull(joins)},
            {"key"_L1, key},
            {"last_seen"_L1, orNull(lastSeen)},
            {"patch"_L1, orNull(patch)},
            {"security_level"_L1, securityLevel},
            {"simulated"_L1, simulated},
            {"state"_L1, enigm::fleet::toWord(state)}};
}

json::Value DevicePage::toJson() const
{
    json::Array devices;
    for (const Device &device : items)
        devices.emplace_back(device.toJson());
    return json::Object{{"items"_L1, std::move(devices)}, {"next"_L1, orNull(next)}, {"total"_L1, total}};
}

json::Value DeviceSummary::toJson() const
{
    json::Object counts;
    qint64 total = 0;
    for (const enigm::fleet::DeviceState state : enigm::fleet::allDeviceStates())
        counts.insert(enigm::fleet::toWord(state), qint64(0));
    for (const auto &[state, count] : states) {
        counts.insert(enigm::fleet::toWord(state), count);
        total += count;
    }
    return json::Object{{"states"_L1, std::move(counts)}, {"total"_L1, total}};
}

json::Object DeviceCommand::toJson() const
{
    return {{"action"_L1, action},
            {"answered"_L1, orNull(answered)},
            {"change"_L1, change},
            {"delivered"_L1, orNull(delivered)},
            {"execution"_L1, execution},
            {"obey_by"_L1, obeyBy},
            {"problem"_L1, orNull(problem)},
            {"queued"_L1, queued},
            {"state"_L1, enigm::fleet::toWord(state)}};
}

json::Value ChangeCommand::toJson() const
{
    json::Object object = command.toJson();
    object.insert(u"handle"_s, handle.text());
    return object;
}

json::Value ReportedPosture::toJson() const
{
    return json::Object{{"changed"_L1, changed}, {"entry"_L1, entry}, {"report"_L1, report}, {"reported"_L1, reported}};
}

json::Value ConfirmedPolicies::toJson() const
{
    return json::Object{{"changed"_L1, changed}, {"entry"_L1, entry}, {"report"_L1, report}};
}

json::Object DeviceDetail::toJson() const
{
    json::Object object = device.toJson();
    json::Array moves;
    for (const DeviceMove &move : history)
        moves.emplace_back(json::Object{
            {"action"_L1, move.action}, {"change"_L1, move.change}, {"index"_L1, move.index}, {"time"_L1, move.time}});
    json::Array told;
    for (const DeviceCommand &command : commands)
        told.emplace_back(command.toJson());
    json::Array references;
    for (const QString &reference : waiting)
        references.emplace_back(reference);
    object.insert(u"attestation_facts"_s, attestationFacts);
    object.insert(u"commands"_s, std::move(told));
    object.insert(u"history"_s, std::move(moves));
    object.insert(u"policies"_s, policies ? policies->toJson() : json::Value());
    object.insert(u"posture"_s, posture ? posture->toJson() : json::Value());
    object.insert(u"waiting"_s, std::move(references));
    return object;
}

} // namespace enigm::controlplane::fleet
