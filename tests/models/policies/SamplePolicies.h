#pragma once

#include "contract/policy/PolicySet.h"
#include "models/policies/Fleet.h"
#include "tests/support/history/SampleHistory.h"

#include <memory>
#include <utility>
#include <vector>

namespace enigm::test {

inline const QString samplePolicy = QStringLiteral("0197f9a0-0000-7000-8000-0000000000b0");
inline const QString otherPolicy = QStringLiteral("0197f9a0-0000-7000-8000-0000000000b1");
inline const QString fieldPhones = QStringLiteral("0197f9a0-0000-7000-8000-0000000000a0");

/// Devices of which what a test needs is known.
class SampleFleet final : public models::policies::Fleet
{
public:
    static constexpr qint64 time = 1'795'680'000;

    void add(const policy::DeviceInputs &device, const fleet::DeviceHandle &handle)
    {
        m_columns.append(device);
        m_handles.push_back(handle);
    }
    /// In no group, its system as said.
    [[nodiscard]] static policy::DeviceInputs device(reports::OsTrust os, policy::GroupSet groups = {})
    {
        policy::DeviceInputs inputs;
        inputs.set(fleet::DeviceState::Trusted);
        inputs.set(os);
        inputs.setGroups(std::move(groups));
        return inputs;
    }
    /// The first half with a system that is trusted, the others degraded.
    [[nodiscard]] static std::shared_ptr<const SampleFleet> ofHalves(int devices)
    {
        const auto fleet = std::make_shared<SampleFleet>();
        const std::vector<changes::TargetLeaf> leaves = SampleHistory::makeDevices(devices);
        for (int i = 0; i < devices; ++i)
            fleet->add(device(2 * i < devices ? reports::OsTrust::Trusted : reports::OsTrust::Degraded),
                       leaves[static_cast<std::size_t>(i)].handle);
        return fleet;
    }

    [[nodiscard]] const policy::FleetColumns &columns() const override { return m_columns; }
    [[nodiscard]] policy::GroupDictionary groups() const override { return m_groups; }
    [[nodiscard]] fleet::DeviceHandle handle(std::size_t row) const override { return m_handles[row]; }
    [[nodiscard]] qint64 asOf() const override { return time; }

private:
    policy::FleetColumns m_columns;
    policy::GroupDictionary m_groups;
    std::vector<fleet::DeviceHandle> m_handles;
};

/// A rule about connecting, which asks for some words of one input; none: for nothing.
[[nodiscard]] inline policy::Rule connectRule(const QString &id, policy::Effect effect,
                                              policy::Input input = policy::Input::OsTrust, policy::Codes words = 0)
{
    policy::Rule rule{
        .id = id, .effect = effect, .action = policy::ActionCategory::Connect, .resource = log::Resource::NetworkPath};
    rule.conditions.accepted[static_cast<std::size_t>(input)] = words;
    return rule;
}

inline const policy::Codes trustedOs = policy::codesOf(policy::codeOf(reports::OsTrust::Trusted));
inline const policy::Codes degradedOs = policy::codesOf(policy::codeOf(reports::OsTrust::Degraded));

/// Allows devices whose system is trusted or degraded to connect.
[[nodiscard]] inline policy::PolicyDocument samplePaths()
{
    return {.kind = policy::PolicyKind::NetworkPath,
            .name = QStringLiteral("Paths of the field"),
            .rules = {connectRule(QStringLiteral("allow-sound"), policy::Effect::Allow, policy::Input::OsTrust,
                                  trustedOs | degradedOs)}};
}

[[nodiscard]] inline policy::AssignedPolicy inForce(const QString &id, policy::PolicyDocument document,
                                                    std::optional<std::vector<QString>> groups = {})
{
    return {.policy = {.policy = id, .version = 3, .document = std::move(document)}, .groups = std::move(groups)};
}

} // namespace enigm::test
