#include "tests/support/history/SampleDevice.h"

#include "contract/device/DeviceEvidenceBuilder.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

SampleDevice::SampleDevice(const SampleHistory &history, int neighbours)
    : all(require(changes::TargetSet::make(SampleHistory::makeDevices(1 + neighbours))))
{
    // Neither the first nor the last of three or more.
    const changes::TargetLeaf &own = all.leaves()[all.leaves().size() / 2];
    memory.deployment = history.deploymentId();
    memory.handle = own.handle;
    memory.key = own.key;
}

device::DeviceEvidence SampleDevice::evidenceIn(const SampleHistory &history, const SampleHistory::Story &story) const
{
    const auto builder = require(device::DeviceEvidenceBuilder::make(history.evidenceOf(story)));
    return require(builder.evidenceFor(memory.handle));
}

Expected<device::Command> SampleDevice::check(const SampleHistory &history, const SampleHistory::Story &story) const
{
    return device::checkCommand(evidenceIn(history, story).toBytes(), memory, history.now());
}

Expected<device::Command> SampleDevice::obey(const SampleHistory &history, const SampleHistory::Story &story)
{
    auto command = check(history, story);
    if (command)
        memory = command->memory;
    return command;
}

void SampleDevice::admit(SampleHistory &history)
{
    const auto story =
        history.perform(history.administrator1, u"device.admit"_s, all, changes::NoParameters{}, {history.approver1});
    (void)require(obey(history, story));
}

} // namespace enigm::test
