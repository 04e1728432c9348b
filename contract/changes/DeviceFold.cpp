#include "contract/changes/DeviceFold.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

Expected<void> DeviceFold::apply(const TargetSet &targets, const Application &application)
{
    m_moves += application.applied.empty() ? 0 : 1;
    auto applied = application.applied.begin();
    auto skipped = application.skipped.begin();
    for (const TargetLeaf &target : targets.leaves()) {
        const bool isApplied = applied != application.applied.end() && applied->handle == target.handle;
        if (!isApplied && skipped == application.skipped.end())
            return refuse(ProblemType::TargetMismatch, u"A target was neither moved nor skipped."_s,
                          target.handle.text());
        if (auto same = check(target, isApplied ? applied->from : skipped->state); !same)
            return same;
        if (isApplied) {
            m_devices.insert(target.handle.text(), {.state = applied->to, .key = target.key});
            m_forgotten.remove(target.handle.text());
            ++applied;
        } else {
            ++skipped;
        }
    }
    return {};
}

Expected<void> DeviceFold::checkKeys(const TargetSet &targets) const
{
    for (const TargetLeaf &target : targets.leaves()) {
        const auto device = m_devices.constFind(target.handle.text());
        if (device == m_devices.constEnd())
            continue;
        if (auto same = checkKey(*device, target); !same)
            return same;
    }
    return {};
}

void DeviceFold::forget(const QString &handle)
{
    ++m_moves;
    m_devices.remove(handle);
    m_forgotten.insert(handle);
}

std::optional<fleet::DeviceState> DeviceFold::stateOf(const QString &handle) const
{
    const auto device = m_devices.constFind(handle);
    return device == m_devices.constEnd() ? std::nullopt : std::optional(device->state);
}

QByteArrayList DeviceFold::inState(fleet::DeviceState state) const
{
    QByteArrayList handles;
    for (auto device = m_devices.cbegin(); device != m_devices.cend(); ++device) {
        if (device->state == state)
            handles.append(device.key().toLatin1());
    }
    std::ranges::sort(handles);
    return handles;
}

std::optional<QString> DeviceFold::keyOf(const QString &handle) const
{
    const auto device = m_devices.constFind(handle);
    return device == m_devices.constEnd() ? std::nullopt : std::optional(device->key);
}

Expected<void> DeviceFold::check(const TargetLeaf &target, fleet::DeviceState claimed) const
{
    const QString &handle = target.handle.text();
    const auto device = m_devices.constFind(handle);
    if (device == m_devices.constEnd()) {
        if (!m_forgotten.contains(handle) && claimed != fleet::DeviceState::PendingEnrollment)
            return refuse(ProblemType::TargetState, u"No execution brought the device into this state."_s, handle);
        return {};
    }
    if (auto same = checkKey(*device, target); !same)
        return same;
    if (device->state != claimed)
        return refuse(ProblemType::TargetState,
                      u"The device was %1, not %2."_s.arg(fleet::toWord(device->state), fleet::toWord(claimed)),
                      handle);
    return {};
}

Expected<void> DeviceFold::checkKey(const Device &device, const TargetLeaf &target)
{
    if (device.key != target.key)
        return refuse(ProblemType::TargetMismatch, u"The handle belonged to another attested key."_s,
                      target.handle.text());
    return {};
}

} // namespace enigm::changes
