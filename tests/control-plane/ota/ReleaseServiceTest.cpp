#include "control-plane/ota/ReleaseService.h"

#include "contract/json/JsonParser.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::ota::ArtifactStore;
using controlplane::ota::ReleaseImport;
using controlplane::ota::ReleaseReader;
using controlplane::ota::ReleaseService;
using controlplane::store::Transaction;
using ota::ReleaseStage;

/// A release manager imports a release, and nobody takes what was not declared for it.
class ReleaseServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_live = std::make_unique<LivePlane>();
        m_artifact = artifactBytes(100'000);
    }
    void cleanup() { m_live.reset(); }

    void anImportIsReadAsItWasMeant();
    void whatNoReleaseCanBeIsRefused_data();
    void whatNoReleaseCanBeIsRefused();
    void anArtifactArrivesInParts();
    void aPartThatDoesNotFitIsRefused();
    void anUploadGoesOnAfterARestart();
    void anotherArtifactIsNotTaken();
    void aDiskThatIsFullTakesNothing();
    void aRemovedReleaseIsGone();
    void aSignedReleaseStays();
    void releasesArePagedNewestFirst();
    void everyActIsAnEntry();

private:
    [[nodiscard]] ReleaseService &service() { return m_live->plane().releases(); }
    [[nodiscard]] ReleaseDesk desk() { return {service(), m_live->releaseManager1.id}; }
    [[nodiscard]] ota::Release release(const QString &id = releaseId)
    {
        return require(ReleaseReader(m_live->plane().database()).find(id));
    }
    /// Both authorities sign, each by a change that was approved.
    void sign();
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_live->directory() + u"/artifacts"_s).entryList(QDir::Files | QDir::Hidden);
    }

    static inline const QString releaseId = u"0197f9a0-0000-7000-8000-000000000001"_s;
    std::unique_ptr<LivePlane> m_live;
    QByteArray m_artifact;
};

namespace {

QByteArray importText()
{
    return R"({"artifact":{"digest":"YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE","length":1000,"name":"os.swu"},)"
           R"("build":"nightly 4711","manifest":{"builds":["phone/1","phone/2"],"notes":"","rollback_index":7,)"
           R"("security_patch":202611,"version":"2026.11.2"}})";
}

} // namespace

void ReleaseServiceTest::sign()
{
    auto &plane = m_live->plane();
    const auto record = [this] {
        return m_live->perform(m_live->administrator1, u"device.suspend"_s, m_live->admit(1), changes::NoParameters{},
                               {});
    };
    for (const auto authority : {operators::SigningAuthority::Manifest, operators::SigningAuthority::Production}) {
        const QString change = record().change.request.id;
        require(plane.writer().submitAndWait([&](Transaction &transaction) {
            return transaction.releases.addSignature({.release = releaseId,
                                                      .authority = authority,
                                                      .jws = "a.b.c"_ba,
                                                      .key = QString(43, u'A'),
                                                      .change = change,
                                                      .signedAt = m_live->clock.now()},
                                                     plane.sequencer().nextCursor());
        }));
    }
}

void ReleaseServiceTest::anImportIsReadAsItWasMeant()
{
    const QByteArray deployment(32, 'd');
    const auto import = ReleaseImport::fromJson(require(json::parse(importText())), deployment, releaseId);
    QVERIFY2(import, import ? "" : qPrintable(import.error().toString()));
    QCOMPARE(import->build, u"nightly 4711"_s);
    QCOMPARE(import->manifest.release, releaseId);
    QCOMPARE(import->manifest.deployment, deployment);
    QCOMPARE(import->manifest.artifact.digest, QByteArray(32, 'a'));
    QCOMPARE(import->manifest.builds.size(), 2U);
}

void ReleaseServiceTest::whatNoReleaseCanBeIsRefused_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("where");
    QTest::newRow("no length") << R"("length":1000)"_ba << R"("length":0)"_ba << u"/artifact/length"_s;
    QTest::newRow("a folder") << R"("name":"os.swu")"_ba << R"("name":"../os.swu")"_ba << u"/artifact/name"_s;
    QTest::newRow("no build") << R"("build":"nightly 4711")"_ba << R"("build":"")"_ba << u"/build"_s;
    QTest::newRow("a person") << R"("build":"nightly 4711")"_ba << R"("build":"by ann@example.org")"_ba << u"/build"_s;
    QTest::newRow("for no build") << R"("builds":["phone/1","phone/2"])"_ba << R"("builds":[])"_ba
                                  << u"/manifest/builds"_s;
    QTest::newRow("no month") << "202611"_ba << "202613"_ba << u"/manifest/security_patch"_s;
    QTest::newRow("an id of its own") << R"("notes":"")"_ba
                                      << R"("notes":"","release":"0197f9a0-0000-7000-8000-000000000009")"_ba
                                      << u"/manifest/release"_s;
    QTest::newRow("no version") << R"("version":"2026.11.2")"_ba << R"("version":"")"_ba << u"/manifest/version"_s;
}

