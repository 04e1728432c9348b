#include "tests/contract/ota/tuf/SmallRepository.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using enigm::test::MemoryStore;
using enigm::test::SmallRepository;
using ota::tuf::Updater;

namespace {

/// A device that refreshes and fetches the target, keeping what it saw.
struct Device
{
    MemoryStore store;
    qint64 now = SmallRepository::now;
    ota::tuf::RootPin pin;

    Expected<QByteArray> update(SmallRepository &repository)
    {
        Updater updater(repository.served, store, now, {.limits = {}, .pin = pin});
        if (const auto done = updater.refresh(repository.firstRoot()); !done)
            return std::unexpected(done.error());
        const auto target = updater.find(SmallRepository::path);
        if (!target)
            return std::unexpected(target.error());
        if (!*target)
            return refuse(ProblemType::NotFound);
        return updater.fetch(**target);
    }
};

QString outcome(const Expected<QByteArray> &answer)
{
    if (!answer)
        return problemSlug(answer.error().type);
    return *answer == SmallRepository::content ? u"taken"_s : u"another file"_s;
}

using Attack = std::function<void(SmallRepository &)>;

} // namespace

/// A device that updates from a repository, and the attacks that TUF is made against (section 1.5.2 of it).
class TufUpdaterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTargetIsFoundAndFetched();
    void aSecondRefreshFetchesWhatIsNewOnly();
    void aNewVersionIsTaken();
    void anAttackIsRefused_data();
    void anAttackIsRefused();
    void whatWasSeenIsNotRolledBack_data();
    void whatWasSeenIsNotRolledBack();
    void anExpiredTimestampStillForbidsOlderOnes();
    void aPathThatNobodyVouchesForIsNotFound();
};

void TufUpdaterTest::aTargetIsFoundAndFetched()
{
    SmallRepository repository;
    Device device;
    QCOMPARE(outcome(device.update(repository)), u"taken"_s);
    QCOMPARE(device.store.kept.keys(), (QStringList{u"snapshot"_s, u"stable"_s, u"targets"_s, u"timestamp"_s}));
    QVERIFY(repository.served.asked.contains(u"1.snapshot.json"_s)); // consistent snapshots
}

void TufUpdaterTest::aSecondRefreshFetchesWhatIsNewOnly()
{
    SmallRepository repository;
    Device device;
    QCOMPARE(outcome(device.update(repository)), u"taken"_s);
    repository.served.asked.clear();
    QCOMPARE(outcome(device.update(repository)), u"taken"_s);
    QCOMPARE(repository.served.asked.size(), 3);
    QCOMPARE(repository.served.asked.first(2), (QStringList{u"2.root.json"_s, u"timestamp.json"_s}));
}

void TufUpdaterTest::aNewVersionIsTaken()
{
    SmallRepository repository;
    Device device;
    QCOMPARE(outcome(device.update(repository)), u"taken"_s);
    ++repository.stable.heading.version;
    repository.stable.files.clear();
    repository.nextSnapshot();
    repository.publish();
    QCOMPARE(outcome(device.update(repository)), u"not-found"_s);
}

