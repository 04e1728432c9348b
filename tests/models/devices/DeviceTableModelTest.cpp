#include "models/devices/DeviceTableModel.h"

#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using fleet::DeviceState;
using models::devices::DeviceTableModel;
using models::session::Phase;

/// An administrator scrolls, filters and watches the fleet.
class DeviceTableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstPageTellsHowManyThereAre();
    void scrollingLoadsWhatIsSeen();
    void aDeviceIsFoundByItsHandle();
    void factsOfADevice();
    void anotherFilterDropsAnswersUnderWay();
    void filteredToNothing();
    void pollingCostsNothingWhereNothingChanged();
    void onlyWhatDiffersChanges();
    void devicesComeAndGo();
    void anEnrolmentAmongRowsNotLoaded();
    void offlineKeepsTheRows();
    void offlineAtFirst();
    void whoMayNotSeeItSeesNothing();
    void aWindowClosedWhileLoading();
    void aServerThatRepeatsItselfIsNotBelieved();
};

namespace {

constexpr int pageSize = 10;

struct Fleet
{
    explicit Fleet(int count)
    {
        console.plane.devices = makeListedDevices(count);
        isSignedIn = console.signIn(console.history.administrator1);
        model = std::make_unique<DeviceTableModel>(console.session, pageSize);
        tester = std::make_unique<QAbstractItemModelTester>(model.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    [[nodiscard]] bool load()
    {
        model->refresh();
        return QTest::qWaitFor([this] { return isQuiet(); });
    }
    [[nodiscard]] bool loadAll()
    {
        return load() && QTest::qWaitFor([this] {
                   (void)model->index(model->rowCount() - 1, 0).data();
                   return isQuiet() && model->loadedCount() == model->rowCount();
               });
    }
    [[nodiscard]] bool isQuiet() const { return !model->status().isBusy() && model->status().phase() != Phase::Idle; }
    [[nodiscard]] QStringList handles() const
    {
        QStringList result;
        for (int row = 0; row < model->rowCount(); ++row)
            result.append(model->index(row, 0).data(DeviceTableModel::HandleRole).toString());
        return result;
    }
    [[nodiscard]] QStringList served() const
    {
        QStringList result;
        for (const client::Device &device : console.plane.devices)
            result.append(device.handle.text());
        return result;
    }

    SignedInConsole console;
    bool isSignedIn = false;
    std::unique_ptr<DeviceTableModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

const QString route = u"/v1/devices"_s;

} // namespace

void DeviceTableModelTest::theFirstPageTellsHowManyThereAre()
{
    Fleet fleet(35);
    QVERIFY(fleet.isSignedIn);
    QCOMPARE(fleet.model->rowCount(), 0);
    fleet.model->refresh();
    QCOMPARE(fleet.model->status().phase(), Phase::Loading);
    QTRY_COMPARE(fleet.model->status().phase(), Phase::Ready);
    QCOMPARE(fleet.model->rowCount(), 35);
    QCOMPARE(fleet.model->total(), std::optional<qint64>(35));
    QCOMPARE(fleet.model->status().lastSynced(), std::optional(fleet.console.clock.now()));
    QVERIFY(fleet.model->index(0, 0).data().isValid());
    QVERIFY(!fleet.model->index(0, 0).data(DeviceTableModel::PendingRole).toBool());
    QVERIFY(fleet.model->index(34, 0).data(DeviceTableModel::PendingRole).toBool());
    QVERIFY(!fleet.model->device(fleet.model->index(34, 0)));
}

void DeviceTableModelTest::scrollingLoadsWhatIsSeen()
{
    Fleet fleet(45);
    QVERIFY(fleet.load());
    QSignalSpy inserted(fleet.model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(fleet.model.get(), &QAbstractItemModel::dataChanged);
    QVERIFY(!fleet.model->index(fleet.model->loadedCount(), DeviceTableModel::State).data().isValid());
    const int before = fleet.model->loadedCount();
    QTRY_VERIFY(fleet.model->loadedCount() > before);
    QTRY_VERIFY(fleet.isQuiet());
    QVERIFY(fleet.model->loadedCount() < 45);
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(changed.first().first().toModelIndex().row(), before);
    QVERIFY(fleet.loadAll());
    QCOMPARE(fleet.handles(), fleet.served());
    QVERIFY(!fleet.model->canFetchMore({}));
}

void DeviceTableModelTest::aDeviceIsFoundByItsHandle()
{
    Fleet fleet(25);
    QVERIFY(fleet.loadAll());
    const fleet::DeviceHandle handle = fleet.console.plane.devices[17].handle;
    const QModelIndex index = fleet.model->index(handle);
    QCOMPARE(index.row(), 17);
    QCOMPARE(fleet.model->handle(index), handle);
    QVERIFY(!fleet.model->index(SampleHistory::makeDevice().handle).isValid());
    QVERIFY(fleet.model->handle(QModelIndex()).isNull());
}

void DeviceTableModelTest::factsOfADevice()
{
    Fleet fleet(1);
    client::Device &device = fleet.console.plane.devices.front();
    device.state = DeviceState::Suspended;
    device.patch.reset();
    device.simulated = true;
    QVERIFY(fleet.load());
    const auto at = [&fleet](int column, int role = DeviceTableModel::ValueRole) {
        return fleet.model->index(0, column).data(role);
    };
    QCOMPARE(at(DeviceTableModel::Handle), QVariant(device.handle.text()));
    QCOMPARE(at(DeviceTableModel::State).value<DeviceState>(), DeviceState::Suspended);
    QCOMPARE(at(DeviceTableModel::Attestation), QVariant(u"verified"_s));
    QCOMPARE(at(DeviceTableModel::Patch), QVariant(QString()));
    QCOMPARE(at(DeviceTableModel::Attested), QVariant(device.attested));
    QCOMPARE(at(DeviceTableModel::Enrolled), QVariant(device.enrolled));
    QVERIFY(at(DeviceTableModel::LastSeen).isValid());
    QCOMPARE(at(DeviceTableModel::LastSeen, DeviceTableModel::StateRole).value<DeviceState>(), DeviceState::Suspended);
    QVERIFY(at(0, DeviceTableModel::SimulatedRole).toBool());
    QCOMPARE(at(0, DeviceTableModel::CopyRole).toString(),
             device.handle.text() +
                 u"\tsuspended\tverified\t2027-01-15T08:00:00Z\tstrongbox\t\t2027-01-15T08:00:00Z\t"_s);
}

void DeviceTableModelTest::anotherFilterDropsAnswersUnderWay()
{
    Fleet fleet(15);
    fleet.console.plane.devices[3].state = DeviceState::Revoked;
    fleet.console.plane.hold(route);
    fleet.model->refresh();
    QTRY_COMPARE(fleet.console.plane.waiting(), 1);
    fleet.model->setFilter({.states = {DeviceState::Revoked}, .text = {}});
    QTRY_COMPARE(fleet.console.plane.waiting(), 2);
    fleet.console.plane.release();
    QTRY_COMPARE(fleet.model->status().phase(), Phase::Ready);
    QTRY_COMPARE(fleet.console.plane.waiting(), 0);
    QCOMPARE(fleet.handles(), QStringList{fleet.console.plane.devices[3].handle.text()});
    QCOMPARE(fleet.model->total(), std::optional<qint64>(1));
}

void DeviceTableModelTest::filteredToNothing()
{
    Fleet fleet(5);
    QVERIFY(fleet.load());
    fleet.model->setFilter({.states = {}, .text = u"nothing"_s});
    QCOMPARE(fleet.model->rowCount(), 0);
    QTRY_COMPARE(fleet.model->status().phase(), Phase::Ready);
    QCOMPARE(fleet.model->rowCount(), 0);
    QCOMPARE(fleet.model->total(), std::optional<qint64>(0));
}

void DeviceTableModelTest::pollingCostsNothingWhereNothingChanged()
{
    Fleet fleet(25);
    QVERIFY(fleet.loadAll());
    const int pages = fleet.console.plane.countAnswers(route, 200);
    QSignalSpy changed(fleet.model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy layout(fleet.model.get(), &QAbstractItemModel::modelReset);
    QVERIFY(fleet.load());
    QCOMPARE(fleet.console.plane.countAnswers(route, 200), pages);
    QCOMPARE(fleet.console.plane.countAnswers(route, 304), 3);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(layout.count(), 0);
    QCOMPARE(fleet.handles(), fleet.served());
}

void DeviceTableModelTest::onlyWhatDiffersChanges()
{
    Fleet fleet(25);
    QVERIFY(fleet.loadAll());
    fleet.console.plane.devices[12].state = DeviceState::Suspended;
    fleet.console.plane.devices[13].state = DeviceState::Suspended;
    QSignalSpy changed(fleet.model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(fleet.model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(fleet.model.get(), &QAbstractItemModel::rowsRemoved);
    QVERIFY(fleet.load());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 12);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 13);
    QCOMPARE(inserted.count() + removed.count(), 0);
}

void DeviceTableModelTest::devicesComeAndGo()
{
    Fleet fleet(25);
    QVERIFY(fleet.loadAll());
    const QPersistentModelIndex kept = fleet.model->index(20, 0);
    const QString handle = kept.data(DeviceTableModel::HandleRole).toString();
    auto &devices = fleet.console.plane.devices;
    devices.erase(devices.begin() + 4, devices.begin() + 7);
    for (client::Device &device : makeListedDevices(6))
        devices.push_back(std::move(device));
    std::ranges::sort(devices, {}, &client::Device::handle);
    QSignalSpy reset(fleet.model.get(), &QAbstractItemModel::modelReset);
    QVERIFY(fleet.loadAll());
    QCOMPARE(fleet.handles(), fleet.served());
    QCOMPARE(reset.count(), 0);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data(DeviceTableModel::HandleRole).toString(), handle);
}

void DeviceTableModelTest::anEnrolmentAmongRowsNotLoaded()
{
    Fleet fleet(35);
    QVERIFY(fleet.load());
    const int loaded = fleet.model->loadedCount();
    QVERIFY(loaded < 35);
    auto &devices = fleet.console.plane.devices;
    devices.pop_back();
    devices.pop_back();
    QVERIFY(fleet.load());
    QCOMPARE(fleet.model->rowCount(), 33);
    for (client::Device &device : makeListedDevices(4))
        devices.push_back(std::move(device));
    std::ranges::sort(devices, {}, &client::Device::handle);
    QVERIFY(fleet.loadAll());
    QCOMPARE(fleet.model->rowCount(), 37);
    QCOMPARE(fleet.handles(), fleet.served());
}

void DeviceTableModelTest::offlineKeepsTheRows()
{
    Fleet fleet(35);
    QVERIFY(fleet.load());
    const qint64 synced = fleet.console.clock.now();
    fleet.console.clock.advance(60);
    fleet.console.plane.setReachable(false);
    QVERIFY(fleet.load());
    QCOMPARE(fleet.model->status().phase(), Phase::Stale);
    QCOMPARE(fleet.model->status().problem()->type, ProblemType::Unreachable);
    QCOMPARE(fleet.model->status().lastSynced(), std::optional(synced));
    QCOMPARE(fleet.model->rowCount(), 35);
    // A pending row that is painted meanwhile does not ask over and over.
    (void)fleet.model->index(34, 0).data();
    QCoreApplication::processEvents();
    QVERIFY(!fleet.model->status().isBusy());
    fleet.console.plane.setReachable(true);
    QVERIFY(fleet.loadAll());
    QCOMPARE(fleet.model->status().phase(), Phase::Ready);
    QVERIFY(!fleet.model->status().problem());
    QCOMPARE(fleet.handles(), fleet.served());
}

void DeviceTableModelTest::offlineAtFirst()
{
    Fleet fleet(5);
    fleet.console.plane.setReachable(false);
    QVERIFY(fleet.load());
    QCOMPARE(fleet.model->status().phase(), Phase::Offline);
    QCOMPARE(fleet.model->rowCount(), 0);
    fleet.console.plane.setReachable(true);
    QVERIFY(fleet.load());
    QCOMPARE(fleet.model->status().phase(), Phase::Ready);
}

void DeviceTableModelTest::whoMayNotSeeItSeesNothing()
{
    Fleet fleet(5);
    QVERIFY(fleet.load());
    fleet.console.plane.refuseRoute(route, ProblemType::NotPermitted);
    QVERIFY(fleet.load());
    QCOMPARE(fleet.model->status().phase(), Phase::Refused);
    QCOMPARE(fleet.model->rowCount(), 0);
    fleet.console.plane.refuseRoute(route, {});
    QVERIFY(fleet.load());
    QCOMPARE(fleet.model->status().phase(), Phase::Ready);
    QCOMPARE(fleet.model->rowCount(), 5);
}

void DeviceTableModelTest::aWindowClosedWhileLoading()
{
    Fleet fleet(5);
    fleet.console.plane.hold(route);
    fleet.model->refresh();
    QTRY_COMPARE(fleet.console.plane.waiting(), 1);
    fleet.tester.reset();
    fleet.model.reset();
    fleet.console.plane.release();
    QTRY_COMPARE(fleet.console.plane.waiting(), 0);
}

void DeviceTableModelTest::aServerThatRepeatsItselfIsNotBelieved()
{
    Fleet fleet(5);
    fleet.console.plane.devices.push_back(fleet.console.plane.devices.back());
    QVERIFY(fleet.load());
    QCOMPARE(fleet.model->status().phase(), Phase::Offline);
    QCOMPARE(fleet.model->status().problem()->type, ProblemType::UnexpectedAnswer);
    QCOMPARE(fleet.model->rowCount(), 0);
}

ENIGM_TEST_MAIN(DeviceTableModelTest)
#include "DeviceTableModelTest.moc"
