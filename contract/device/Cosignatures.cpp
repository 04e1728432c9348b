#include "contract/device/Cosignatures.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

bool counts(const operators::Directory &directory, const QString &name)
{
    return std::ranges::any_of(directory.witnesses(), [&](const operators::Directory::WitnessRecord &record) {
        return record.witness.name == name && directory.counts(record, directory.size());
    });
}

} // namespace

Expected<void> checkCosignatures(const evidence::OpenedCheckpoint &checkpoint, const operators::Directory &directory,
                                 qint64 now)
{
    const int threshold = directory.founding().witnessThreshold;
    const qint64 maxAge = directory.founding().witnessMaxAge;
    int all = 0;
    int recent = 0;
    for (std::size_t i = 0; i < checkpoint.witnesses.size(); ++i) {
        if (!counts(directory, checkpoint.witnesses[i]))
            continue;
        ++all;
        const auto time = checkpoint.signedCheckpoint.cosignatures()[i].time;
        if (time && *time >= now - maxAge && *time <= now + maxAge)
            ++recent;
    }
    if (all < threshold)
        return refuse(ProblemType::CosignaturesMissing,
                      u"%1 witnesses have co-signed, and %2 are asked for."_s.arg(all).arg(threshold));
    if (recent < threshold)
        return refuse(ProblemType::CosignaturesStale,
                      u"%1 witnesses have co-signed within %2 seconds of now, and %3 are asked for."_s.arg(recent)
                          .arg(maxAge)
                          .arg(threshold));
    return {};
}

} // namespace enigm::device
