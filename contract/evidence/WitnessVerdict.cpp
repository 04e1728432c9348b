#include "contract/evidence/WitnessVerdict.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

std::optional<qint64> timeOf(const OpenedCheckpoint &checkpoint, const QString &witness)
{
    const auto found = std::ranges::find(checkpoint.witnesses, witness);
    if (found == checkpoint.witnesses.end())
        return std::nullopt;
    const auto place = static_cast<std::size_t>(found - checkpoint.witnesses.begin());
    return checkpoint.signedCheckpoint.cosignatures()[place].time;
}

json::Value valueOf(const std::optional<qint64> &time)
{
    return time ? json::Value(*time) : json::Value();
}

} // namespace

WitnessVerdict witnessVerdict(const OpenedCheckpoint &governance, const OpenedCheckpoint &activity,
                              const operators::Directory &directory)
{
    WitnessVerdict verdict{.lines = {}, .threshold = directory.founding().witnessThreshold};
    int onGovernance = 0;
    int onActivity = 0;
    for (const operators::Directory::WitnessRecord &record : directory.witnesses()) {
        if (!record.isActiveAt(directory.size()))
            continue;
        WitnessLine line{.witness = record.witness.name,
                         .standIn = record.witness.standIn,
                         .governance = timeOf(governance, record.witness.name),
                         .activity = timeOf(activity, record.witness.name)};
        if (directory.counts(record, directory.size())) {
            onGovernance += line.governance ? 1 : 0;
            onActivity += line.activity ? 1 : 0;
        }
        if (line.governance || line.activity)
            verdict.lines.push_back(std::move(line));
    }
    verdict.isEnough = std::min(onGovernance, onActivity) >= verdict.threshold;
    return verdict;
}

json::Value WitnessVerdict::toJson() const
{
    json::Array witnesses;
    for (const WitnessLine &line : lines)
        witnesses.emplace_back(json::Object{{"activity"_L1, valueOf(line.activity)},
                                            {"governance"_L1, valueOf(line.governance)},
                                            {"name"_L1, line.witness},
                                            {"stand_in"_L1, line.standIn}});
    return json::Object{
        {"enough"_L1, isEnough}, {"threshold"_L1, threshold}, {"witnesses"_L1, json::Value(std::move(witnesses))}};
}

} // namespace enigm::evidence
