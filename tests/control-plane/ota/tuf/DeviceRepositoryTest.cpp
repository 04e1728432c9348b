#include "control-plane/store/Transaction.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/control-plane/ota/UpdateBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::store::Transaction;
using simulator::UpdateTally;

namespace tuf = ota::tuf;

/// Devices take their updates from the repository of a real control plane, and believe it no further than its metadata
/// goes: whoever has the server, and with it the online keys, gets nothing installed.
class DeviceRepositoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void devicesFindTheirUpdateInTheRepository();
    void anOlderRepositoryThanWasSeenIsRefused();
    void aChannelThatIsNotSoundIsRefused_data();
    void aChannelThatIsNotSoundIsRefused();
    void devicesFollowARotatedRoot();

private:
    [[nodiscard]] qint64 all() const { return static_cast<qint64>(m_bed->devices().size()); }
    [[nodiscard]] tuf::Envelope served(const QString &role);
    /// Puts a file in the place of what is served, as whoever has the database can, and has the online keys vouch for
    /// it.
    void serve(const QString &role, const tuf::Envelope &file);
    /// The channel as it is, in its next version, altered and signed with this key.
    void serveChannel(const std::function<void(tuf::Targets &)> &alter, const signing::Signer &key);
    /// What this device has seen of a day that is yet to come.
    void seeTheFuture(const fleet::DeviceHandle &device);
    [[nodiscard]] qint64 keptRoot(const fleet::DeviceHandle &device);
    void verifyRefused(const UpdateTally &tally, const QString &problem) const;

    std::unique_ptr<UpdateBed> m_bed;
    const QByteArray m_artifact = artifactBytes(50'000);
};

void DeviceRepositoryTest::initTestCase()
{
    m_bed = std::make_unique<UpdateBed>();
    m_bed->release(m_artifact, u"system.img"_s, u"2026.11.2"_s);
}

void DeviceRepositoryTest::init()
{
    m_bed->reset();
}

tuf::Envelope DeviceRepositoryTest::served(const QString &role)
{
    const auto row = require(require(m_bed->deployment.plane().database().read())->tuf.newest(role));
    return require(tuf::Envelope::parse(row->file));
}

void DeviceRepositoryTest::serve(const QString &role, const tuf::Envelope &file)
{
    require(m_bed->deployment.plane().writer().submitAndWait([&](Transaction &transaction) {
        return transaction.tuf.publish({.role = role,
                                        .version = controlplane::ota::versionOf(&file),
                                        .file = file.text(),
                                        .publishedAt = m_bed->deployment.clock.now()});
    }));
    require(m_bed->repository().review());
}

void DeviceRepositoryTest::serveChannel(const std::function<void(tuf::Targets &)> &alter, const signing::Signer &key)
{
    auto channel = require(tuf::Targets::fromJson(served(u"limited"_s).body()));
    ++channel.heading.version;
    alter(channel);
    tuf::Envelope file(channel.toJson());
    require(file.sign(key));
    serve(u"limited"_s, file);
}

void DeviceRepositoryTest::seeTheFuture(const fleet::DeviceHandle &device)
{
    constexpr qint64 days = 100;
    const auto &keys = m_bed->deployment.plane().keys();
    auto snapshot = require(tuf::Snapshot::fromJson(served(u"snapshot"_s).body()));
    snapshot.heading.version += days;
    tuf::Envelope snapshotFile(snapshot.toJson());
    require(snapshotFile.sign(*keys.tufSnapshot));
    auto timestamp = require(tuf::Timestamp::fromJson(served(u"timestamp"_s).body()));
    timestamp.heading.version += days;
    timestamp.snapshot = tuf::MetaFile::of(snapshot.heading.version, snapshotFile.text());
    tuf::Envelope timestampFile(timestamp.toJson());
    require(timestampFile.sign(*keys.tufTimestamp));
    simulator::MetadataPool pool(m_bed->stateDirectory());
    simulator::RepositoryMemory memory(m_bed->stateDirectory(), device, pool);
    require(memory.keep(tuf::snapshotRole, snapshotFile.text()));
    require(memory.keep(tuf::timestampRole, timestampFile.text()));
    require(memory.write());
}

qint64 DeviceRepositoryTest::keptRoot(const fleet::DeviceHandle &device)
{
    simulator::MetadataPool pool(m_bed->stateDirectory());
    simulator::RepositoryMemory memory(m_bed->stateDirectory(), device, pool);
    require(memory.read());
    const auto text = memory.load(tuf::rootRole);
    return text ? require(tuf::Root::fromJson(require(tuf::Envelope::parse(*text)).body())).heading.version : 0;
}

/// Each has said so, and none has installed anything.
void DeviceRepositoryTest::verifyRefused(const UpdateTally &tally, const QString &problem) const
{
    QCOMPARE(tally.problems, (QMap<QString, qint64>{{problem, all()}}));
    QCOMPARE(tally.outcomes, (QMap<QString, qint64>{{u"failed"_s, all()}}));
    QCOMPARE(tally.failures, (QMap<QString, qint64>{{u"verification"_s, all()}}));
    const QDir kept(m_bed->stateDirectory());
    QCOMPARE(kept.entryList({u"*.system.json"_s, u"*.part"_s}, QDir::Files), QStringList());
}

