#include "contract/ota/RolloutPlan.h"

#include "contract/encoding/GivenName.h"
#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

std::optional<qint64> readRate(json::ObjectReader &reader)
{
    const std::optional<qint64> rate = reader.integerOrNull("rate"_L1);
    if (!reader.hasFailed() && rate && (*rate < RolloutPlan::leastRate || *rate > RolloutPlan::mostRate))
        reader.fail(
            {ProblemType::OutOfRange,
             u"A rate lies between %1 and %2 bytes a second."_s.arg(RolloutPlan::leastRate).arg(RolloutPlan::mostRate),
             reader.pointerTo("rate"_L1)});
    return rate;
}

bool areNamedApart(const std::vector<RolloutGroup> &groups)
{
    QStringList names;
    for (const RolloutGroup &group : groups)
        names.append(encoding::givenNameKey(group.name));
    return names.removeDuplicates() == 0;
}

qint64 sharesOf(const std::vector<RolloutGroup> &groups)
{
    qint64 sum = 0;
    for (const RolloutGroup &group : groups)
        sum += group.share.value_or(0);
    return sum;
}

/// What holds of groups together, each of them being good.
Expected<void> checkTogether(const RolloutPlan &plan, const QString &pointer)
{
    const auto &groups = plan.groups;
    if (groups.empty() || groups.size() > RolloutPlan::mostGroups)
        return refuse(ProblemType::OutOfRange, u"A rollout has 1 to %1 groups."_s.arg(RolloutPlan::mostGroups),
                      pointer);
    if (!areNamedApart(groups))
        return refuse(ProblemType::OutOfRange, u"Two groups have one name."_s, pointer);
    if (!std::ranges::is_sorted(groups, {}, &RolloutGroup::starts))
        return refuse(ProblemType::OutOfRange, u"A group starts before the one that it follows."_s, pointer);
    if (sharesOf(groups) > wholeShare)
        return refuse(ProblemType::OutOfRange, u"The shares of the groups are more than the whole."_s, pointer);
    const auto soaks = [](const RolloutGroup &group) { return group.soak > 0; };
    if (plan.model == RolloutModel::Security && std::ranges::any_of(groups, soaks))
        return refuse(ProblemType::OutOfRange, u"Groups of a security rollout do not soak."_s, pointer);
    return {};
}

} // namespace

Expected<RetryPlan> RetryPlan::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const RetryPlan retry{.after = reader.integer("after"_L1, 1, longestWait),
                          .attempts = reader.integer("attempts"_L1, 1, mostAttempts)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return retry;
}

json::Value RetryPlan::toJson() const
{
    return json::Object{{"after"_L1, after}, {"attempts"_L1, attempts}};
}

std::optional<qint64> RetryPlan::waitAfter(qint64 failedAttempts) const
{
    if (failedAttempts >= attempts)
        return std::nullopt;
    // At most 2^9 weeks, which no sum of seconds overflows.
    const qint64 doublings = std::clamp<qint64>(failedAttempts - 1, 0, mostAttempts);
    return after * (qint64(1) << doublings);
}

Expected<RolloutPlan> RolloutPlan::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RolloutPlan plan{
        .model = reader.with("model"_L1, json::wordBy(fromWord<RolloutModel>)),
        .groups = reader.list("groups"_L1, RolloutGroup::fromJson),
        .retry = reader.with("retry"_L1, RetryPlan::fromJson),
        .silentAfter = reader.integer("silent_after"_L1, shortestSilence, longestSilence),
        .rate = readRate(reader),
    };
    if (!reader.hasFailed()) {
        if (auto good = checkTogether(plan, reader.pointerTo("groups"_L1)); !good)
            reader.fail(good.error());
    }
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return plan;
}

json::Value RolloutPlan::toJson() const
{
    json::Array list;
    for (const RolloutGroup &group : groups)
        list.push_back(group.toJson());
    return json::Object{{"groups"_L1, std::move(list)},
                        {"model"_L1, toWord(model)},
                        {"rate"_L1, rate ? json::Value(*rate) : json::Value()},
                        {"retry"_L1, retry.toJson()},
                        {"silent_after"_L1, silentAfter}};
}

} // namespace enigm::ota
