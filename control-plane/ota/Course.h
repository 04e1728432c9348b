#pragma once

#include "contract/ota/RolloutPlan.h"
#include "contract/ota/RolloutRecord.h"
#include "contract/ota/RolloutWords.h"

#include <optional>
#include <vector>

namespace enigm::controlplane::ota {

/// Where one group of a rollout stands.
struct GroupCourse
{
    enigm::ota::GroupState state = enigm::ota::GroupState::Waiting; ///< never Halted: the rollout is, and goes on here
    enigm::ota::GroupCounts counts = {};
    std::optional<qint64> opened = {};
    std::optional<qint64> succeeded = {}; ///< from when its soak counts: later by what stops took of it
    std::optional<qint64> completed = {};
    qint64 forgiven = 0;     ///< failures that a resumption has accepted
    bool isAccepted = false; ///< a resumption has accepted that too few confirmed

    friend bool operator==(const GroupCourse &, const GroupCourse &) = default;
};

/// Where a rollout stands.
struct Course
{
    enigm::ota::RolloutState state = enigm::ota::RolloutState::Active;
    qint64 obeyBy = 0;
    std::vector<GroupCourse> groups = {}; ///< in the order of the plan

    friend bool operator==(const Course &, const Course &) = default;
};

/// One thing that a rollout did.
struct Step
{
    enigm::ota::RolloutEventKind kind = enigm::ota::RolloutEventKind::Completed;
    std::optional<std::size_t> group = {};
    std::optional<enigm::ota::HaltReason> reason = {};

    friend bool operator==(const Step &, const Step &) = default;
};

/// Moves a rollout as far as its plan, its counts and the time allow, and answers what happened, in order. Pure.
///
/// Errors come first: beyond the threshold of any group that has opened, or where all devices of a running group have
/// ended and too few confirmed, the rollout halts and nothing else happens. A group opens when the one before it has
/// completed, at its start and inside its window, never past `obeyBy`; enough confirmations let it soak, or complete
/// it. When all groups have completed and every device has ended, the rollout completes; until then it can be halted.
[[nodiscard]] std::vector<Step> advance(const enigm::ota::RolloutPlan &plan, Course &course, qint64 now);

/// A resumption after `stopped` seconds: what has failed so far was seen and accepted, the group that halted the
/// rollout included, and only what fails from here on counts. Nothing is watched while a rollout is stopped, so that a
/// group soaks as long as it would have, without that time.
void resume(Course &course, const std::optional<enigm::ota::RolloutHalt> &halted, qint64 stopped);

} // namespace enigm::controlplane::ota
