#include "contract/device/LogMemory.h"

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

void keepLonger(std::optional<log::LogHead> &kept, const log::SignedCheckpoint &seen)
{
    if (seen.size() > 0 && (!kept || kept->size < seen.size()))
        kept = log::LogHead{.size = seen.size(), .root = seen.root().toBytes()};
}

} // namespace

Expected<void> checkExtends(const LogsSeen &seen, const DeviceMemory &memory)
{
    const auto &governance = memory.governance;
    const auto &activity = memory.activity;
    if (governance && seen.governanceHead.size() >= governance->size && !seen.governance.checkHead(*governance))
        return refuse(ProblemType::LogForked, u"The governance log does not extend what this device has seen of it."_s,
                      governanceName);
    if (activity && seen.activityHead.size() == activity->size && seen.activityHead.root().view() != activity->root)
        return refuse(ProblemType::LogForked, u"This device has seen another activity log of the same size."_s,
                      activityName);
    return {};
}

Expected<void> checkNotRewound(const LogsSeen &seen, const DeviceMemory &memory)
{
    if (memory.governance && seen.governanceHead.size() < memory.governance->size)
        return refuse(ProblemType::LogRewound, u"This device has seen a longer governance log."_s, governanceName);
    if (memory.activity && seen.activityHead.size() < memory.activity->size)
        return refuse(ProblemType::LogRewound, u"This device has seen a longer activity log."_s, activityName);
    return {};
}

void remember(const LogsSeen &seen, DeviceMemory &memory)
{
    keepLonger(memory.governance, seen.governanceHead);
    keepLonger(memory.activity, seen.activityHead);
}

} // namespace enigm::device
