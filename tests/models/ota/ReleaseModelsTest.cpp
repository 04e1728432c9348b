#include "models/ota/ReleaseImport.h"
#include "models/ota/ReleaseListModel.h"
#include "models/ota/ReleaseQuestions.h"
#include "tests/models/ota/ServedUpdates.h"
#include "tests/support/LogGuard.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace enigm::models::ota;
using namespace Qt::StringLiterals;

using Step = ReleaseImport::Step;
using models::session::Phase;

/// Releases as they are listed, and imported.
class ReleaseModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void releasesAreListedNewestFirst();
    void whatHasChangedChangesItsRowAlone();
    void whoMayNotSeeThemSeesNone();
    void whoSignsNextIsKnown();
    void aFileIsHashedAndSent();
    void whatBreaksOffGoesOn();
    void anotherFileIsNotSent();
    void whatIsStoppedCanBeDiscarded();

private:
    [[nodiscard]] QString file(const QByteArray &bytes);

    QTemporaryDir m_directory;
    std::unique_ptr<SignedInConsole> m_console;
    ServedUpdates m_served;
};

void ReleaseModelsTest::init()
{
    m_served = {};
    m_console = std::make_unique<SignedInConsole>();
    m_console->plane.instead = [this](const client::WireRequest &request) { return m_served.serve(request); };
    QVERIFY(m_console->signIn(m_console->history.releaseManager1));
    const qint64 now = m_console->session.now();
    m_served.releases = {sampleRelease(3, 0, 1, now), sampleRelease(2, 1, 3, now), sampleRelease(1, 2, 6, now)};
}

QString ReleaseModelsTest::file(const QByteArray &bytes)
{
    QFile file(m_directory.filePath(u"artifact.swu"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

void ReleaseModelsTest::releasesAreListedNewestFirst()
{
    ReleaseListModel model(m_console->session);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.status().phase(), Phase::Ready);
    QCOMPARE(model.index(0, ReleaseListModel::Version).data().toString(), u"2026.11.3"_s);
    QCOMPARE(model.index(2, ReleaseListModel::Signatures).data().toInt(), 2);
    QCOMPARE(model.index(2, ReleaseListModel::Stage).data().toInt(), static_cast<int>(ota::ReleaseStage::Validation));
    QVERIFY(model.find(m_served.releases.back().id()));
    QVERIFY(!model.rowAt(QModelIndex()));
}

void ReleaseModelsTest::whatHasChangedChangesItsRowAlone()
{
    ReleaseListModel model(m_console->session);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 3);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    m_served.releases[1].installed = 7;
    model.refresh();
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
    m_served.releases.erase(m_served.releases.begin());
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(reset.count(), 0);
}

void ReleaseModelsTest::whoMayNotSeeThemSeesNone()
{
    ReleaseListModel model(m_console->session);
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 3);
    m_console->plane.instead = nullptr;
    m_console->plane.refuseRoute(u"/v1/releases"_s, ProblemType::NotPermitted);
    model.refresh();
    QTRY_COMPARE(model.status().phase(), Phase::Refused);
    QCOMPARE(model.rowCount(), 0);
}

void ReleaseModelsTest::whoSignsNextIsKnown()
{
    using operators::SigningAuthority;
    QVERIFY(!nextAuthority(m_served.releases[0])); // its bytes are not all there
    QCOMPARE(nextAuthority(m_served.releases[1]), SigningAuthority::Production);
    QVERIFY(!nextAuthority(m_served.releases[2]));
    QVERIFY(isSignedByBoth(m_served.releases[2]));
    QCOMPARE(nextStage(m_served.releases[0]), ota::ReleaseStage::Artifact);
    QVERIFY(!nextStage(sampleRelease(1, 2, 9, 0)));
}

void ReleaseModelsTest::aFileIsHashedAndSent()
{
    const QByteArray bytes = QByteArray(5 * 1024 * 1024, 'a') + "end";
    ReleaseImport import(m_console->session);
    const QSignalSpy progressed(&import, &ReleaseImport::progressed);
    import.start(file(bytes), {.build = u"b"_s, .version = u"1"_s});
    QVERIFY(import.isBusy());
    QTRY_COMPARE(import.step(), Step::Done);
    QCOMPARE(m_served.bytes[import.release()], bytes);
    QCOMPARE(import.done(), bytes.size());
    QCOMPARE(progressed.count(), 2); // known, and whole
}

void ReleaseModelsTest::whatBreaksOffGoesOn()
{
    const QByteArray bytes = QByteArray(4 * 1024 * 1024, 'a') + QByteArray(4 * 1024 * 1024, 'b') + "end";
    m_served.partsTaken = 1;
    ReleaseImport import(m_console->session);
    import.start(file(bytes), {.build = u"b"_s, .version = u"1"_s});
    QTRY_COMPARE(import.step(), Step::Stopped);
    QVERIFY(import.problem());
    QCOMPARE(import.problem()->type, ProblemType::StorageFull);
    m_served.partsTaken.reset();
    import.resume();
    QTRY_COMPARE(import.step(), Step::Done);
    QVERIFY(!import.problem());
    QCOMPARE(m_served.bytes[import.release()], bytes);
}

void ReleaseModelsTest::anotherFileIsNotSent()
{
    ReleaseImport import(m_console->session);
    import.continueWith(m_served.releases.front(), file("another one"));
    QTRY_COMPARE(import.step(), Step::Ready);
    QVERIFY(import.problem());
    QCOMPARE(import.problem()->type, ProblemType::BodyMismatch);
    import.start(m_directory.filePath(u"none"_s), {});
    QTRY_COMPARE(import.step(), Step::Ready);
    QCOMPARE(import.problem()->type, ProblemType::FileUnreadable);
    QVERIFY(m_served.bytes.empty());
}

void ReleaseModelsTest::whatIsStoppedCanBeDiscarded()
{
    ReleaseImport import(m_console->session);
    const auto stopOnceKnown = [&import] {
        if (!import.release().isEmpty())
            import.stop();
    };
    connect(&import, &ReleaseImport::progressed, &import, stopOnceKnown);
    import.start(file(QByteArray(9 * 1024 * 1024, 'a')), {.build = u"b"_s, .version = u"1"_s});
    QTRY_COMPARE(import.step(), Step::Stopped);
    QVERIFY(!import.problem()); // the person did it
    const std::size_t known = m_served.releases.size();
    import.disconnect();
    import.discard();
    QTRY_COMPARE(import.step(), Step::Ready);
    QCOMPARE(m_served.releases.size(), known - 1);
}

ENIGM_TEST_MAIN(ReleaseModelsTest)
#include "ReleaseModelsTest.moc"
