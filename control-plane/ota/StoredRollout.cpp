#include "control-plane/ota/StoredRollout.h"

#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

Expected<enigm::ota::RolloutPlan> planOf(const store::RolloutRow &row)
{
    const auto value = json::parseSigned(row.plan);
    if (!value)
        return std::unexpected(value.error());
    return enigm::ota::RolloutPlan::fromJson(*value, u"/plan"_s);
}

Expected<StoredRollout> StoredRollout::of(const store::Repositories &store, store::RolloutRow row)
{
    auto plan = planOf(row);
    if (!plan)
        return std::unexpected(plan.error());
    auto groups = store.rollouts.groups(row.number);
    if (!groups)
        return std::unexpected(groups.error());
    if (groups->size() != plan->groups.size())
        return refuse(ProblemType::Unavailable, u"the database lacks groups of a rollout"_s, row.id);
    return StoredRollout{.row = std::move(row), .plan = std::move(*plan), .groups = std::move(*groups)};
}

Expected<StoredRollout> StoredRollout::load(const store::Repositories &store, const QString &id)
{
    auto row = store.rollouts.find(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"There is no such rollout."_s, id);
    return of(store, std::move(**row));
}

Course StoredRollout::course() const
{
    Course course{.state = row.state, .obeyBy = row.obeyBy};
    for (const store::RolloutGroupRow &group : groups)
        course.groups.push_back({.state = group.state,
                                 .counts = group.counts,
                                 .opened = group.opened,
                                 .succeeded = group.succeeded,
                                 .completed = group.completed,
                                 .forgiven = group.forgiven,
                                 .isAccepted = group.isAccepted});
    return course;
}

void StoredRollout::take(const Course &course)
{
    row.state = course.state;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const GroupCourse &from = course.groups[i];
        store::RolloutGroupRow &to = groups[i];
        to.state = from.state;
        to.opened = from.opened;
        to.succeeded = from.succeeded;
        to.completed = from.completed;
        to.forgiven = from.forgiven;
        to.isAccepted = from.isAccepted;
    }
}

} // namespace enigm::controlplane::ota
