#include "views/review/ComposeWindow.h"

#include "contract/encoding/Uuid.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/Desk.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/theme/Theme.h"
#include "views/words/ProblemText.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeState;
using changes::TargetSet;
using fleet::DeviceState;
using views::design::Button;
using views::review::ComposeWindow;

namespace {

/// A person who composes a change.
class Composer
{
public:
    Composer(TestDeployment &deployment, const QString &person)
        : desk(deployment.file(), deployment.person(person), deployment.clock)
    {
        require(QCoro::waitFor(desk.signIn()));
        require(QCoro::waitFor(desk.follower.refresh()));
    }
    ~Composer() { delete m_window; }
    Composer(const Composer &) = delete;
    Composer &operator=(const Composer &) = delete;

    [[nodiscard]] bool open(const QString &action, const TargetSet &targets)
    {
        m_window = new ComposeWindow(desk.changes, action, targets);
        QObject::connect(m_window, &ComposeWindow::composed, m_window,
                         [this](const QString &reference, ChangeState state) {
                             composed = reference;
                             reached = state;
                         });
        m_window->show();
        return QTest::qWaitForWindowExposed(m_window);
    }
    [[nodiscard]] ComposeWindow &window() { return *m_window; }
    [[nodiscard]] bool isOpen() const { return !m_window.isNull(); }
    void say(const QString &reason) { QTest::keyClicks(m_window->findChild<QLineEdit *>(u"composeReason"_s), reason); }
    void sign() { QTest::mouseClick(m_window->findChild<Button *>(u"composeSign"_s), Qt::LeftButton); }

    Desk desk;
    QString composed;
    std::optional<ChangeState> reached;

private:
    QPointer<ComposeWindow> m_window;
};

} // namespace

/// A change is composed in a window, on a served sample.
class ComposeWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_theme->setChoice(views::design::SchemeChoice::Light); }
    void nothingIsSignedWithoutAReason();
    void aWipeWaitsForSomebodyElse();
    void newcomersJoinTheGroupTheyEnrolledFor();
    void everythingThatWaitsIsCancelled();
    void looksSound_data();
    void looksSound();

private:
    [[nodiscard]] TargetSet trustedDevices(int count);
    /// A device that waits, and whose attestation holds.
    [[nodiscard]] TargetSet newcomer();

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<views::design::Theme> m_theme;
};

void ComposeWindowTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(150);
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

TargetSet ComposeWindowTest::trustedDevices(int count)
{
    const auto reader = m_deployment->plane().database().read();
    std::vector<changes::TargetLeaf> leaves;
    for (const auto &row : require((*reader)->devices.page({.states = {fleet::DeviceState::Trusted}}, {}, count)))
        leaves.push_back({.handle = row.handle, .key = row.key, .state = row.state});
    return require(TargetSet::make(std::move(leaves)));
}

TargetSet ComposeWindowTest::newcomer()
{
    const auto reader = m_deployment->plane().database().read();
    for (const auto &row : require((*reader)->devices.page({.states = {DeviceState::PendingEnrollment}}, {}, 150))) {
        if (row.attestation.outcome == "verified"_L1)
            return require(TargetSet::make({{.handle = row.handle, .key = row.key, .state = row.state}}));
    }
    qFatal("nobody waits whose attestation holds");
}

void ComposeWindowTest::nothingIsSignedWithoutAReason()
{
    Composer administrator(*m_deployment, u"administrator-1"_s);
    QVERIFY(administrator.open(u"device.suspend"_s, trustedDevices(1)));
    administrator.sign();
    QVERIFY(shows(administrator.window(), u"Say why"_s));
    QVERIFY(administrator.desk.prompt.questions.empty());
    QVERIFY(administrator.isOpen());
}

void ComposeWindowTest::aWipeWaitsForSomebodyElse()
{
    Composer administrator(*m_deployment, u"administrator-1"_s);
    QVERIFY(administrator.open(u"device.wipe"_s, trustedDevices(2)));
    QCOMPARE(administrator.window().findChild<QListWidget *>(u"composeTargets"_s)->count(), 2);
    QVERIFY(shows(administrator.window(), u"erase everything"_s));
    QVERIFY(shows(administrator.window(), u"Nothing happens before somebody else approves it."_s));
    administrator.say(u"Lost on a train"_s);
    administrator.sign();
    QTRY_COMPARE(administrator.reached, std::optional(ChangeState::Pending));
    QTRY_VERIFY(!administrator.isOpen());
}

