#include "contract/ota/tuf/MetadataText.h"
#include "tests/contract/ota/tuf/SmallRepository.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using enigm::test::MemoryStore;
using enigm::test::SmallRepository;
using ota::tuf::Updater;

/// How trust moves from one root to the next (TUF 1.0 section 5.3).
class TufRootsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRootIsRotated();
    void aRootNeedsTheThresholdOfTheOneBefore();
    void aRootNeedsItsOwnThreshold();
    void oneKeyUnderTwoNamesCountsOnce();
    void noVersionIsLeftOut();
    void onlyTheLastRootHasToBeFresh();
    void newOnlineKeysRecoverFromAFastForward();
    void oneRefreshTakesSoManyRoots();
    void governanceNamesEveryRoot();
    void whatIsKeptIsCheckedAgain();
    void whatIsSignedOfARootIsReadAsItIsWritten();

private:
    [[nodiscard]] QString refreshed(const Updater::Options &options = {});
    /// Gives the root new keys, of which two of two sign; answers the old ones.
    std::vector<SmallRepository::Signer> rotate();

    std::unique_ptr<SmallRepository> m_repository;
    std::unique_ptr<MemoryStore> m_store;
};

void TufRootsTest::init()
{
    m_repository = std::make_unique<SmallRepository>();
    m_store = std::make_unique<MemoryStore>();
}

QString TufRootsTest::refreshed(const Updater::Options &options)
{
    Updater updater(m_repository->served, *m_store, SmallRepository::now, options);
    const auto done = updater.refresh(m_repository->firstRoot());
    return done ? u"version %1"_s.arg(updater.trusted().root().heading.version) : problemSlug(done.error().type);
}

std::vector<SmallRepository::Signer> TufRootsTest::rotate()
{
    SmallRepository &r = *m_repository;
    auto old = std::exchange(r.rootKeys, {r.makeKey(), r.makeKey()});
    for (const QString &keyid : r.root.root.keyids)
        r.root.keys.remove(keyid);
    r.root.root = r.roleOf(r.root.keys, r.rootKeys, 2);
    r.nextRoot();
    return old;
}

void TufRootsTest::aRootIsRotated()
{
    QCOMPARE(refreshed(), u"version 1"_s);
    const auto old = rotate();
    m_repository->publishRoot({old[0], old[1], m_repository->rootKeys[0], m_repository->rootKeys[1]});
    QCOMPARE(refreshed(), u"version 2"_s);
    // A device that slept through it walks the chain, and one that did not starts where it stood.
    m_store->kept.clear();
    QCOMPARE(refreshed(), u"version 2"_s);
    m_repository->served.asked.clear();
    QCOMPARE(refreshed(), u"version 2"_s);
    QCOMPARE(m_repository->served.asked.first(), u"3.root.json"_s);
}

void TufRootsTest::aRootNeedsTheThresholdOfTheOneBefore()
{
    const auto old = rotate();
    m_repository->publishRoot({old[0], m_repository->rootKeys[0], m_repository->rootKeys[1]});
    QCOMPARE(refreshed(), u"quorum-missing"_s);
    QVERIFY(!m_store->kept.contains(u"root"_s));
}

void TufRootsTest::aRootNeedsItsOwnThreshold()
{
    const auto old = rotate();
    m_repository->publishRoot({old[0], old[1], m_repository->rootKeys[0]});
    QCOMPARE(refreshed(), u"quorum-missing"_s);
}

void TufRootsTest::oneKeyUnderTwoNamesCountsOnce()
{
    SmallRepository &r = *m_repository;
    const ota::tuf::Key key(r.rootKeys[0]->publicKey());
    r.root.keys.insert(u"another"_s, key);
    r.root.root.keyids = {key.keyid(), u"another"_s};
    ota::tuf::Envelope envelope(r.root.toJson());
    QVERIFY(envelope.sign(*r.rootKeys[0]));
    envelope.add({.keyid = u"another"_s, .bytes = envelope.signatures()[0].bytes});
    const auto begun = ota::tuf::TrustedMetadata::begin(envelope.text(), r.now);
    QVERIFY(!begun);
    QCOMPARE(begun.error().type, ProblemType::QuorumMissing);
}

