#include "tests/control-plane/ota/tuf/ComposedRepository.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::ota::RepositoryStep;
using controlplane::ota::RootTerms;

/// People sign, and the repository moves when what is served is sound as a whole.
class RepositoryStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_repository = std::make_unique<ComposedRepository>(now);
        m_store = std::make_unique<MemoryStore>();
    }

    void nothingIsServedBeforeAllHaveSigned();
    void aRootWaitsForGovernance();
    void aReleaseIsPublishedWhenTheAuthorityHasSigned();
    void oneKeyOfTwoIsNotEnough();
    void aQuietRepositoryWritesNothing();
    void snapshotAndTimestampAreSignedAgain();
    void whatEndsSoonWaitsForPeople();
    void newManifestKeysComeWithWhatTheySign();
    void aRootNeedsThePeopleOfTheOneBefore();
    void anUnsoundRootIsNotComposed_data();
    void anUnsoundRootIsNotComposed();

private:
    static constexpr qint64 now = 1'790'000'000;
    static constexpr qint64 day = 86'400;
    [[nodiscard]] QString outcome() { return m_repository->outcome(*m_store, m_repository->now); }

    std::unique_ptr<ComposedRepository> m_repository;
    std::unique_ptr<MemoryStore> m_store;
};

void RepositoryStepTest::nothingIsServedBeforeAllHaveSigned()
{
    ComposedRepository &r = *m_repository;
    r.draftRoot();
    r.nameRoot();
    r.step();
    QCOMPARE(r.files.pending.size(), 6); // the root, targets, four channels
    QVERIFY(r.files.served.isEmpty());
    r.sign(u"root"_s, r.rootKeys);
    r.step();
    QVERIFY(r.files.served.isEmpty()); // a root alone would leave clients without targets
    for (const QString &role : {u"targets"_s, u"validation"_s, u"limited"_s, u"stable"_s})
        r.sign(role, r.manifestKeys);
    r.step();
    QVERIFY(r.files.served.isEmpty());
    r.sign(u"security"_s, r.manifestKeys);
    r.step();
    QCOMPARE(r.files.served.size(), 8);
    QVERIFY(r.files.pending.isEmpty());
    QCOMPARE(outcome(), u"nobody vouches"_s);
}

void RepositoryStepTest::aRootWaitsForGovernance()
{
    ComposedRepository &r = *m_repository;
    r.draftRoot();
    r.step();
    r.signAll();
    r.step();
    QVERIFY(r.files.served.isEmpty());
    r.nameRoot();
    r.step();
    QCOMPARE(r.version(u"root"_s), 1);
}

void RepositoryStepTest::aReleaseIsPublishedWhenTheAuthorityHasSigned()
{
    ComposedRepository &r = *m_repository;
    r.begin();
    r.publishFile();
    QCOMPARE(r.version(u"stable"_s), 2);
    QCOMPARE(r.version(u"snapshot"_s), 2);
    QCOMPARE(r.version(u"timestamp"_s), 2);
    QCOMPARE(r.version(u"validation"_s), 1);
    QCOMPARE(outcome(), u"taken"_s);
}

void RepositoryStepTest::oneKeyOfTwoIsNotEnough()
{
    ComposedRepository &r = *m_repository;
    r.begin();
    r.files.pending.insert(u"stable"_s,
                           controlplane::ota::withFile(
                               r.files, u"stable"_s, ComposedRepository::path,
                               {.length = 1, .hashes = {.sha256 = QByteArray(32, 'x'), .sha512 = {}}, .custom = {}},
                               r.now + r.terms.offline)
                               .value());
    r.sign(u"stable"_s, {r.manifestKeys[0]});
    r.step();
    QCOMPARE(r.version(u"stable"_s), 1);
    r.sign(u"stable"_s, {r.manifestKeys[1]});
    r.step();
    QCOMPARE(r.version(u"stable"_s), 2);
}

void RepositoryStepTest::aQuietRepositoryWritesNothing()
{
    ComposedRepository &r = *m_repository;
    r.begin();
    QVERIFY(RepositoryStep::next(r.files, r.ground())->isEmpty());
    r.now += r.terms.timestamp / 2 - 1;
    QVERIFY(RepositoryStep::next(r.files, r.ground())->isEmpty());
}