void TufUpdaterTest::anAttackIsRefused_data()
{
    QTest::addColumn<Attack>("attack");
    QTest::addColumn<QString>("refusal");
    const auto add = [](const char *name, const Attack &attack, const char *refusal) {
        QTest::newRow(name) << attack << QString::fromLatin1(refusal);
    };
    add(
        "expired timestamp",
        [](auto &r) {
            r.timestamp.heading.expires = r.now;
            r.publish();
        },
        "clock-out-of-range");
    add(
        "expired snapshot",
        [](auto &r) {
            r.snapshot.heading.expires = r.now;
            r.publish();
        },
        "clock-out-of-range");
    add(
        "expired targets",
        [](auto &r) {
            r.targets.heading.expires = r.now;
            r.publish();
        },
        "clock-out-of-range");
    add(
        "expired delegated role",
        [](auto &r) {
            r.stable.heading.expires = r.now;
            r.publish();
        },
        "clock-out-of-range");
    add(
        "timestamp by another key",
        [](auto &r) {
            r.timestampKey = r.snapshotKey;
            r.publish();
        },
        "unknown-key");
    add(
        "snapshot by another key",
        [](auto &r) {
            r.snapshotKey = r.timestampKey;
            r.publish();
        },
        "unknown-key");
    add(
        "targets by the channel's key",
        [](auto &r) {
            r.targetsKey = r.stableKey;
            r.publish();
        },
        "unknown-key");
    add(
        "channel by a foreign key",
        [](auto &r) {
            r.stableKey = r.makeKey();
            r.publish();
        },
        "unknown-key");
    add(
        "mixed: snapshot of another day",
        [](auto &r) {
            r.snapshot.heading.expires += 1;
            r.publishBehind(u"1.snapshot.json"_s);
        },
        "body-mismatch");
    add(
        "mixed: channel of another day",
        [](auto &r) {
            r.stable.heading.expires += 10;
            r.publishBehind(u"1.stable.json"_s);
        },
        "body-mismatch");
    add(
        "another version under the right name",
        [](auto &r) {
            r.snapshot.heading.version = 2;
            r.publish();
            r.timestamp.snapshot = {.version = 3, .length = {}, .hashes = {}};
            r.served.files.insert(u"3.snapshot.json"_s, r.served.files.value(u"2.snapshot.json"_s));
            r.served.files.insert(u"timestamp.json"_s, r.signedText(r.timestamp.toJson(), {r.timestampKey}));
        },
        "body-mismatch");
    add(
        "a role that the snapshot leaves out",
        [](auto &r) {
            r.snapshot.roles.remove(u"stable"_s);
            const QByteArray text = r.signedText(r.snapshot.toJson(), {r.snapshotKey});
            r.timestamp.snapshot = ota::tuf::MetaFile::of(1, text);
            r.served.files.insert(u"1.snapshot.json"_s, text);
            r.served.files.insert(u"timestamp.json"_s, r.signedText(r.timestamp.toJson(), {r.timestampKey}));
        },
        "body-mismatch");
    add("a target with a byte changed", [](auto &r) { r.served.targets.first()[3] = '!'; }, "body-mismatch");
    add("a target cut short", [](auto &r) { r.served.targets.first().chop(1); }, "body-mismatch");
    add("a target without an end", [](auto &r) { r.served.targets.first() += QByteArray(1000, '!'); }, "too-large");
    add(
        "a timestamp without an end", [](auto &r) { r.served.files[u"timestamp.json"_s] += QByteArray(20'000, ' '); },
        "too-large");
    add(
        "a signature that nobody asked for",
        [](auto &r) {
            r.served.files.insert(u"timestamp.json"_s,
                                  r.signedText(r.timestamp.toJson(), {r.timestampKey, r.makeKey()}));
        },
        "unknown-key");
}

void TufUpdaterTest::anAttackIsRefused()
{
    QFETCH(Attack, attack);
    QFETCH(QString, refusal);
    SmallRepository repository;
    attack(repository);
    Device device;
    QCOMPARE(outcome(device.update(repository)), refusal);
}

void TufUpdaterTest::whatWasSeenIsNotRolledBack_data()
{
    QTest::addColumn<Attack>("attack");
    const auto add = [](const char *name, const Attack &attack) { QTest::newRow(name) << attack; };
    add("timestamp", [](auto &r) {
        r.timestamp.heading.version = 1;
        r.publish();
    });
    add("snapshot", [](auto &r) {
        r.snapshot.heading.version = 1;
        r.nextTimestamp();
        r.publish();
    });
    add("channel", [](auto &r) {
        r.stable.heading.version = 1;
        r.nextSnapshot();
        r.publish();
    });
    add("channel left out", [](auto &r) {
        r.nextSnapshot();
        r.publish();
        r.snapshot.roles.remove(u"stable"_s);
        const QByteArray text = r.signedText(r.snapshot.toJson(), {r.snapshotKey});
        r.timestamp.snapshot = ota::tuf::MetaFile::of(r.snapshot.heading.version, text);
        r.served.files.insert(u"3.snapshot.json"_s, text);
        r.served.files.insert(u"timestamp.json"_s, r.signedText(r.timestamp.toJson(), {r.timestampKey}));
    });
}

void TufUpdaterTest::whatWasSeenIsNotRolledBack()
{
    QFETCH(Attack, attack);
    SmallRepository repository;
    ++repository.stable.heading.version;
    repository.nextSnapshot();
    repository.publish();
    Device device;
    QCOMPARE(outcome(device.update(repository)), u"taken"_s);
    const auto kept = device.store.kept;
    attack(repository);
    QCOMPARE(outcome(device.update(repository)), u"replayed"_s);
    QCOMPARE(device.store.kept.value(u"snapshot"_s), kept.value(u"snapshot"_s));
    QCOMPARE(device.store.kept.value(u"stable"_s), kept.value(u"stable"_s));
}

void TufUpdaterTest::anExpiredTimestampStillForbidsOlderOnes()
{
    SmallRepository repository;
    repository.timestamp.heading = {.version = 7, .expires = SmallRepository::now + 1};
    repository.publish();
    Device device;
    QCOMPARE(outcome(device.update(repository)), u"taken"_s);
    device.now += 10;
    QCOMPARE(outcome(device.update(repository)), u"clock-out-of-range"_s);
    repository.timestamp.heading = {.version = 6, .expires = SmallRepository::later};
    repository.publish();
    QCOMPARE(outcome(device.update(repository)), u"replayed"_s);
    repository.timestamp.heading.version = 8;
    repository.publish();
    QCOMPARE(outcome(device.update(repository)), u"taken"_s);
}

void TufUpdaterTest::aPathThatNobodyVouchesForIsNotFound()
{
    SmallRepository repository;
    Device device;
    Updater updater(repository.served, device.store, device.now);
    QVERIFY(updater.refresh(repository.firstRoot()));
    const auto target = updater.find(u"validation/1/phone.img"_s);
    QVERIFY(target && !*target);
}

ENIGM_TEST_MAIN(TufUpdaterTest)
#include "TufUpdaterTest.moc"