void TufRootsTest::noVersionIsLeftOut()
{
    SmallRepository &r = *m_repository;
    r.nextRoot();
    r.nextRoot();
    r.publishRoot(r.rootKeys);
    r.served.files.insert(u"2.root.json"_s, r.served.files.take(u"3.root.json"_s));
    QCOMPARE(refreshed(), u"replayed"_s);
}

void TufRootsTest::onlyTheLastRootHasToBeFresh()
{
    SmallRepository &r = *m_repository;
    r.nextRoot();
    r.root.heading.expires = r.now - 1;
    r.publishRoot(r.rootKeys);
    QCOMPARE(refreshed(), u"clock-out-of-range"_s);
    r.nextRoot();
    r.root.heading.expires = r.later;
    r.publishRoot(r.rootKeys);
    QCOMPARE(refreshed(), u"version 3"_s);
}

void TufRootsTest::newOnlineKeysRecoverFromAFastForward()
{
    SmallRepository &r = *m_repository;
    r.timestamp.heading.version = 1'000'000;
    r.snapshot.heading.version = 1'000'000;
    r.publish();
    QCOMPARE(refreshed(), u"version 1"_s);
    r.timestamp.heading.version = r.snapshot.heading.version = 2;
    r.publish();
    QCOMPARE(refreshed(), u"replayed"_s);
    r.snapshotKey = r.makeKey();
    r.root.snapshot = r.roleOf(r.root.keys, {r.snapshotKey}, 1);
    r.nextRoot();
    r.publishRoot(r.rootKeys);
    r.publish();
    QCOMPARE(refreshed(), u"version 2"_s);
}

void TufRootsTest::oneRefreshTakesSoManyRoots()
{
    SmallRepository &r = *m_repository;
    for (int i = 0; i < 4; ++i) {
        r.nextRoot();
        r.publishRoot(r.rootKeys);
    }
    Updater::Options options;
    options.limits.roots = 3;
    QCOMPARE(refreshed(options), u"too-large"_s);
    QCOMPARE(refreshed(options), u"version 5"_s); // what was walked is kept
}

void TufRootsTest::governanceNamesEveryRoot()
{
    SmallRepository &r = *m_repository;
    QList<QByteArray> named;
    Updater::Options options;
    options.pin = [&named](QByteArrayView digest) { return named.contains(digest.toByteArray()); };
    QCOMPARE(refreshed(options), u"wrong-deployment"_s);
    named.append(ota::tuf::Envelope(r.root.toJson()).digest());
    QCOMPARE(refreshed(options), u"version 1"_s);
    r.nextRoot();
    r.publishRoot(r.rootKeys);
    QCOMPARE(refreshed(options), u"wrong-deployment"_s);
    named.append(ota::tuf::Envelope(r.root.toJson()).digest());
    QCOMPARE(refreshed(options), u"version 2"_s);
}

void TufRootsTest::whatIsKeptIsCheckedAgain()
{
    SmallRepository &r = *m_repository;
    r.nextRoot();
    r.publishRoot(r.rootKeys);
    QCOMPARE(refreshed(), u"version 2"_s);
    QByteArray &kept = m_store->kept[u"root"_s];
    kept.replace("\"version\":2", "\"version\":3");
    QCOMPARE(refreshed(), u"bad-signature"_s);
}

/// Its keys are texts of several lines, which what is signed leaves as they are: that is no JSON.
void TufRootsTest::whatIsSignedOfARootIsReadAsItIsWritten()
{
    const json::Value root = m_repository->root.toJson();
    const QByteArray text = ota::tuf::signedText(root);
    QVERIFY(text.contains('\n'));
    const auto read = ota::tuf::parseSignedText(text);
    QVERIFY(read && *read == root);
    for (const QByteArray &other :
         {"{ " + text.sliced(1), QByteArray(text).replace("\n", "\\n"), ota::tuf::metadataText(root)}) {
        const auto refused = ota::tuf::parseSignedText(other);
        QCOMPARE(refused ? QString() : problemSlug(refused.error().type), u"not-canonical"_s);
    }
    QCOMPARE(problemSlug(ota::tuf::parseSignedText(text + '\n').error().type), u"malformed-json"_s);
    QCOMPARE(problemSlug(ota::tuf::parseSignedText(R"({"a":1.5})").error().type), u"out-of-range"_s);
}

ENIGM_TEST_MAIN(TufRootsTest)
#include "TufRootsTest.moc"