void RepositoryStepTest::snapshotAndTimestampAreSignedAgain()
{
    ComposedRepository &r = *m_repository;
    r.begin();
    r.publishFile();
    for (int i = 0; i < 30; ++i) {
        r.now += day;
        r.step();
        QCOMPARE(outcome(), u"taken"_s);
    }
    QVERIFY(r.version(u"timestamp"_s) >= 12);
    QVERIFY(r.version(u"snapshot"_s) >= 4 && r.version(u"snapshot"_s) < 10);
}

void RepositoryStepTest::whatEndsSoonWaitsForPeople()
{
    ComposedRepository &r = *m_repository;
    r.begin();
    r.publishFile();
    r.now += r.terms.offline - r.terms.renewal + 1;
    r.step();
    QCOMPARE(r.files.pending.keys(),
             (QStringList{u"limited"_s, u"security"_s, u"stable"_s, u"targets"_s, u"validation"_s}));
    QCOMPARE(outcome(), u"taken"_s); // what is served is still good
    r.signAll();
    r.step();
    QVERIFY(r.files.pending.isEmpty());
    r.now += r.terms.renewal;
    r.step();
    QCOMPARE(outcome(), u"taken"_s);
}

void RepositoryStepTest::newManifestKeysComeWithWhatTheySign()
{
    ComposedRepository &r = *m_repository;
    r.begin();
    r.publishFile();
    QCOMPARE(outcome(), u"taken"_s);
    r.manifestKeys = {ComposedRepository::makeKey(), ComposedRepository::makeKey()};
    r.step();
    QVERIFY(r.files.pending.isEmpty()); // the root does not name them yet
    r.draftRoot();
    r.nameRoot();
    r.step();
    QCOMPARE(r.files.pending.size(), 6);
    r.sign(u"root"_s, r.rootKeys);
    r.step();
    QCOMPARE(r.version(u"root"_s), 1); // with it alone nobody would believe targets
    QCOMPARE(outcome(), u"taken"_s);
    r.signAll();
    r.step();
    QCOMPARE(r.version(u"root"_s), 2);
    QCOMPARE(outcome(), u"taken"_s);
    MemoryStore fresh;
    QCOMPARE(r.outcome(fresh, r.now), u"taken"_s);
}

void RepositoryStepTest::aRootNeedsThePeopleOfTheOneBefore()
{
    ComposedRepository &r = *m_repository;
    r.begin();
    const auto before = std::exchange(r.rootKeys, {ComposedRepository::makeKey(), ComposedRepository::makeKey()});
    r.draftRoot();
    r.nameRoot();
    r.sign(u"root"_s, r.rootKeys);
    r.sign(u"root"_s, {before[0]});
    r.step();
    QCOMPARE(r.version(u"root"_s), 1);
    r.sign(u"root"_s, {before[2]}); // two of three
    r.step();
    QCOMPARE(r.version(u"root"_s), 2);
    r.publishFile();
    QCOMPARE(outcome(), u"taken"_s);
}

void RepositoryStepTest::anUnsoundRootIsNotComposed_data()
{
    QTest::addColumn<int>("keys");
    QTest::addColumn<int>("threshold");
    QTest::addColumn<bool>("isManifests");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("one person") << 1 << 1 << false << u"out-of-range"_s;
    QTest::newRow("one of two") << 2 << 1 << false << u"out-of-range"_s;
    QTest::newRow("three of two") << 2 << 3 << false << u"out-of-range"_s;
    QTest::newRow("a key with two offices") << 2 << 2 << true << u"already-exists"_s;
}

void RepositoryStepTest::anUnsoundRootIsNotComposed()
{
    QFETCH(int, keys);
    QFETCH(int, threshold);
    QFETCH(bool, isManifests);
    QFETCH(QString, refusal);
    ComposedRepository &r = *m_repository;
    r.rootKeys.resize(static_cast<std::size_t>(keys));
    RootTerms terms{.keys = ComposedRepository::publicKeys(r.rootKeys), .threshold = threshold, .expires = now + day};
    if (isManifests)
        terms.keys[0] = r.manifestKeys[0]->publicKey();
    const auto root = controlplane::ota::composeRoot(terms, r.ground().roleKeys(), 1);
    QVERIFY(!root);
    QCOMPARE(problemSlug(root.error().type), refusal);
}

ENIGM_TEST_MAIN(RepositoryStepTest)
#include "RepositoryStepTest.moc"
