#include "contract/fleet/HandleEpoch.h"
#include "control-plane/store/Reader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "tests/views/ReviewSeat.h"
#include "views/design/controls/Button.h"
#include "views/design/theme/Theme.h"
#include "views/review/ComposeWindow.h"

#include <QApplication>
#include <QLineEdit>
#include <QPointer>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeState;
using changes::ResolveHandleParameters;
using fleet::DeviceHandle;
using fleet::HandleAudience;
using views::design::Button;
using views::review::ComposeWindow;
using views::review::ReviewWindow;

/// Whose a handle was is asked, reviewed and answered in the console's windows, on a served sample.
class ResolveReviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void itIsComposedReviewedAndAnswered();
    void thatNobodyHadItIsSaidToo();

private:
    [[nodiscard]] ResolveHandleParameters asking(const DeviceHandle &handle) const
    {
        return {
            .audience = handle.audience(), .epoch = fleet::handleEpochAt(m_deployment->clock.now()), .handle = handle};
    }
    /// By which the network knows this device now.
    [[nodiscard]] DeviceHandle handleOf(const DeviceHandle &device);
    [[nodiscard]] ChangeState approve(Seat &person, const QString &reference);
    /// A review by this person, once it says this.
    [[nodiscard]] ReviewWindow *review(Seat &person, const QString &reference, const QString &says);

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<Seat> m_administrator;
    std::unique_ptr<Seat> m_approver;
    std::unique_ptr<Seat> m_reviewer;
    const QMap<QString, QString> m_names; ///< borrowed by reviews
    QPointer<ReviewWindow> m_review;
};

void ResolveReviewTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_deployment = std::make_unique<TestDeployment>(12);
    m_administrator = std::make_unique<Seat>(*m_deployment, u"administrator-1"_s);
    m_approver = std::make_unique<Seat>(*m_deployment, u"approver-1"_s);
    m_reviewer = std::make_unique<Seat>(*m_deployment, u"reviewer-1"_s);
}

void ResolveReviewTest::cleanup()
{
    delete m_review;
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

DeviceHandle ResolveReviewTest::handleOf(const DeviceHandle &device)
{
    const auto reader = m_deployment->plane().database().read();
    const auto row = require((*reader)->devices.find(device));
    const auto enrollment = require((*reader)->enrollments.find(device));
    return require(m_deployment->plane().rotatingHandles().handleOf(
        {.device = device.text(), .key = row->key, .nonce = enrollment->nonce}, HandleAudience::Network,
        fleet::handleEpochAt(m_deployment->clock.now())));
}

ChangeState ResolveReviewTest::approve(Seat &person, const QString &reference)
{
    auto &changes = person.desk.changes;
    const auto change = require(QCoro::waitFor(changes.verified(reference)));
    return require(QCoro::waitFor(changes.decide(change, changes::Decision::Approve, {}, u"Sign"_s))).state;
}

ReviewWindow *ResolveReviewTest::review(Seat &person, const QString &reference, const QString &says)
{
    delete m_review;
    m_review = newReview(person.desk, m_names, reference);
    m_review->resize(1100, 760);
    m_review->show();
    const auto isThere = [this, says] { return shows(*m_review, says); };
    constexpr int patience = 30'000;
    return QTest::qWaitForWindowExposed(m_review) && QTest::qWaitFor(isThere, patience) ? m_review.data() : nullptr;
}

void ResolveReviewTest::itIsComposedReviewedAndAnswered()
{
    const DeviceHandle device = m_deployment->devices(fleet::DeviceState::Trusted).leaves().front().handle;
    const ResolveHandleParameters asked = asking(handleOf(device));
    QString composed;
    QPointer<ComposeWindow> window = new ComposeWindow(m_administrator->desk.changes, asked);
    connect(window, &ComposeWindow::composed, this, [&composed](const QString &reference) { composed = reference; });
    window->show();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QVERIFY(shows(*window, asked.handle.grouped()));
    QVERIFY(shows(*window, u"Nothing happens before an approver and a reviewer agree."_s));
    QCOMPARE(lookOver(*window, *m_theme, u"compose-device.resolve-handle"_s), QString());
    QTest::keyClicks(window->findChild<QLineEdit *>(u"composeReason"_s), u"Seen where it should not be"_s);
    QTest::mouseClick(window->findChild<Button *>(u"composeSign"_s), Qt::LeftButton);
    QTRY_VERIFY(!composed.isEmpty());
    QTRY_VERIFY(!window);

    const ReviewWindow *seen = review(*m_approver, composed, u"What will happen"_s);
    QVERIFY(seen);
    QVERIFY(shows(*seen, asked.handle.grouped()));
    QVERIFY(shows(*seen, u"The network"_s));
    QVERIFY(shows(*seen, u"every security reviewer"_s));
    QVERIFY(!shows(*seen, device.grouped()));
    QCOMPARE(lookOver(*m_review, *m_theme, u"review-device.resolve-handle"_s), QString());
    QCOMPARE(approve(*m_approver, composed), ChangeState::Pending);
    QCOMPARE(approve(*m_reviewer, composed), ChangeState::Executed);

    seen = review(*m_administrator, composed, device.grouped());
    QVERIFY(seen);
    QVERIFY(shows(*seen, u"proven, at entry"_s));
    QCOMPARE(lookOver(*m_review, *m_theme, u"review-device.resolve-handle-answered"_s), QString());
}

void ResolveReviewTest::thatNobodyHadItIsSaidToo()
{
    client::ChangeDraft draft;
    draft.action = changes::resolveHandle;
    draft.parameters = asking(DeviceHandle::fromBytes(HandleAudience::Intelligence, {9}));
    draft.reason = u"As planned"_s;
    const QString reference =
        require(QCoro::waitFor(m_administrator->desk.changes.request(std::move(draft), u"Sign"_s))).change.request.id;
    QCOMPARE(approve(*m_reviewer, reference), ChangeState::Pending);
    QCOMPARE(approve(*m_approver, reference), ChangeState::Executed);
    // The window was open before the answer came, and shows it by itself.
    QVERIFY(review(*m_approver, reference, u"no device had this handle on that day"_s));
}

ENIGM_WIDGET_TEST_MAIN(ResolveReviewTest)
#include "ResolveReviewTest.moc"