void DeviceRepositoryTest::devicesFindTheirUpdateInTheRepository()
{
    m_bed->start();
    const UpdateTally tally = m_bed->update();
    QVERIFY2(tally.problems.isEmpty(), qPrintable(tally.problems.keys().join(u' ')));
    QCOMPARE(tally.outcomes, (QMap<QString, qint64>{{u"confirmed"_s, all()}}));
    const QDir kept(m_bed->stateDirectory());
    QCOMPARE(kept.entryList({u"*.tuf.json"_s}, QDir::Files).size(), all());
    // One file each, however many devices keep it: root, timestamp, snapshot, targets and the channel.
    QCOMPARE(QDir(kept.filePath(u"metadata"_s)).entryList(QDir::Files).size(), 5);
}

void DeviceRepositoryTest::anOlderRepositoryThanWasSeenIsRefused()
{
    for (const auto &device : m_bed->devices())
        seeTheFuture(device.handle);
    m_bed->start();
    const qsizetype before = m_bed->countOf(u"update.outcome failed"_s);
    verifyRefused(m_bed->update(), u"replayed"_s);
    QCOMPARE(m_bed->countOf(u"update.outcome failed"_s), before + all());
}

void DeviceRepositoryTest::aChannelThatIsNotSoundIsRefused_data()
{
    using Alter = std::function<void(tuf::Targets &)>;
    QTest::addColumn<Alter>("alter");
    QTest::addColumn<bool>("isForged");
    QTest::addColumn<QString>("problem");
    const auto nothing = [](tuf::Targets &) {};
    QTest::newRow("by nobody's key") << Alter(nothing) << true << u"unknown-key"_s;
    QTest::newRow("expired") << Alter([](tuf::Targets &channel) { channel.heading.expires = 1'700'000'000; }) << false
                             << u"clock-out-of-range"_s;
    // The manifest authority's key alone, without what people have signed off.
    QTest::newRow("another length") << Alter([](tuf::Targets &channel) { ++channel.files.first().length; }) << false
                                    << u"body-mismatch"_s;
    QTest::newRow("another hash") << Alter([](tuf::Targets &channel) {
        channel.files.first().hashes.sha256 = QByteArray(32, 'x');
    }) << false << u"body-mismatch"_s;
    QTest::newRow("taken out") << Alter([](tuf::Targets &channel) { channel.files.clear(); }) << false
                               << u"not-found"_s;
}

void DeviceRepositoryTest::aChannelThatIsNotSoundIsRefused()
{
    QFETCH(const std::function<void(tuf::Targets &)>, alter);
    QFETCH(const bool, isForged);
    QFETCH(const QString, problem);
    const auto sound = require(tuf::Targets::fromJson(served(u"limited"_s).body()));
    const auto manifest = m_bed->authority(u"manifest"_s);
    const auto stranger = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    serveChannel(alter, isForged ? *stranger : *manifest);
    m_bed->start();
    verifyRefused(m_bed->update(), problem);
    serveChannel(
        [&sound](tuf::Targets &channel) {
            channel.files = sound.files;
            channel.heading.expires = sound.heading.expires;
        },
        *manifest);
    m_bed->reset();
    m_bed->start();
    QCOMPARE(m_bed->update().outcomes, (QMap<QString, qint64>{{u"confirmed"_s, all()}}));
}

void DeviceRepositoryTest::devicesFollowARotatedRoot()
{
    m_bed->start();
    QCOMPARE(m_bed->update().outcomes, (QMap<QString, qint64>{{u"confirmed"_s, all()}}));
    QCOMPARE(keptRoot(m_bed->devices().front().handle), 1);
    m_bed->release(artifactBytes(40'000, 2), u"system.img"_s, u"2026.11.3"_s);
    m_bed->start();
    m_bed->rotateRoot();
    // Witnesses have not signed yet that governance names it: nobody takes it, and nobody calls that a failure.
    const qsizetype failed = m_bed->countOf(u"update.outcome failed"_s);
    const UpdateTally early = m_bed->update();
    QCOMPARE(early.outcomes, (QMap<QString, qint64>{{u"unreachable"_s, all()}}));
    QCOMPARE(early.problems.keys(), QStringList{u"wrong-deployment"_s});
    QCOMPARE(m_bed->countOf(u"update.outcome failed"_s), failed);
    m_bed->deployment.witness();
    m_bed->deployment.clock.advance(60); // offers are not kept for longer
    const UpdateTally tally = m_bed->update();
    QVERIFY2(tally.problems.isEmpty(), qPrintable(tally.problems.keys().join(u' ')));
    QCOMPARE(tally.outcomes, (QMap<QString, qint64>{{u"confirmed"_s, all()}}));
    for (const auto &device : m_bed->devices())
        QCOMPARE(keptRoot(device.handle), 2);
}

ENIGM_TEST_MAIN(DeviceRepositoryTest)
#include "DeviceRepositoryTest.moc"
