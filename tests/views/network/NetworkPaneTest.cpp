#include "views/network/NetworkPane.h"

#include "contract/json/JsonParser.h"
#include "models/groups/GroupListSource.h"
#include "tests/models/policies/SamplePolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/view/Looks.h"
#include "views/charts/StackedBars.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::network::EnforcementPointsModel;
using models::network::OutcomeSource;
using views::charts::StackedBars;
using views::design::TableView;
using views::network::NetworkPane;

namespace {

const QString change = u"0197f9a0-0000-7000-8000-0000000000c0"_s;

json::Value point(int number, const QString &name, QLatin1StringView path, std::optional<qint64> lastSeen,
                  bool isRevoked = false)
{
    const json::Value counts =
        json::Object{{"denials"_L1, 3}, {"from"_L1, 1'000}, {"permits"_L1, 1'240}, {"to"_L1, 2'000}};
    return json::Object{{"decided"_L1, lastSeen ? counts : json::Value()},
                        {"enrolled"_L1, json::Object{{"change"_L1, change}, {"time"_L1, 1'000}}},
                        {"id"_L1, u"0197f9a0-0000-7000-8000-00000000000%1"_s.arg(number)},
                        {"key"_L1, u"Vm9yIGRlbSBHZXNldHogc3RlaHQgZWluIFTDvHJoxLQ"_s},
                        {"last_seen"_L1, lastSeen ? json::Value(*lastSeen) : json::Value()},
                        {"name"_L1, name},
                        {"path"_L1, path},
                        {"reported"_L1, json::Value()},
                        {"revoked"_L1, isRevoked ? json::Value(json::Object{{"change"_L1, change}, {"time"_L1, 1'500}})
                                                 : json::Value()}};
}

json::Value outcome(qint64 hour, const std::optional<QString> &category, qint64 count,
                    QLatin1StringView source = "decided"_L1)
{
    return json::Object{{"category"_L1, category ? json::Value(*category) : json::Value()},
                        {"count"_L1, count},
                        {"decision"_L1, category ? "deny"_L1 : "permit"_L1},
                        {"hour"_L1, hour},
                        {"path"_L1, "vpn-network"_L1},
                        {"source"_L1, source}};
}

client::WireReply answer(const json::Value &value)
{
    return {.status = 200, .headers = {}, .body = json::canonical(value)};
}

} // namespace

/// The ways into the network as an administrator sees them.
class NetworkPaneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void pathsAreGovernedByGroup();
    void pointsSayHowTheyAre();
    void refusalsAreDrawnAndTold();
    void theSameIsATableOneKeyAway();
    void anotherSpanIsAskedFor();
    void whatCannotBeReadSaysSo();
    void barsAreOfWhatTheControlPlaneDecided();
    void looksSound();

private:
    [[nodiscard]] std::optional<client::WireReply> serve(const client::WireRequest &request) const;
    template <typename Widget>
    [[nodiscard]] Widget &part(const QString &name) const
    {
        return *m_pane->findChild<Widget *>(name);
    }

    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<QSettings> m_settings;
    QTemporaryDir m_directory;
    std::unique_ptr<SignedInConsole> m_console;
    std::unique_ptr<models::policies::PolicyListModel> m_policies;
    std::unique_ptr<models::groups::GroupListSource> m_groups;
    std::unique_ptr<EnforcementPointsModel> m_points;
    std::unique_ptr<OutcomeSource> m_outcomes;
    std::unique_ptr<NetworkPane> m_pane;
    bool m_isEmpty = false;
};

void NetworkPaneTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_settings = std::make_unique<QSettings>(m_directory.filePath(u"settings.ini"_s), QSettings::IniFormat);
}

std::optional<client::WireReply> NetworkPaneTest::serve(const client::WireRequest &request) const
{
    const QString path = request.url.path();
    policy::PolicyDocument document = samplePaths();
    document.settings.vpnNetwork = policy::PathState::Required;
    document.settings.torGateway = policy::PathState::Prohibited;
    const policy::PolicyVersion version{.policy = samplePolicy, .version = 1, .document = document};
    if (path == u"/v1/policies"_s)
        return answer(json::Object{
            {"items"_L1, json::Array{json::Object{
                             {"assigned"_L1, json::Object{{"all"_L1, false}, {"groups"_L1, json::Array{fieldPhones}}}},
                             {"change"_L1, change},
                             {"changed"_L1, 1'000},
                             {"digest"_L1, QString::fromLatin1(version.digest().toBase64(
                                               QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))},
                             {"kind"_L1, "network-path"_L1},
                             {"name"_L1, document.name},
                             {"policy"_L1, samplePolicy},
                             {"version"_L1, 1}}}},
            {"next"_L1, json::Value()}});
    if (path.endsWith(u"/versions/1"_s))
        return answer(version.toJson());
    if (path == u"/v1/policy-drafts"_s)
        return answer(json::Object{{"items"_L1, json::Array()}, {"next"_L1, json::Value()}});
    if (path == u"/v1/enforcement-points"_s) {
        const qint64 now = m_console->session.now();
        json::Array points;
        if (!m_isEmpty)
            points = json::Array{point(1, u"edge-1"_s, "vpn-network"_L1, now - 20),
                                 point(2, u"edge-2"_s, "proxy-network"_L1, now - 7'200),
                                 point(3, u"edge-3"_s, "tor-gateway"_L1, std::nullopt),
                                 point(4, u"edge-4"_s, "vpn-network"_L1, now - 86'400, true)};
        return answer(json::Object{{"items"_L1, std::move(points)}, {"next"_L1, json::Value()}});
    }
    if (path == u"/v1/network-outcomes"_s) {
        const qint64 from = QUrlQuery(request.url).queryItemValue(u"from"_s).toLongLong();
        const qint64 to = QUrlQuery(request.url).queryItemValue(u"to"_s).toLongLong();
        json::Array items;
        for (qint64 hour = from; hour < to; hour += 3600) {
            items.push_back(outcome(hour, std::nullopt, 500));
            items.push_back(outcome(hour, u"device"_s, 1 + (hour / 3600) % 3));
            items.push_back(outcome(hour, u"policy"_s, (hour / 3600) % 7));
            items.push_back(outcome(hour, u"path"_s, 9, "reported"_L1));
        }
        return answer(json::Object{{"from"_L1, from}, {"items"_L1, std::move(items)}, {"to"_L1, to}});
    }
    return std::nullopt;
}

void NetworkPaneTest::init()
{
    m_console = std::make_unique<SignedInConsole>();
    m_console->plane.groups = {
        {.id = fieldPhones, .version = 1, .definition = {.name = u"Field phones"_s, .rule = {}}, .members = {}}};
    m_console->plane.instead = [this](const client::WireRequest &request) { return serve(request); };
    QVERIFY(m_console->signIn(m_console->history.administrator1));
    m_policies = std::make_unique<models::policies::PolicyListModel>(m_console->session);
    m_groups = std::make_unique<models::groups::GroupListSource>(m_console->session);
    m_points = std::make_unique<EnforcementPointsModel>(m_console->session);
    m_outcomes = std::make_unique<OutcomeSource>(m_console->session);
    m_pane = std::make_unique<NetworkPane>(views::network::NetworkContext{.session = m_console->session,
                                                                          .policies = *m_policies,
                                                                          .groups = *m_groups,
                                                                          .points = *m_points,
                                                                          .outcomes = *m_outcomes,
                                                                          .settings = *m_settings});
    m_pane->resize(1080, 720);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void NetworkPaneTest::cleanup()
{
    m_isEmpty = false;
    m_pane.reset();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void NetworkPaneTest::pathsAreGovernedByGroup()
{
    auto &paths = part<TableView>(u"pathsTable"_s);
    QTRY_COMPARE(paths.model()->rowCount(), 2);
    const auto text = [&paths](int row, int column) { return paths.model()->index(row, column).data().toString(); };
    QCOMPARE(text(0, 0), u"No group"_s);
    QCOMPARE(text(0, 1), u"by rules"_s);
    QTRY_COMPARE(text(1, 0), u"Field phones"_s);
    QCOMPARE(text(1, 1), u"required"_s);
    QCOMPARE(text(1, 2), u"by rules"_s);
    QCOMPARE(text(1, 3), u"prohibited"_s);
}

void NetworkPaneTest::pointsSayHowTheyAre()
{
    const QAbstractItemModelTester tester(m_points.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto &points = part<TableView>(u"pointsTable"_s);
    QTRY_COMPARE(points.model()->rowCount(), 4);
    QStringList health;
    for (int row = 0; row < 4; ++row)
        health.append(points.model()->index(row, EnforcementPointsModel::Health).data().toString());
    QCOMPARE(health, (QStringList{u"Heard"_s, u"Silent"_s, u"Never heard"_s, u"Revoked"_s}));
    QCOMPARE(points.model()->index(0, EnforcementPointsModel::Denials).data().toString(), u"3"_s);
    const QSignalSpy opened(m_pane.get(), &NetworkPane::changeOpened);
    points.setFocus();
    points.setCurrentIndex(points.model()->index(3, 0));
    QTest::keyClick(&points, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.front().front().toString(), change);
}

void NetworkPaneTest::refusalsAreDrawnAndTold()
{
    auto &chart = part<StackedBars>(u"refusalChart"_s);
    QTRY_COMPARE(m_outcomes->bars().size(), 24U);
    chart.setFocus();
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chart.current(), 0);
    const OutcomeSource::Bar &bar = m_outcomes->bars().front();
    const QString told = part<views::design::ToneLabel>(u"refusalFigures"_s).text();
    QVERIFY2(told.contains(u": %1"_s.arg(bar.denied())), qPrintable(told));
    QVERIFY2(told.contains(u"Device not served %1"_s.arg(bar.denials[0])), qPrintable(told));
    QVERIFY(!told.contains(u"Not by this path"_s)); // which enforcement points alone have told
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.current(), 0);
    QTest::mouseMove(&chart, {chart.width() / 2, chart.height() / 2});
    QTRY_VERIFY(chart.current() > 0);
}

void NetworkPaneTest::theSameIsATableOneKeyAway()
{
    QTRY_COMPARE(m_outcomes->bars().size(), 24U);
    auto &table = part<TableView>(u"refusalTable"_s);
    QVERIFY(!table.isVisible());
    QTest::keyClick(&part<StackedBars>(u"refusalChart"_s), Qt::Key_T);
    QVERIFY(table.isVisible());
    QCOMPARE(table.model()->rowCount(), 24);
    QCOMPARE(table.model()->index(0, 1).data().toString(), u"500"_s);
    QTest::mouseClick(&part<views::design::Button>(u"refusalAsTable"_s), Qt::LeftButton);
    QVERIFY(!table.isVisible());
}

void NetworkPaneTest::anotherSpanIsAskedFor()
{
    QTRY_COMPARE(m_outcomes->bars().size(), 24U);
    auto &span = part<QComboBox>(u"refusalSpan"_s);
    span.setFocus();
    QTest::keyClick(&span, Qt::Key_Down);
    QTRY_COMPARE(m_outcomes->bars().size(), 28U);
    QCOMPARE(m_outcomes->bars().front().permits, 3'000);
    QTest::keyClick(&span, Qt::Key_Down);
    QTRY_COMPARE(m_outcomes->bars().size(), 30U);
}

void NetworkPaneTest::whatCannotBeReadSaysSo()
{
    QTRY_COMPARE(part<TableView>(u"pointsTable"_s).model()->rowCount(), 4);
    m_isEmpty = true;
    m_points->refresh();
    QTRY_VERIFY(shows(*m_pane, u"No enforcement points yet"_s));
    m_console->plane.instead = nullptr;
    m_console->plane.refuseRoute(u"/v1/enforcement-points"_s, ProblemType::NotPermitted);
    m_points->refresh();
    QTRY_VERIFY(shows(*m_pane, u"Your roles do not let you see the network."_s));
}

void NetworkPaneTest::barsAreOfWhatTheControlPlaneDecided()
{
    using Outcome = client::NetworkOutcome;
    const std::vector<Outcome> outcomes{
        {.hour = 0, .denied = enigm::network::DenialReason::Path, .count = 2},
        {.hour = 3600, .denied = enigm::network::DenialReason::Path, .count = 5},
        {.hour = 3600, .source = enigm::network::OutcomeSource::Reported, .denied = {}, .count = 70},
        {.hour = 7200, .denied = {}, .count = 9},
        {.hour = 14'400, .denied = {}, .count = 100}}; // not of the span
    const auto bars = OutcomeSource::barsOf(outcomes, 0, 14'400, 7'200);
    QCOMPARE(bars.size(), 2U);
    QCOMPARE(bars[0].denied(), 7);
    QCOMPARE(bars[0].permits, 0);
    QCOMPARE(bars[1].permits, 9);
    QCOMPARE(bars[1].from, 7'200);
}

void NetworkPaneTest::looksSound()
{
    QTRY_COMPARE(m_outcomes->bars().size(), 24U);
    QTRY_COMPARE(part<TableView>(u"pathsTable"_s).model()->rowCount(), 2);
    QTest::keyClick(&part<StackedBars>(u"refusalChart"_s), Qt::Key_Left);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"network"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(NetworkPaneTest)
#include "NetworkPaneTest.moc"
