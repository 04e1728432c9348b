#include "api-client/groups/GroupClient.h"
#include "contract/encoding/Uuid.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "tests/views/ReviewSeat.h"
#include "views/design/controls/Button.h"
#include "views/design/theme/Theme.h"
#include "views/review/ComposeWindow.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeGroupParameters;
using changes::ChangeState;
using changes::TargetSet;
using fleet::DeviceState;
using views::design::Button;
using views::review::ComposeWindow;
using views::review::ReviewWindow;

/// A change of a group is composed and reviewed in the console's windows, on a served sample.
class GroupReviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aNewGroupIsComposedAndReviewed();
    void anApproverSeesWhatIsReplaced();
    void aGroupThatMovedIsNotSigned();
    void aRemovalSaysWhatGoes();
    void looksSound();

private:
    /// Asked for without a window.
    [[nodiscard]] QString ask(const ChangeGroupParameters &parameters, const TargetSet &targets = {});
    void approve(const QString &reference);
    [[nodiscard]] changes::DeviceGroup present(const QString &id);
    /// A review by the approver, once it says what it is of.
    [[nodiscard]] ReviewWindow *review(const QString &reference);
    [[nodiscard]] static ChangeGroupParameters creating(const QString &name);

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<Seat> m_administrator;
    std::unique_ptr<Seat> m_approver;
    TargetSet m_devices;
    const QMap<QString, QString> m_names; ///< borrowed by reviews
    QPointer<ReviewWindow> m_review;
};

void GroupReviewTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_deployment = std::make_unique<TestDeployment>(40);
    m_administrator = std::make_unique<Seat>(*m_deployment, u"administrator-1"_s);
    m_approver = std::make_unique<Seat>(*m_deployment, u"approver-1"_s);
    m_devices = m_deployment->devices(DeviceState::Trusted, 4);
}

