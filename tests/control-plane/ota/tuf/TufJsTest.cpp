#include "tests/control-plane/ota/tuf/TufJs.h"

#include "contract/time/Clock.h"
#include "tests/control-plane/ota/tuf/ComposedRepository.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;

namespace tuf = ota::tuf;

namespace {

using Attack = std::function<void(ComposedRepository &)>;

/// A timestamp, or a snapshot under one, by the repository's own keys: whoever holds them online may be the attacker.
void serveOnline(ComposedRepository &r, tuf::Snapshot snapshot, tuf::Timestamp timestamp)
{
    const auto keys = r.ground().keys;
    tuf::Envelope snapshotFile(snapshot.toJson());
    const bool isSigned = snapshotFile.sign(*keys.snapshot).has_value();
    timestamp.snapshot = tuf::MetaFile::of(snapshot.heading.version, snapshotFile.text());
    tuf::Envelope timestampFile(timestamp.toJson());
    if (!isSigned || !timestampFile.sign(*keys.timestamp))
        qFatal("a key in memory does not sign");
    r.served().files.insert(QString::number(snapshot.heading.version) + u".snapshot.json"_s, snapshotFile.text());
    r.served().files.insert(u"timestamp.json"_s, timestampFile.text());
}

template <typename T>
T served(const ComposedRepository &r, const QString &role)
{
    return *controlplane::ota::readRole<T>(controlplane::ota::fileOf(r.files.served, role));
}

} // namespace

/// The repository of the control plane, for our library and for tuf-js, a client that others wrote and that nobody here
/// has changed: both take what is sound, and both refuse each attack.
class TufJsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void bothTakeWhatIsSound();
    void bothFollowARotatedRoot();
    void bothRefuse_data();
    void bothRefuse();

private:
    [[nodiscard]] QString ours() { return m_repository->outcome(*m_store, m_now); }
    [[nodiscard]] QString theirs() { return m_tufJs->outcome(m_repository->served(), ComposedRepository::path); }

    const qint64 m_now = time::SystemClock().now(); // tuf-js knows no other
    std::unique_ptr<ComposedRepository> m_repository;
    std::unique_ptr<MemoryStore> m_store;
    std::unique_ptr<TufJs> m_tufJs;
};

void TufJsTest::initTestCase()
{
    if (const QString missing = TufJs::missing(); !missing.isEmpty())
        QSKIP(qPrintable(u"SKIPPED WHOLE TEST: %1 is not here"_s.arg(missing)));
}

/// Both have taken the release, and know what they have seen.
void TufJsTest::init()
{
    m_repository = std::make_unique<ComposedRepository>(m_now);
    m_repository->begin();
    m_repository->publishFile();
    m_store = std::make_unique<MemoryStore>();
    m_tufJs = std::make_unique<TufJs>(m_repository->firstRoot());
    QCOMPARE(ours(), u"taken"_s);
    QCOMPARE(theirs(), u"taken"_s);
}

void TufJsTest::bothTakeWhatIsSound()
{
    QCOMPARE(m_tufJs->downloaded(), ComposedRepository::content);
    QCOMPARE(ours(), u"taken"_s);
    QCOMPARE(theirs(), u"taken"_s);
}

void TufJsTest::bothFollowARotatedRoot()
{
    ComposedRepository &r = *m_repository;
    const auto before = std::exchange(r.rootKeys, {ComposedRepository::makeKey(), ComposedRepository::makeKey()});
    r.draftRoot();
    r.nameRoot();
    r.sign(u"root"_s, before);
    r.sign(u"root"_s, r.rootKeys);
    r.step();
    QCOMPARE(r.version(u"root"_s), 2);
    QCOMPARE(ours(), u"taken"_s);
    QCOMPARE(theirs(), u"taken"_s);
}

void TufJsTest::bothRefuse_data()
{
    QTest::addColumn<Attack>("attack");
    QTest::addColumn<QString>("ourRefusal");
    QTest::addColumn<QString>("theirRefusal"); // a part of what it says
    QTest::newRow("a root that the one before did not sign") << Attack([](ComposedRepository &r) {
        r.rootKeys = {ComposedRepository::makeKey(), ComposedRepository::makeKey()};
        r.draftRoot();
        r.sign(u"root"_s, r.rootKeys);
        r.served().files.insert(u"2.root.json"_s, r.files.pending.find(u"root"_s)->text());
    }) << u"quorum-missing"_s << u"was signed by"_s;
    QTest::newRow("an expired timestamp") << Attack([](ComposedRepository &r) {
        auto timestamp = served<tuf::Timestamp>(r, tuf::timestampRole);
        timestamp.heading = {.version = timestamp.heading.version + 1, .expires = r.now - 1};
        serveOnline(r, served<tuf::Snapshot>(r, tuf::snapshotRole), timestamp);
    }) << u"clock-out-of-range"_s << u"timestamp.json is expired"_s;
    QTest::newRow("a rolled-back snapshot") << Attack([](ComposedRepository &r) {
        auto snapshot = served<tuf::Snapshot>(r, tuf::snapshotRole);
        auto timestamp = served<tuf::Timestamp>(r, tuf::timestampRole);
        ++timestamp.heading.version;
        ++snapshot.heading.version;
        snapshot.roles[u"stable"_s] = tuf::MetaFile::of(1, r.served().files.value(u"1.stable.json"_s));
        serveOnline(r, snapshot, timestamp);
    }) << u"replayed"_s << u"less than current version"_s;
    QTest::newRow("a mixed repository") << Attack([](ComposedRepository &r) {
        auto snapshot = served<tuf::Snapshot>(r, tuf::snapshotRole);
        auto timestamp = served<tuf::Timestamp>(r, tuf::timestampRole);
        ++timestamp.heading.version;
        ++snapshot.heading.version;
        snapshot.roles[u"stable"_s].version = 3;
        r.served().files.insert(u"3.stable.json"_s, r.served().files.value(u"1.stable.json"_s));
        serveOnline(r, snapshot, timestamp);
    }) << u"body-mismatch"_s << u"Expected length"_s;
    QTest::newRow("a wrong length") << Attack([](ComposedRepository &r) { r.served().targets.first().chop(1); })
                                    << u"body-mismatch"_s << u"Expected length"_s;
    QTest::newRow("a wrong hash") << Attack([](ComposedRepository &r) { r.served().targets.first()[0] = '!'; })
                                  << u"body-mismatch"_s << u"Expected hash"_s;
}

void TufJsTest::bothRefuse()
{
    QFETCH(Attack, attack);
    attack(*m_repository);
    QTEST(ours(), "ourRefusal");
    QFETCH(QString, theirRefusal);
    const QString said = theirs();
    QVERIFY2(said.startsWith("Error: "_L1) && said.contains(theirRefusal), qPrintable(said));
    QVERIFY(m_tufJs->downloaded().isEmpty() || m_tufJs->downloaded() != ComposedRepository::content);
}

ENIGM_TEST_MAIN(TufJsTest)
#include "TufJsTest.moc"
