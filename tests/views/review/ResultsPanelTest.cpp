#include "views/review/ResultsPanel.h"

#include "control-plane/store/Transaction.h"
#include "control-plane/store/Writer.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/BentWire.h"
#include "tests/support/view/Looks.h"
#include "tests/views/ReviewSeat.h"
#include "views/design/states/Banner.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/words/ProblemText.h"

#include <QApplication>
#include <QClipboard>
#include <QPointer>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using fleet::CommandState;
using fleet::DeviceState;
using models::changes::ChangeResultsModel;
using views::design::Banner;
using views::design::TableView;
using views::review::ReviewWindow;

/// What became of an executed change at each of its devices, as its window tells it.
class ResultsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void whatWasAskedIsNotDone();
    void everyDeviceHasItsOwnResult();
    void whatIsOpenHasNoResults();
    void aDeviceThatWasNotNamedIsNoResult();

private:
    [[nodiscard]] QString perform(const QString &action, const changes::TargetSet &targets);
    void answer(const fleet::DeviceHandle &handle, CommandState state, const std::optional<QString> &problem = {});
    [[nodiscard]] ReviewWindow *open(const QString &reference);
    [[nodiscard]] QString sum() const { return m_window->findChild<Banner *>(u"resultsSum"_s)->text(); }
    [[nodiscard]] QString cell(int row, ChangeResultsModel::Column column) const
    {
        const QAbstractItemModel *const words = m_window->findChild<TableView *>(u"resultsTable"_s)->model();
        return words->index(row, column).data().toString();
    }

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<Desk> m_desk;
    const QMap<QString, QString> m_names; ///< borrowed by the window
    QPointer<ReviewWindow> m_window;
};

void ResultsPanelTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_deployment = std::make_unique<TestDeployment>(60);
    m_desk =
        std::make_unique<Desk>(m_deployment->file(), m_deployment->person(u"administrator-1"_s), m_deployment->clock);
    require(QCoro::waitFor(m_desk->signIn()));
}

void ResultsPanelTest::cleanup()
{
    delete m_window;
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

QString ResultsPanelTest::perform(const QString &action, const changes::TargetSet &targets)
{
    require(QCoro::waitFor(m_desk->follower.refresh()));
    client::ChangeDraft draft;
    draft.action = action;
    draft.targets = targets;
    draft.reason = u"As agreed"_s;
    return require(QCoro::waitFor(m_desk->changes.request(std::move(draft), u"Sign"_s))).change.request.id;
}

/// As the devices' own reports would have it; that only they can is shown elsewhere.
void ResultsPanelTest::answer(const fleet::DeviceHandle &handle, CommandState state,
                              const std::optional<QString> &problem)
{
    const auto done = m_deployment->plane().writer().submitAndWait(
        [&](controlplane::store::Transaction &transaction) -> Expected<void> {
            auto commands = transaction.commands.ofDevice(handle);
            if (!commands)
                return std::unexpected(commands.error());
            controlplane::store::CommandRow &last = commands->back();
            last.state = state;
            last.answered = m_deployment->clock.now();
            last.problem = problem;
            return transaction.commands.setAnswered(last, last.cursor);
        });
    require(done);
}

ReviewWindow *ResultsPanelTest::open(const QString &reference)
{
    delete m_window;
    m_window = newReview(*m_desk, m_names, reference);
    m_window->resize(1100, 800);
    m_window->show();
    return QTest::qWaitForWindowExposed(m_window) ? m_window.data() : nullptr;
}

void ResultsPanelTest::whatWasAskedIsNotDone()
{
    const changes::TargetSet devices = m_deployment->devices(DeviceState::Trusted, 3);
    QVERIFY(open(perform(u"device.restrict"_s, devices)));
    QTRY_COMPARE(m_window->results().rowCount(), 3);
    QTRY_COMPARE(sum(), u"0 of 3 device(s) have acknowledged · 3 wait(s)"_s);
    QCOMPARE(cell(0, ChangeResultsModel::Device), devices.leaves()[0].handle.grouped());
    QCOMPARE(cell(0, ChangeResultsModel::Result), u"Queued"_s);
    for (const changes::TargetLeaf &leaf : devices.leaves())
        answer(leaf.handle, CommandState::Acknowledged);
    m_window->results().refresh();
    QTRY_COMPARE(sum(), u"3 of 3 device(s) have acknowledged"_s);
    // A device that says something is enough to ask again, and another one is not.
    feed::FeedEvent event;
    event.devices = std::vector{devices.leaves()[1].handle};
    QVERIFY(m_window->results().concerns(event));
    event.devices = std::vector{m_deployment->devices(DeviceState::Trusted).leaves()[0].handle};
    QVERIFY(!m_window->results().concerns(event));
}

void ResultsPanelTest::everyDeviceHasItsOwnResult()
{
    const changes::TargetSet devices = m_deployment->devices(DeviceState::Trusted, 14);
    const QString reference = perform(u"device.suspend"_s, devices);
    for (std::size_t i = 0; i < 8; ++i)
        answer(devices.leaves()[i].handle, CommandState::Acknowledged);
    answer(devices.leaves()[8].handle, CommandState::Refused, problemSlug(ProblemType::QuorumMissing));
    QVERIFY(open(reference));
    QTRY_COMPARE(sum(), u"8 of 14 device(s) have acknowledged · 5 wait(s) · 1 refused"_s);
    QCOMPARE(cell(8, ChangeResultsModel::Result), u"Refused"_s);
    QCOMPARE(cell(8, ChangeResultsModel::Reason), views::words::problemText({ProblemType::QuorumMissing}).title);
    auto *const table = m_window->findChild<TableView *>(u"resultsTable"_s);
    table->selectRow(8);
    table->copySelection();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(devices.leaves()[8].handle.grouped()), qPrintable(copied));
    QCOMPARE(lookOver(*m_window, *m_theme, u"review-results"_s), QString());
}

void ResultsPanelTest::whatIsOpenHasNoResults()
{
    QVERIFY(open(perform(u"device.revoke"_s, m_deployment->devices(DeviceState::Trusted))));
    QTRY_VERIFY(shows(*m_window, u"What will happen"_s));
    QVERIFY(!m_window->findChild<QWidget *>(u"resultsPanel"_s)->isVisible());
    QCOMPARE(m_window->results().rowCount(), 0);
}

void ResultsPanelTest::aDeviceThatWasNotNamedIsNoResult()
{
    const changes::TargetSet devices = m_deployment->devices(DeviceState::Trusted, 3);
    const QString reference = perform(u"device.restrict"_s, devices);
    const auto change = require(QCoro::waitFor(m_desk->changes.verified(reference)));
    const QByteArray foreign = m_deployment->devices(DeviceState::Trusted).leaves()[0].handle.text().toLatin1();
    Desk lied(m_deployment->file(), m_deployment->person(u"administrator-1"_s), m_deployment->clock,
              std::make_unique<BentWire>(m_deployment->file().tlsDigest, devices.leaves()[1].handle.text().toLatin1(),
                                         foreign));
    require(QCoro::waitFor(lied.signIn()));
    ChangeResultsModel results(lied.session);
    results.setChange(change);
    QTRY_VERIFY(results.status().problem());
    QCOMPARE(results.status().problem()->type, ProblemType::UnexpectedAnswer);
    QCOMPARE(results.rowCount(), 0);
}

ENIGM_WIDGET_TEST_MAIN(ResultsPanelTest)
#include "ResultsPanelTest.moc"