void GroupReviewTest::cleanup()
{
    delete m_review;
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

ChangeGroupParameters GroupReviewTest::creating(const QString &name)
{
    return ChangeGroupParameters::creating(encoding::makeUuid7(1'800'000'000'000), {.name = name, .rule = {}});
}

QString GroupReviewTest::ask(const ChangeGroupParameters &parameters, const TargetSet &targets)
{
    client::ChangeDraft draft;
    draft.action = changes::groupChange;
    draft.parameters = parameters;
    draft.targets = targets;
    draft.reason = u"As planned"_s;
    return require(QCoro::waitFor(m_administrator->desk.changes.request(std::move(draft), u"Sign"_s)))
        .change.request.id;
}

void GroupReviewTest::approve(const QString &reference)
{
    auto &changes = m_approver->desk.changes;
    const auto change = require(QCoro::waitFor(changes.verified(reference)));
    const auto record = require(QCoro::waitFor(changes.decide(change, changes::Decision::Approve, {}, u"Sign"_s)));
    QCOMPARE(record.state, ChangeState::Executed);
}

changes::DeviceGroup GroupReviewTest::present(const QString &id)
{
    return require(QCoro::waitFor(client::GroupClient(m_administrator->desk.session).group(id))).group;
}

ReviewWindow *GroupReviewTest::review(const QString &reference)
{
    delete m_review;
    m_review = newReview(m_approver->desk, m_names, reference);
    m_review->resize(1100, 900);
    m_review->show();
    const auto isThere = [this] { return shows(*m_review, u"What will happen"_s); };
    return QTest::qWaitForWindowExposed(m_review) && QTest::qWaitFor(isThere) ? m_review.data() : nullptr;
}

void GroupReviewTest::aNewGroupIsComposedAndReviewed()
{
    const ChangeGroupParameters parameters = creating(u"Field"_s);
    QString composed;
    QPointer<ComposeWindow> window = new ComposeWindow(m_administrator->desk.changes, parameters, m_devices);
    connect(window, &ComposeWindow::composed, this, [&composed](const QString &reference) { composed = reference; });
    window->show();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QVERIFY(shows(*window, u"Field"_s));
    QVERIFY(shows(*window, u"Nothing happens before somebody else approves it."_s));
    QCOMPARE(lookOver(*window, *m_theme, u"compose-group.change"_s), QString());
    QTest::keyClicks(window->findChild<QLineEdit *>(u"composeReason"_s), u"As planned"_s);
    QTest::mouseClick(window->findChild<Button *>(u"composeSign"_s), Qt::LeftButton);
    QTRY_VERIFY(!composed.isEmpty());
    QTRY_VERIFY(!window);

    const ReviewWindow *const seen = review(composed);
    QVERIFY(seen);
    QVERIFY(shows(*seen, u"New group"_s));
    QVERIFY(shows(*seen, u"4, each listed below"_s));
    QVERIFY(shows(*seen, u"Nothing has changed since it was asked."_s));
    QCOMPARE(seen->findChild<QListWidget *>(u"reviewTargets"_s)->count(), 4);
    QVERIFY(!seen->findChild<QListWidget *>(u"reviewDropped"_s));
    approve(composed);
    QCOMPARE(present(parameters.group), *parameters.after(m_devices));
}

void GroupReviewTest::anApproverSeesWhatIsReplaced()
{
    const ChangeGroupParameters first = creating(u"Office"_s);
    approve(ask(first, require(TargetSet::make({m_devices.leaves()[0], m_devices.leaves()[1]}))));
    const QString smaller =
        ask(ChangeGroupParameters::changing(present(first.group), {.name = u"Head office"_s, .rule = {}}),
            require(TargetSet::make({m_devices.leaves()[1], m_devices.leaves()[2]})));
    const ReviewWindow *seen = review(smaller);
    QVERIFY(seen);
    QVERIFY(shows(*seen, u"Head office"_s));
    QVERIFY(shows(*seen, u"Name before"_s));
    QVERIFY(shows(*seen, u"Office"_s));
    const auto *const targets = seen->findChild<QListWidget *>(u"reviewTargets"_s);
    QCOMPARE(targets->count(), 2);
    QCOMPARE(targets->findItems(u"added"_s, Qt::MatchEndsWith).size(), 1);
    QVERIFY(targets->findItems(u"added"_s, Qt::MatchEndsWith)
                .front()
                ->text()
                .startsWith(m_devices.leaves()[2].handle.grouped()));
    const auto *const dropped = seen->findChild<QListWidget *>(u"reviewDropped"_s);
    QCOMPARE(dropped->count(), 1);
    QCOMPARE(dropped->item(0)->text(), m_devices.leaves()[0].handle.grouped());
    approve(smaller);

    const QString ruled = ask(ChangeGroupParameters::changing(
        present(first.group),
        {.name = u"Head office"_s,
         .rule = fleet::GroupRule{
             .attestation = {}, .patch = {}, .securityLevel = {}, .simulated = {}, .state = {DeviceState::Trusted}}}));
    seen = review(ruled);
    QVERIFY(seen);
    QVERIFY(shows(*seen, u"every one with all of the following"_s));
    QVERIFY(shows(*seen, u"Devices before"_s));
    QVERIFY(shows(*seen, u"2 listed"_s));
    QVERIFY(shows(*seen, u"as the control plane counts them"_s));
    QCOMPARE(lookOver(*m_review, *m_theme, u"review-group.change-rule"_s), QString());
    approve(ruled);
}

void GroupReviewTest::aGroupThatMovedIsNotSigned()
{
    const ChangeGroupParameters first = creating(u"Depot"_s);
    approve(ask(first));
    const changes::DeviceGroup group = present(first.group);
    const QString late = ask(ChangeGroupParameters::removing(group));
    approve(ask(ChangeGroupParameters::changing(group, {.name = u"Depot 2"_s, .rule = {}})));
    const ReviewWindow *const seen = review(late);
    QVERIFY(seen);
    QVERIFY(shows(*seen, u"This can no longer be carried out. The group has been changed since."_s));
    QVERIFY(!seen->findChild<Button *>(u"reviewSign"_s)->isEnabled());
}

void GroupReviewTest::aRemovalSaysWhatGoes()
{
    const ChangeGroupParameters first = creating(u"Seasonal"_s);
    approve(ask(first, m_devices));
    const QString removal = ask(ChangeGroupParameters::removing(present(first.group)));
    const ReviewWindow *const seen = review(removal);
    QVERIFY(seen);
    QVERIFY(shows(*seen, u"is removed; its devices stay as they are"_s));
    QVERIFY(shows(*seen, u"Seasonal"_s));
    QCOMPARE(seen->findChild<QListWidget *>(u"reviewDropped"_s)->count(), 4);
    approve(removal);
}

void GroupReviewTest::looksSound()
{
    const ChangeGroupParameters first = creating(u"Pictures"_s);
    approve(ask(first, require(TargetSet::make({m_devices.leaves()[0], m_devices.leaves()[1]}))));
    const QString change =
        ask(ChangeGroupParameters::changing(present(first.group), {.name = u"Pictures of the north"_s, .rule = {}}),
            require(TargetSet::make({m_devices.leaves()[1], m_devices.leaves()[2]})));
    QVERIFY(review(change));
    QCOMPARE(lookOver(*m_review, *m_theme, u"review-group.change"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(GroupReviewTest)
#include "GroupReviewTest.moc"