void ComposeWindowTest::newcomersJoinTheGroupTheyEnrolledFor()
{
    const auto grouped = [](const QString &id, const QString &name, const std::optional<fleet::GroupRule> &rule) {
        return client::ListedGroup{
            .id = id, .version = 1, .definition = {.name = name, .rule = rule}, .digest = {}, .change = {}};
    };
    const QString field = encoding::makeUuid7(1'800'000'000'000);
    const QString ruled = encoding::makeUuid7(1'800'000'000'001);
    const std::vector groups{grouped(field, u"Field"_s, {}),
                             grouped(ruled, u"Suspended"_s,
                                     fleet::GroupRule{.attestation = {},
                                                      .patch = {},
                                                      .securityLevel = {},
                                                      .simulated = {},
                                                      .state = {DeviceState::Suspended}})};
    Composer administrator(*m_deployment, u"administrator-1"_s);
    const TargetSet waiting = newcomer();
    QVERIFY(administrator.open(u"device.admit"_s, waiting));
    auto *const joins = administrator.window().findChild<QComboBox *>(u"composeJoins"_s);
    auto *const note = administrator.window().findChild<QWidget *>(u"composeJoinsNote"_s);
    administrator.window().offerGroups(groups, {field});
    QCOMPARE(joins->count(), 2); // none, and the one that lists its devices
    QCOMPARE(joins->currentText(), u"Field"_s);
    QVERIFY(!note->isVisible());
    // The control plane knows no such group.
    administrator.say(u"As ordered"_s);
    administrator.sign();
    QTRY_VERIFY(shows(administrator.window(), views::words::problemText({ProblemType::NotFound}).title));
    QVERIFY(administrator.isOpen());
    joins->setCurrentIndex(0);
    administrator.sign();
    QTRY_COMPARE(administrator.reached, std::optional(ChangeState::Pending));

    QVERIFY(administrator.open(u"device.admit"_s, waiting));
    administrator.window().offerGroups(groups, {std::nullopt, field});
    QVERIFY(administrator.window().findChild<QWidget *>(u"composeJoinsNote"_s)->isVisible());
    QCOMPARE(administrator.window().findChild<QComboBox *>(u"composeJoins"_s)->currentIndex(), 0);
    QCOMPARE(lookOver(administrator.window(), *m_theme, u"compose-admit"_s), QString());
}

void ComposeWindowTest::everythingThatWaitsIsCancelled()
{
    Composer administrator(*m_deployment, u"administrator-1"_s);
    QVERIFY(administrator.open(u"device.revoke"_s, trustedDevices(2)));
    administrator.say(u"Somebody made me"_s);
    administrator.sign();
    QTRY_COMPARE(administrator.reached, std::optional(ChangeState::Pending));

    Composer reviewer(*m_deployment, u"reviewer-1"_s);
    QVERIFY(reviewer.open(changes::cancelAll, {}));
    QVERIFY(!reviewer.window().findChild<QListWidget *>(u"composeTargets"_s)); // about no device
    QVERIFY(shows(reviewer.window(), u"This happens at once"_s));
    reviewer.say(u"The account of an administrator was stolen"_s);
    reviewer.sign();
    QTRY_COMPARE(reviewer.reached, std::optional(ChangeState::Executed));
    const auto cancelled = require(m_deployment->plane().changeReader().record(administrator.composed));
    QCOMPARE(cancelled.state, ChangeState::Rejected);
    QCOMPARE(cancelled.cancelledBy, std::optional(reviewer.composed));
    // Both as the consoles verify them.
    QCOMPARE(require(QCoro::waitFor(reviewer.desk.changes.verified(administrator.composed))).record.cancelledBy,
             std::optional(reviewer.composed));
    QVERIFY(require(QCoro::waitFor(reviewer.desk.changes.verified(reviewer.composed))).isEndProven());
}

void ComposeWindowTest::looksSound_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<int>("devices");
    QTest::newRow("wipe") << u"device.wipe"_s << 12;
    QTest::newRow("cancel-all") << QString(changes::cancelAll) << 0;
}

void ComposeWindowTest::looksSound()
{
    QFETCH(const QString, action);
    QFETCH(const int, devices);
    Composer administrator(*m_deployment, u"administrator-1"_s);
    QVERIFY(administrator.open(action, devices > 0 ? trustedDevices(devices) : TargetSet()));
    QCOMPARE(lookOver(administrator.window(), *m_theme, u"compose-"_s + action), QString());
}

ENIGM_WIDGET_TEST_MAIN(ComposeWindowTest)
#include "ComposeWindowTest.moc"
