#include "simulator/device/TargetSearch.h"

#include "contract/signing/Secret.h"
#include "tests/contract/ota/tuf/SmallRepository.h"
#include "tests/support/LogGuard.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::simulator;
using test::SmallRepository;

namespace {

using Attack = std::function<void(SmallRepository &)>;

/// A device that asks this repository, and after each time is started anew with what it keeps.
class Device
{
public:
    explicit Device(SmallRepository &repository)
        : m_repository(repository)
    {}

    qint64 now = SmallRepository::now;
    QByteArray content = SmallRepository::content; ///< as the manifest has it
    ota::tuf::RootPin pin = [](QByteArrayView) { return true; };
    bool isCutOff = false;
    bool isRefusal = false;
    QString servedAt;

    /// "found", or the slug of the problem.
    QString search()
    {
        MetadataPool pool(m_folder.path());
        RepositoryMemory memory(m_folder.path(), m_handle, pool);
        if (const auto read = memory.read(); !read)
            return problemSlug(read.error().type);
        QObject owner;
        TargetSearch search(
            [this, &owner](const QString &file, qint64 most, const std::function<void(const Reply &)> &answer) {
                QMetaObject::invokeMethod(
                    &owner, [answer, reply = replyFor(file, most)] { answer(reply); }, Qt::QueuedConnection);
            },
            memory,
            {.target = SmallRepository::path,
             .artifact = {.digest = signing::sha256(content), .length = content.size(), .name = u"phone.img"_s},
             .pin = pin,
             .now = now},
            nullptr);
        QEventLoop loop;
        std::optional<Problem> ended;
        QObject::connect(&search, &TargetSearch::finished, &loop, [&](const std::optional<Problem> &problem) {
            ended = problem;
            loop.quit();
        });
        search.start();
        loop.exec();
        isRefusal = search.isRefusal();
        servedAt = search.servedAt();
        return ended ? problemSlug(ended->type) : u"found"_s;
    }
    [[nodiscard]] QStringList kept() const { return QDir(m_folder.filePath(u"metadata"_s)).entryList(QDir::Files); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    [[nodiscard]] Reply replyFor(const QString &file, qint64 most)
    {
        if (isCutOff)
            return Reply::failed({ProblemType::Unreachable, u"The line is dead."_s});
        const auto text = m_repository.served.metadata(file, most);
        if (text)
            return {.outcome = Reply::Outcome::Answered, .body = *text, .problem = {}, .status = 200};
        if (text.error().type != ProblemType::NotFound)
            return Reply::failed(text.error());
        return {.outcome = Reply::Outcome::Refused, .body = {}, .problem = text.error()};
    }

    SmallRepository &m_repository;
    QTemporaryDir m_folder;
    const fleet::DeviceHandle m_handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {'d'});
};

} // namespace

/// A device looks up its update in the repository, by the client of the contract, and remembers what it saw.
class TargetSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTargetIsFoundByItsConsistentName();
    void whatIsKnownIsNotFetchedAgain();
    void otherBytesThanTheManifestsAreRefused();
    void aRepositoryThatIsNotSoundIsRefused_data();
    void aRepositoryThatIsNotSoundIsRefused();
    void whatWasSeenBeforeARestartIsNotRolledBack_data();
    void whatWasSeenBeforeARestartIsNotRolledBack();
    void rootsAreFollowedThatGovernanceNames();
    void aDeadLineAccusesNobody();
    void whatRottedOnTheDeviceIsNoticed();
};

void TargetSearchTest::aTargetIsFoundByItsConsistentName()
{
    SmallRepository repository;
    Device device(repository);
    QCOMPARE(device.search(), u"found"_s);
    QVERIFY(repository.served.targets.contains(device.servedAt));
    QCOMPARE(device.kept().size(), 5); // root, timestamp, snapshot, targets and the channel
}

void TargetSearchTest::whatIsKnownIsNotFetchedAgain()
{
    SmallRepository repository;
    Device device(repository);
    QCOMPARE(device.search(), u"found"_s);
    QCOMPARE(repository.served.asked, (QStringList{u"1.root.json"_s, u"2.root.json"_s, u"timestamp.json"_s,
                                                   u"1.snapshot.json"_s, u"1.targets.json"_s, u"1.stable.json"_s}));
    repository.served.asked.clear();
    QCOMPARE(device.search(), u"found"_s);
    QCOMPARE(repository.served.asked, (QStringList{u"2.root.json"_s, u"timestamp.json"_s}));
}

void TargetSearchTest::otherBytesThanTheManifestsAreRefused()
{
    SmallRepository repository;
    Device device(repository);
    device.content[0] = '!';
    QCOMPARE(device.search(), u"body-mismatch"_s);
    QVERIFY(device.isRefusal);
    device.content = SmallRepository::content + '!';
    QCOMPARE(device.search(), u"body-mismatch"_s);
    // Nor is there a second hash that the manifest does not know.
    repository.stable.files[SmallRepository::path].hashes.sha512 = QByteArray(64, 'h');
    ++repository.stable.heading.version;
    repository.nextSnapshot();
    repository.publish();
    device.content = SmallRepository::content;
    QCOMPARE(device.search(), u"body-mismatch"_s);
}

