#include "tests/benchmarks/rollout/LivePage.h"

#include "api-client/feed/FeedClient.h"
#include "models/session/Refresher.h"
#include "tests/benchmarks/harness/ProcessorTime.h"
#include "tests/models/ota/ServedUpdates.h"
#include "views/design/theme/Theme.h"
#include "views/ota/RolloutPage.h"
#include "views/ota/RolloutsPane.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

using namespace std::chrono_literals;

constexpr double mostOfACore = 0.1;
constexpr int reportsPerSecond = 1'000;
constexpr int groups = 20;
constexpr qint64 devicesPerGroup = 50'000;

ota::RolloutRecord busyRollout(qint64 now)
{
    ota::RolloutRecord rollout = test::sampleRollout(1, now);
    const ota::RolloutGroup planned = rollout.plan.groups[1];
    rollout.plan.groups.clear();
    rollout.groups.clear();
    for (int i = 0; i < groups; ++i) {
        ota::RolloutGroup group = planned;
        group.name = u"Group %1"_s.arg(i);
        group.share = ota::wholeShare / groups;
        rollout.plan.groups.push_back(group);
        rollout.groups.push_back({.index = i,
                                  .name = group.name,
                                  .state = ota::GroupState::Running,
                                  .counts = {.count = devicesPerGroup, .waiting = devicesPerGroup},
                                  .opened = now});
    }
    return rollout;
}

/// A console that looks at a rollout, and a control plane in memory.
class Watching
{
public:
    Watching()
        : m_settings(m_directory.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , m_theme(*qApp, views::design::SchemeChoice::Light)
        , m_feed(m_console.session)
        , m_refresher(m_console.session, m_feed, 5s)
        , m_rollouts(m_console.session)
        , m_rollout(m_console.session)
        , m_names(m_console.session)
        , m_pane({.session = m_console.session,
                  .rollouts = m_rollouts,
                  .rollout = m_rollout,
                  .names = m_names,
                  .settings = m_settings})
    {
        m_console.plane.instead = [this](const client::WireRequest &request) { return m_served.serve(request); };
    }

    [[nodiscard]] bool open()
    {
        m_served.rollouts = {busyRollout(m_console.session.now())};
        m_served.events[m_served.rollouts[0].id] = test::sampleEvents(m_console.session.now());
        if (!m_console.signIn(m_console.history.releaseManager1))
            return false;
        m_refresher.add(m_rollouts); // as a console has it
        m_refresher.add(m_rollout);
        m_pane.resize(1280, 800);
        m_pane.show();
        m_pane.openRollout(m_served.rollouts[0].id);
        return QTest::qWaitFor([this] { return m_rollout.rollout() && m_console.plane.listeners() > 0; });
    }
    /// One device has confirmed, and the feed says so.
    void report()
    {
        ota::GroupCounts &counts = m_served.rollouts[0].groups[static_cast<std::size_t>(m_reports % groups)].counts;
        ++counts.confirmed;
        --counts.waiting;
        ++m_reports;
        m_console.plane.tell({.cursor = m_console.plane.feedCursor() + 1,
                              .rollouts = std::vector{m_served.rollouts[0].id},
                              .activitySize = 1'000 + m_reports});
    }
    [[nodiscard]] QObject &receiver() { return m_console.plane; }
    [[nodiscard]] qint64 reports() const { return m_reports; }
    [[nodiscard]] int looks() const { return m_pane.findChild<views::ota::RolloutPage *>()->looks(); }
    /// Whether what is shown comes to what was reported.
    [[nodiscard]] bool catchesUp()
    {
        return QTest::qWaitFor([this] {
            qint64 confirmed = 0;
            for (const ota::RolloutGroupRecord &group : m_rollout.groups().groups())
                confirmed += group.counts.confirmed;
            return confirmed == m_reports;
        });
    }

private:
    QTemporaryDir m_directory;
    QSettings m_settings;
    views::design::Theme m_theme;
    test::SignedInConsole m_console;
    test::ServedUpdates m_served;
    client::FeedClient m_feed;
    models::session::Refresher m_refresher;
    models::ota::RolloutListModel m_rollouts;
    models::ota::RolloutSource m_rollout;
    models::session::OperatorNames m_names;
    views::ota::RolloutsPane m_pane;
    qint64 m_reports = 0;
};

/// Reports from another thread at their pace, so that keeping it is not counted.
std::jthread reporter(Watching &watching, int count)
{
    return std::jthread([&watching, count](const std::stop_token &stop) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any pace;
        auto next = std::chrono::steady_clock::now();
        for (int i = 0; i < count; ++i) {
            next += std::chrono::microseconds(1'000'000 / reportsPerSecond);
            pace.wait_until(lock, stop, next, [] { return false; });
            QMetaObject::invokeMethod(&watching.receiver(), [&watching] { watching.report(); }, Qt::QueuedConnection);
        }
    });
}

} // namespace

Expected<Figure> livePageFigure(bool quick)
{
    const int seconds = quick ? 2 : 20;
    const int count = seconds * reportsPerSecond;
    Watching watching;
    if (!watching.open())
        return refuse(ProblemType::Internal, u"The page did not open."_s);
    const int looksBefore = watching.looks();
    const double cpuBefore = ownProcessorSeconds();
    const auto wallBefore = std::chrono::steady_clock::now();
    const std::jthread reports = reporter(watching, count);
    if (!QTest::qWaitFor([&] { return watching.reports() >= count; }, 10 * seconds * 1'000))
        return refuse(ProblemType::Internal, u"Not every report arrived."_s);
    const double cpu = ownProcessorSeconds() - cpuBefore;
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - wallBefore;
    const int looks = watching.looks() - looksBefore;
    if (!watching.catchesUp())
        return refuse(ProblemType::Internal, u"The page does not show what was reported."_s);
    return Figure{.name = u"rollout.live-page-share-of-a-core"_s,
                  .value = cpu / wall.count(),
                  .limit = mostOfACore,
                  .bound = Figure::Bound::AtMost,
                  .sizes = {{"groups"_L1, groups},
                            {"looks"_L1, looks},
                            {"reports"_L1, count},
                            {"reports_per_second"_L1, reportsPerSecond}}};
}

} // namespace enigm::benchmarks