void ReleaseServiceTest::whatNoReleaseCanBeIsRefused()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, where);
    const auto value = require(json::parse(importText().replace(before, after)));
    const auto import = ReleaseImport::fromJson(value, QByteArray(32, 'd'), releaseId);
    QVERIFY(!import);
    QCOMPARE(import.error().where, where);
}

void ReleaseServiceTest::anArtifactArrivesInParts()
{
    require(desk().begin(importOf(m_artifact, releaseId)));
    QVERIFY(release().stage() == ReleaseStage::Build);
    QCOMPARE(release().importedBy, m_live->releaseManager1.id);
    QCOMPARE(require(desk().send(releaseId, 0, QByteArrayView(m_artifact).first(30'000))), 30'000);
    QCOMPARE(release().received, 30'000);
    QVERIFY(!release().isComplete());
    m_live->clock.advance(60);
    require(desk().sendAll(releaseId, m_artifact, 30'000, 40'000));
    QVERIFY(release().isComplete());
    QVERIFY(release().reached(ReleaseStage::Artifact) == m_live->clock.now());
    QFile file(m_live->plane().artifacts().pathOf(releaseId));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == m_artifact);
    QCOMPARE(desk().send(releaseId, 100'000, "more").error().type, ProblemType::TargetState);
}

void ReleaseServiceTest::aPartThatDoesNotFitIsRefused()
{
    QCOMPARE(desk().send(releaseId, 0, "x").error().type, ProblemType::NotFound);
    require(desk().begin(importOf(m_artifact, releaseId)));
    require(desk().send(releaseId, 0, QByteArrayView(m_artifact).first(50'000)));
    QCOMPARE(desk().send(releaseId, 0, QByteArrayView(m_artifact).first(50'000)).error().type,
             ProblemType::TargetState); // sent again, because the answer was lost
    QCOMPARE(desk().send(releaseId, 60'000, "x").error().type, ProblemType::TargetState);
    QCOMPARE(desk().send(releaseId, 50'000, QByteArray(50'001, 'x')).error().type, ProblemType::OutOfRange);
    QCOMPARE(desk().send(releaseId, 50'000, {}).error().type, ProblemType::OutOfRange);
    QCOMPARE(release().received, 50'000);
    require(desk().sendAll(releaseId, m_artifact, 50'000));
    QCOMPARE(desk().begin(importOf(m_artifact, releaseId)).error().type, ProblemType::AlreadyExists);
}

void ReleaseServiceTest::anUploadGoesOnAfterARestart()
{
    require(desk().begin(importOf(m_artifact, releaseId)));
    require(desk().send(releaseId, 0, QByteArrayView(m_artifact).first(70'000)));
    m_live->restart();
    QCOMPARE(release().received, 70'000);
    // What was on its way when the process ended is behind what the database knows.
    QFile file(m_live->plane().artifacts().pathOf(releaseId));
    QVERIFY(file.open(QIODevice::Append) && file.write("junk") == 4);
    file.close();
    require(desk().sendAll(releaseId, m_artifact, 70'000));
    QVERIFY(release().isComplete());

    // A disk that has lost what it acknowledged is said to, and the import begins again.
    const QString other = u"0197f9a0-0000-7000-8000-000000000002"_s;
    require(desk().begin(importOf(m_artifact, other)));
    require(desk().send(other, 0, QByteArrayView(m_artifact).first(70'000)));
    m_live->restart();
    QVERIFY(QFile::resize(m_live->plane().artifacts().pathOf(other), 10));
    QCOMPARE(desk().send(other, 70'000, "x").error().type, ProblemType::TargetState);
    QCOMPARE(release(other).received, 0);
    require(desk().sendAll(other, m_artifact));
    QVERIFY(release(other).isComplete());
}

void ReleaseServiceTest::anotherArtifactIsNotTaken()
{
    require(desk().begin(importOf(m_artifact, releaseId)));
    QByteArray other = m_artifact;
    other[99'999] = static_cast<char>(other.at(99'999) ^ 1);
    require(desk().send(releaseId, 0, QByteArrayView(other).first(60'000)));
    const auto refused = desk().send(releaseId, 60'000, QByteArrayView(other).sliced(60'000));
    QCOMPARE(refused.error().type, ProblemType::BodyMismatch);
    QCOMPARE(release().received, 0);
    QVERIFY(release().stage() == ReleaseStage::Build);
    require(desk().sendAll(releaseId, m_artifact));
    QVERIFY(release().isComplete());
}

void ReleaseServiceTest::aDiskThatIsFullTakesNothing()
{
    auto &plane = m_live->plane();
    const auto full = require(ArtifactStore::open(m_live->directory(), std::numeric_limits<qint64>::max() / 2));
    ReleaseService service({.database = plane.database(),
                            .writer = plane.writer(),
                            .sequencer = plane.sequencer(),
                            .clock = m_live->clock,
                            .artifacts = *full});
    ReleaseDesk other(service, m_live->releaseManager1.id);
    QCOMPARE(other.begin(importOf(m_artifact, releaseId)).error().type, ProblemType::StorageFull);
    require(desk().begin(importOf(m_artifact, releaseId)));
    QCOMPARE(other.send(releaseId, 0, m_artifact).error().type, ProblemType::StorageFull);
    QCOMPARE(release().received, 0);
    require(desk().sendAll(releaseId, m_artifact));

    // What others have begun is counted, too.
    ReleaseImport huge = importOf(m_artifact, {});
    huge.manifest.artifact.length =
        std::min(ota::Artifact::mostBytes, QStorageInfo(m_live->directory()).bytesAvailable() / 10 * 6);
    int begun = 0;
    Expected<void> ended;
    for (; ended; ++begun) {
        huge.manifest.release = u"0197f9a0-0000-7000-8000-%1"_s.arg(1'000 + begun, 12, 10, QLatin1Char('0'));
        ended = desk().begin(huge);
    }
    QVERIFY(begun >= 2);
    QCOMPARE(ended.error().type, ProblemType::StorageFull);
}

void ReleaseServiceTest::aRemovedReleaseIsGone()
{
    QCOMPARE(desk().remove(releaseId).error().type, ProblemType::NotFound);
    require(desk().begin(importOf(m_artifact, releaseId)));
    require(desk().send(releaseId, 0, QByteArrayView(m_artifact).first(10)));
    QCOMPARE(files(), QStringList{releaseId});
    require(desk().remove(releaseId));
    QCOMPARE(files(), QStringList());
    QCOMPARE(desk().send(releaseId, 10, "x").error().type, ProblemType::NotFound);
    QCOMPARE(files(), QStringList());
    QCOMPARE(desk().begin(importOf(m_artifact, releaseId)).error().type, ProblemType::AlreadyExists); // its id is spent

    // A file that was to be removed when the process ended.
    QFile leftover(m_live->plane().artifacts().pathOf(releaseId));
    QVERIFY(leftover.open(QIODevice::WriteOnly));
    leftover.close();
    m_live->restart();
    QCOMPARE(files(), QStringList());
}

void ReleaseServiceTest::aSignedReleaseStays()
{
    require(desk().begin(importOf(m_artifact, releaseId)));
    require(desk().sendAll(releaseId, m_artifact));
    sign();
    QCOMPARE(desk().remove(releaseId).error().type, ProblemType::TargetState);
    const ota::Release signedRelease = release();
    QVERIFY(signedRelease.stage() == ReleaseStage::Signing);
    QCOMPARE(signedRelease.signatures.size(), 2U);
    QCOMPARE(signedRelease.signatures.front().askedBy, m_live->administrator1.id);
    QCOMPARE(signedRelease.manifestJws, "a.b.c"_ba);
    QCOMPARE(require(ota::Release::fromJson(signedRelease.toJson())), signedRelease);
    m_live->restart();
    QCOMPARE(files(), QStringList{releaseId});
}

void ReleaseServiceTest::releasesArePagedNewestFirst()
{
    for (int i = 1; i <= 5; ++i)
        require(desk().begin(importOf(m_artifact, u"0197f9a0-0000-7000-8000-00000000000%1"_s.arg(i))));
    require(desk().remove(u"0197f9a0-0000-7000-8000-000000000003"_s));
    const ReleaseReader reader(m_live->plane().database());
    QStringList ids;
    QString after;
    for (int pages = 0; pages < 2; ++pages) {
        const auto page = require(reader.page(after, 2));
        for (const ota::Release &each : page.releases)
            ids.append(each.id().last(1));
        QCOMPARE(page.next.has_value(), pages == 0);
        after = page.next.value_or(QString());
    }
    QCOMPARE(ids, (QStringList{u"5"_s, u"4"_s, u"2"_s, u"1"_s}));
}

void ReleaseServiceTest::everyActIsAnEntry()
{
    const qsizetype before = m_live->activity().size();
    require(desk().begin(importOf(m_artifact, releaseId)));
    require(desk().send(releaseId, 0, QByteArrayView(m_artifact).first(10)));
    QVERIFY(!desk().send(releaseId, 10, artifactBytes(99'990, 5)));
    require(desk().sendAll(releaseId, m_artifact));
    require(desk().remove(releaseId));
    QCOMPARE(m_live->activity().sliced(before),
             (QStringList{u"release.import-begun done"_s, u"release.artifact-refused refused"_s,
                          u"release.artifact-complete done"_s, u"release.removed done"_s}));
}

ENIGM_TEST_MAIN(ReleaseServiceTest)
#include "ReleaseServiceTest.moc"
