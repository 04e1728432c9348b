#include "models/session/WitnessState.h"

#include <algorithm>
#include <functional>

namespace enigm::models::session {

using client::LogWitness;

WitnessState::WitnessState(client::LogWitness &witness, const client::LogFollower &follower, QObject *parent)
    : QObject(parent)
    , m_witness(witness)
    , m_follower(follower)
{
    connect(&witness, &LogWitness::changed, this, [this] {
        m_isKnown = true;
        Q_EMIT changed();
    });
}

bool WitnessState::isLate(const LogWitness::Sight &sight, qint64 now) const
{
    const operators::Directory *const directory = m_follower.directory();
    return directory && sight.time < now - directory->founding().witnessMaxAge;
}

WitnessSummary WitnessState::summary(qint64 now) const
{
    const std::vector<LogWitness::Witness> &witnesses = m_witness.witnesses();
    WitnessSummary summary;
    summary.standIns = std::ranges::none_of(witnesses, [](const auto &witness) { return !witness.standIn; });
    std::vector<qint64> sizes;
    for (const LogWitness::Witness &witness : witnesses) {
        if (witness.standIn != summary.standIns)
            continue;
        ++summary.all;
        const bool hasSeen = witness.governance && witness.activity && !isLate(*witness.governance, now) &&
                             !isLate(*witness.activity, now);
        if (hasSeen)
            sizes.push_back(witness.activity->size);
    }
    std::ranges::sort(sizes, std::greater());
    const auto needed = static_cast<std::size_t>(std::max(1, m_witness.threshold()));
    summary.isEnough = sizes.size() >= needed;
    if (sizes.empty())
        return summary;
    summary.size = summary.isEnough ? sizes[needed - 1] : sizes.back();
    summary.seen = static_cast<int>(std::ranges::count_if(sizes, [&](qint64 size) { return size >= summary.size; }));
    return summary;
}

} // namespace enigm::models::session
