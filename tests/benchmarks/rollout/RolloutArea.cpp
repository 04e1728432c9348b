#include "tests/benchmarks/rollout/RolloutArea.h"

#include "contract/encoding/Uuid.h"
#include "tests/benchmarks/harness/Ratio.h"
#include "tests/benchmarks/rollout/ArtifactDelivery.h"
#include "tests/benchmarks/rollout/BareAssignments.h"
#include "tests/benchmarks/rollout/LivePage.h"
#include "tests/benchmarks/rollout/UpdateCost.h"
#include "tests/control-plane/ota/RolloutEngine.h"
#include "tests/support/history/Require.h"

#include <QTemporaryDir>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

using test::require;
using test::RolloutEngine;

constexpr double mostTimesBare = 3;
constexpr int groups = 10;
constexpr int rounds = 3;

/// Every device is in one of the groups, but for one in a hundred.
ota::RolloutPlan planFrom(qint64 starts)
{
    ota::RolloutPlan plan;
    for (int i = 0; i < groups; ++i)
        plan.groups.push_back({.name = u"Group %1"_s.arg(i), .share = 99, .starts = starts, .errors = {.count = 0}});
    return plan;
}

/// From the execution to the moment from which devices can be offered the release.
void startOne(RolloutEngine &engine)
{
    const changes::StartRolloutParameters start{.rollout = encoding::makeUuid7(engine.clock.nowMilliseconds()),
                                                .release = RolloutEngine::release,
                                                .manifest = QByteArray(32, 'm'),
                                                .plan = planFrom(engine.clock.now())};
    require(engine.execute(start));
    require(engine.rollouts().clock().tick({}));
    if (!engine.record(start.rollout).isFrozen)
        qFatal("a rollout was not written down");
}

/// What it takes until a rollout for so many devices can offer anything, in times of bare reading and inserting.
Figure startFigure(int devices)
{
    QTemporaryDir directory;
    const test::LogKeys keys = test::LogKeys::generate();
    RolloutEngine engine(directory.filePath(u"data"_s), keys);
    engine.populate(devices);
    BareAssignments bare(engine.logs().database().path(), directory.filePath(u"bare.sqlite"_s));
    const double speed = speedRatio([&engine] { startOne(engine); },
                                    [&bare, devices] {
                                        if (bare.assignAll() != devices)
                                            qFatal("not every device was read");
                                    },
                                    rounds);
    return {.name = u"rollout.start-in-bare-sqlite"_s,
            .value = 1 / speed,
            .limit = mostTimesBare,
            .bound = Figure::Bound::AtMost,
            .sizes = {{"devices"_L1, devices}, {"groups"_L1, groups}}};
}

} // namespace

Expected<std::vector<Figure>> RolloutArea::measure(bool quick)
{
    std::vector<Figure> figures{startFigure(quick ? 20'000 : 1'000'000)};
    auto delivery = artifactDeliveryFigures(quick ? 1 : 7, quick ? 16 : 200);
    if (!delivery)
        return std::unexpected(delivery.error());
    std::ranges::move(*delivery, std::back_inserter(figures));
    std::ranges::move(updateCostFigures(quick ? 20 : 300), std::back_inserter(figures));
    auto page = livePageFigure(quick);
    if (!page)
        return std::unexpected(page.error());
    figures.push_back(std::move(*page));
    return figures;
}

} // namespace enigm::benchmarks