void TargetSearchTest::aRepositoryThatIsNotSoundIsRefused_data()
{
    QTest::addColumn<Attack>("attack");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const Attack &attack, const QString &problem) {
        QTest::newRow(name) << attack << problem;
    };
    row(
        "an expired timestamp",
        [](SmallRepository &r) {
            r.timestamp.heading.expires = SmallRepository::now;
            r.publish();
        },
        u"clock-out-of-range"_s);
    row(
        "an expired channel",
        [](SmallRepository &r) {
            r.stable.heading.expires = SmallRepository::now;
            r.publish();
        },
        u"clock-out-of-range"_s);
    row(
        "a channel by a foreign key",
        [](SmallRepository &r) {
            r.stableKey = SmallRepository::makeKey();
            r.publish();
        },
        u"unknown-key"_s);
    row(
        "a snapshot of another day",
        [](SmallRepository &r) {
            ++r.snapshot.heading.expires;
            r.publishBehind(u"1.snapshot.json"_s);
        },
        u"body-mismatch"_s);
    row(
        "a timestamp without an end",
        [](SmallRepository &r) { r.served.files[u"timestamp.json"_s] += QByteArray(20'000, ' '); }, u"too-large"_s);
    row("no timestamp", [](SmallRepository &r) { r.served.files.remove(u"timestamp.json"_s); }, u"not-found"_s);
    row("no repository", [](SmallRepository &r) { r.served.files.clear(); }, u"not-found"_s);
    row(
        "nobody vouches for it",
        [](SmallRepository &r) {
            r.stable.files.clear();
            r.publish();
        },
        u"not-found"_s);
}

void TargetSearchTest::aRepositoryThatIsNotSoundIsRefused()
{
    QFETCH(const Attack, attack);
    QFETCH(const QString, problem);
    SmallRepository repository;
    attack(repository);
    Device device(repository);
    QCOMPARE(device.search(), problem);
    QVERIFY(device.isRefusal);
}

void TargetSearchTest::whatWasSeenBeforeARestartIsNotRolledBack_data()
{
    QTest::addColumn<Attack>("attack");
    QTest::newRow("timestamp") << Attack([](SmallRepository &r) {
        r.timestamp.heading.version = 1;
        r.publish();
    });
    QTest::newRow("snapshot") << Attack([](SmallRepository &r) {
        r.snapshot.heading.version = 1;
        r.nextTimestamp();
        r.publish();
    });
    QTest::newRow("channel") << Attack([](SmallRepository &r) {
        r.stable.heading.version = 1;
        r.nextSnapshot();
        r.publish();
    });
}

void TargetSearchTest::whatWasSeenBeforeARestartIsNotRolledBack()
{
    QFETCH(const Attack, attack);
    SmallRepository repository;
    ++repository.stable.heading.version;
    repository.nextSnapshot();
    repository.publish();
    Device device(repository);
    QCOMPARE(device.search(), u"found"_s);
    attack(repository);
    for (int start = 0; start < 2; ++start) { // it does not give in the second time
        QCOMPARE(device.search(), u"replayed"_s);
        QVERIFY(device.isRefusal);
    }
    // A device that has seen nothing cannot know.
    Device other(repository);
    QCOMPARE(other.search(), u"found"_s);
}

void TargetSearchTest::rootsAreFollowedThatGovernanceNames()
{
    SmallRepository repository;
    Device device(repository);
    const QByteArray first = ota::tuf::Envelope(repository.root.toJson()).digest();
    device.pin = [first](QByteArrayView digest) { return digest == first; };
    QCOMPARE(device.search(), u"found"_s);
    repository.nextRoot();
    repository.publishRoot(repository.rootKeys);
    QCOMPARE(device.search(), u"wrong-deployment"_s); // its people have signed it, and nobody else was asked
    QVERIFY(device.isRefusal);
    const QByteArray second = ota::tuf::Envelope(repository.root.toJson()).digest();
    device.pin = [first, second](QByteArrayView digest) { return digest == first || digest == second; };
    QCOMPARE(device.search(), u"found"_s);
    repository.served.asked.clear();
    QCOMPARE(device.search(), u"found"_s);
    QCOMPARE(repository.served.asked.front(), u"3.root.json"_s); // from the one that it keeps
}

void TargetSearchTest::aDeadLineAccusesNobody()
{
    SmallRepository repository;
    Device device(repository);
    device.isCutOff = true;
    QCOMPARE(device.search(), u"unreachable"_s);
    QVERIFY(!device.isRefusal);
    device.isCutOff = false;
    QCOMPARE(device.search(), u"found"_s);
}

void TargetSearchTest::whatRottedOnTheDeviceIsNoticed()
{
    SmallRepository repository;
    Device device(repository);
    QCOMPARE(device.search(), u"found"_s);
    QFile file(device.path(u"metadata/"_s + device.kept().front()));
    QVERIFY(file.open(QIODevice::Append));
    file.write(" ");
    file.close();
    QCOMPARE(device.search(), u"body-mismatch"_s);
}

ENIGM_TEST_MAIN(TargetSearchTest)
#include "TargetSearchTest.moc"
