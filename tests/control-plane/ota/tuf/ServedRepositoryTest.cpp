#include "contract/encoding/Base64Url.h"
#include "control-plane/store/Reader.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/control-plane/ota/UpdateBed.h"
#include "tests/control-plane/ota/tuf/TufJs.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;

namespace tuf = ota::tuf;

namespace {

/// A device's way to the repository: mutual TLS, with its own certificate.
class DeviceFetcher final : public tuf::Fetcher
{
public:
    DeviceFetcher(TestDeployment &deployment, fleet::DeviceHandle device)
        : m_deployment(deployment)
        , m_device(std::move(device))
    {}

    [[nodiscard]] Expected<QByteArray> metadata(const QString &file, qint64 most) override
    {
        return get(u"/tuf/"_s + file, most);
    }
    [[nodiscard]] Expected<QByteArray> target(const QString &path, qint64 most) override
    {
        return get(u"/tuf/targets/"_s + path, most);
    }

private:
    [[nodiscard]] Expected<QByteArray> get(const QString &path, qint64 most)
    {
        const auto reply = m_deployment.ask(m_device, "GET"_ba, path.toUtf8());
        if (!reply)
            return refuse(ProblemType::Unreachable);
        if (reply->status != 200)
            return refuse(reply->status == 404 ? ProblemType::NotFound : ProblemType::DeviceRefused);
        return reply->body.size() > most ? Expected<QByteArray>(refuse(ProblemType::TooLarge)) : reply->body;
    }

    TestDeployment &m_deployment;
    fleet::DeviceHandle m_device;
};

/// One refresh of a device.
class Client
{
public:
    /// A device has no root of its own: it takes the first that is served, because governance names it.
    Client(TestDeployment &deployment, const fleet::DeviceHandle &device, MemoryStore &store)
        : m_fetcher(deployment, device)
        , m_updater(
              m_fetcher, store, deployment.clock.now(),
              {.limits = {}, .pin = [directory = deployment.plane().governance().directory()](QByteArrayView digest) {
                   return directory->hasNamedTufRoot(digest);
               }})
    {}

    [[nodiscard]] Expected<tuf::Updater::Target> find(const QString &path)
    {
        const QByteArray root = require(m_fetcher.metadata(u"1.root.json"_s, tuf::Limits().rootBytes));
        if (const auto done = m_updater.refresh(root); !done)
            return std::unexpected(done.error());
        auto target = m_updater.find(path);
        if (!target)
            return std::unexpected(target.error());
        return *target ? Expected<tuf::Updater::Target>(std::move(**target)) : refuse(ProblemType::NotFound);
    }
    [[nodiscard]] Expected<QByteArray> take(const QString &path)
    {
        const auto target = find(path);
        return target ? m_updater.fetch(*target) : std::unexpected(target.error());
    }

private:
    DeviceFetcher m_fetcher;
    tuf::Updater m_updater;
};

} // namespace

/// The update repository of a deployment, as its devices find it.
class ServedRepositoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSampleIsFoundedWithARepository();
    void aReleaseIsPublishedAndFound();
    void onlyWhoIsOfferedATargetFetchesIt();
    void tufJsTakesItToo();
    void aPartOfATargetIsServed();
    void onlyDevicesThatAreServedMayAsk();
    void aReleaseThatLacksASignatureIsNotPublished();
    void aForeignSignatureIsNotTaken();
    void everyOperatorReadsAndReleaseManagersKeepIt();
    void allWaysToATargetShareItsRate();
    void nobodyFetchesWhatIsPaused();

private:
    [[nodiscard]] TestDeployment &deployment() { return m_bed->deployment; }
    [[nodiscard]] Expected<void> publish(const QString &release)
    {
        return m_bed->repository().publish(u"limited"_s, release);
    }
    /// What the refreshed metadata says of the target.
    [[nodiscard]] Expected<tuf::Updater::Target> find() { return Client(deployment(), m_device, m_store).find(m_path); }
    /// The same, downloaded.
    [[nodiscard]] Expected<QByteArray> take() { return Client(deployment(), m_device, m_store).take(m_path); }
    /// Where the target is served.
    [[nodiscard]] QByteArray served() const;
    /// Of this device for that: "200", or the slug of the problem.
    [[nodiscard]] QByteArray fetch(const fleet::DeviceHandle &device, const QByteArray &path,
                                   const QByteArray &fields = {});
    /// The device asks what it is offered, and is.
    void offer(const fleet::DeviceHandle &device);

    static inline const QString unsignedRelease = u"0197f9a0-0000-7000-8000-000000000002"_s;
    std::unique_ptr<UpdateBed> m_bed;
    fleet::DeviceHandle m_device;
    fleet::DeviceHandle m_other;
    MemoryStore m_store;
    QByteArray m_artifact;
    QString m_release;
    QString m_path;
};

void ServedRepositoryTest::initTestCase()
{
    m_bed = std::make_unique<UpdateBed>();
    m_device = m_bed->devices()[0].handle;
    m_other = m_bed->devices()[1].handle;
    m_artifact = artifactBytes(300'000);
    m_bed->prepare(m_artifact, u"system.img"_s, u"2026.11.2"_s);
    m_release = m_bed->manifest().release;
    m_path = u"limited/"_s + m_release + u"/system.img"_s;
    ReleaseDesk desk(deployment().plane().releases(), deployment().person(u"release-manager-1"_s).id);
    require(desk.begin(importOf(m_artifact, unsignedRelease)));
    require(desk.sendAll(unsignedRelease, m_artifact));
}

QByteArray ServedRepositoryTest::served() const
{
    return "/tuf/targets/limited/" + m_release.toLatin1() + '/' + signing::sha256(m_artifact).toHex() + ".system.img";
}

QByteArray ServedRepositoryTest::fetch(const fleet::DeviceHandle &device, const QByteArray &path,
                                       const QByteArray &fields)
{
    const auto reply = deployment().ask(device, "GET"_ba, path, {}, fields);
    if (!reply)
        return "unreachable"_ba;
    return reply->status / 100 == 2 ? QByteArray::number(reply->status) : reply->problem();
}

void ServedRepositoryTest::offer(const fleet::DeviceHandle &device)
{
    QCOMPARE(fetch(device, "/device/v1/update"_ba), "200"_ba);
}

void ServedRepositoryTest::aSampleIsFoundedWithARepository()
{
    QVERIFY(m_bed->repository().pending().empty());
    const auto status = require(deployment().plane().updateMetadata().status());
    QCOMPARE(status.roles.size(), std::size_t(8));
    QCOMPARE(status.roots.size(), std::size_t(1));
    QVERIFY(!status.roots[0].change); // leaf 0 names it
    QCOMPARE(status.roots[0].digest, *deployment().plane().governance().directory()->founding().tufRoot);
    QCOMPARE(outcomeOf(find()), u"not-found"_s); // and nothing is published
    const auto again = tuf::RepositoryStatus::fromJson(status.toJson());
    QVERIFY(again && *again == status);
}

void ServedRepositoryTest::aReleaseIsPublishedAndFound()
{
    require(publish(m_release));
    QCOMPARE(m_bed->repository().pending().size(), std::size_t(1));
    QCOMPARE(outcomeOf(find()), u"not-found"_s); // the authority has yet to sign
    require(m_bed->repository().sign(u"limited"_s, *m_bed->authority(u"manifest"_s)));
    QVERIFY(m_bed->repository().pending().empty());
    const auto target = require(find());
    QCOMPARE(target.role, u"limited"_s);
    QCOMPARE(target.file.custom, json::Value(json::Object{{"release"_L1, m_release}}));
    const auto reader = require(deployment().plane().database().read());
    QCOMPARE(require(reader->releases.publications(m_release)).size(), std::size_t(1));
    QCOMPARE(outcomeOf(publish(m_release)), u"already-exists"_s);
}

void ServedRepositoryTest::onlyWhoIsOfferedATargetFetchesIt()
{
    // Published is not offered.
    QCOMPARE(outcomeOf(take()), u"not-found"_s);
    m_bed->start();
    QCOMPARE(outcomeOf(take()), u"not-found"_s);
    offer(m_device);
    QVERIFY(require(take()) == m_artifact);
    QCOMPARE(fetch(m_other, served()), "not-found"_ba);
    offer(m_other);
    QCOMPARE(fetch(m_other, served()), "200"_ba);
}

void ServedRepositoryTest::tufJsTakesItToo()
{
    if (const QString missing = TufJs::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing + u" is not here"_s));
    DeviceFetcher fetcher(deployment(), m_device);
    TufJs tufJs(require(fetcher.metadata(u"1.root.json"_s, tuf::Limits().rootBytes)));
    const QUrl url(deployment().server().deviceUrl() + u"/tuf"_s);
    const QByteArray &certificate = deployment().plane().keys().tlsCertificate;
    QCOMPARE(tufJs.outcome(url, deployment().identity(m_device), certificate, m_path), u"taken"_s);
    QCOMPARE(tufJs.downloaded(), m_artifact);
    // It is a device as any: what nobody offers it, it does not get.
    QCOMPARE(tufJs.outcome(url, m_bed->devices()[2], certificate, m_path), u"Error: Failed to download"_s);
}

void ServedRepositoryTest::aPartOfATargetIsServed()
{
    const QByteArray etag = '"' + encoding::toBase64Url(signing::sha256(m_artifact)) + '"';
    const auto part =
        deployment().ask(m_device, "GET"_ba, served(), {}, "Range: bytes=100000-199999\r\nIf-Range: " + etag + "\r\n");
    QVERIFY(part);
    QCOMPARE(part->status, 206);
    QVERIFY(part->body == m_artifact.sliced(100'000, 100'000));
    // Of what it has begun of another file no part is wanted.
    QCOMPARE(fetch(m_device, served(), "Range: bytes=100000-199999\r\nIf-Range: \"other\"\r\n"), "200"_ba);
}

void ServedRepositoryTest::onlyDevicesThatAreServedMayAsk()
{
    const auto revoked = deployment().devices(fleet::DeviceState::Revoked).leaves().front().handle;
    for (const QByteArray &path : {"/tuf/timestamp.json"_ba, served()})
        QCOMPARE(fetch(revoked, path), "device-refused"_ba);
    for (const QByteArray &path : {"/tuf/7.root.json"_ba, "/tuf/root.json"_ba, "/tuf/1.timestamp.json"_ba,
                                   "/tuf/targets/stable/a/b.c"_ba, "/tuf/targets/stable"_ba})
        QCOMPARE(fetch(m_device, path), "not-found"_ba);
}

void ServedRepositoryTest::aReleaseThatLacksASignatureIsNotPublished()
{
    QCOMPARE(outcomeOf(publish(unsignedRelease)), u"target-state"_s);
    QCOMPARE(outcomeOf(publish(u"0197f9a0-0000-7000-8000-000000000009"_s)), u"not-found"_s);
    QVERIFY(m_bed->repository().pending().empty());
}

void ServedRepositoryTest::aForeignSignatureIsNotTaken()
{
    // A release manager's own key says nothing here, and neither does one of nobody.
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto other = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    require(m_bed->repository().draftRoot({.keys = {key->publicKey(), other->publicKey()},
                                           .threshold = 2,
                                           .expires = deployment().clock.now() + 90 * 86'400}));
    QCOMPARE(m_bed->repository().pending().size(), std::size_t(1));
    QCOMPARE(outcomeOf(m_bed->repository().sign(u"root"_s, *m_bed->authority(u"manifest"_s))), u"unknown-key"_s);
    require(m_bed->repository().sign(u"root"_s, *key));
    require(m_bed->repository().sign(u"root"_s, *other));
    // Neither those of the root before nor governance have agreed.
    QCOMPARE(require(deployment().plane().updateMetadata().status()).roots.size(), std::size_t(1));
    QCOMPARE(outcomeOf(find()), u"accepted"_s);
}

void ServedRepositoryTest::everyOperatorReadsAndReleaseManagersKeepIt()
{
    TestConsole approver(deployment(), u"approver-1"_s);
    TestConsole manager(deployment(), u"release-manager-1"_s);
    for (TestConsole *console : {&approver, &manager}) {
        QVERIFY(tuf::RepositoryStatus::fromJson(console->getJson("/v1/trust/update")));
        QCOMPARE(console->get("/v1/tuf/pending").status, 200);
    }
    const auto publication = [this](const QByteArray &channel) {
        return R"({"channel":")" + channel + R"(","release":")" + m_release.toLatin1() + R"("})";
    };
    const auto publishing = [&publication](TestConsole &console, const QByteArray &channel) {
        return console.send({.method = "POST", .target = "/v1/tuf/publications", .body = publication(channel)});
    };
    QCOMPARE(slugOf(publishing(approver, "limited")), "not-permitted"_ba);
    QCOMPARE(slugOf(publishing(manager, "limited")), "already-exists"_ba);
    const RawReply elsewhere = publishing(manager, "stable");
    QCOMPARE(elsewhere.status, 200);
    QCOMPARE(memberOf(elsewhere, "version"_L1), json::Value(2));
}

void ServedRepositoryTest::allWaysToATargetShareItsRate()
{
    constexpr auto chunk = "Range: bytes=0-65535\r\n";
    m_bed->start(ota::RolloutPlan::leastRate);
    offer(m_device);
    offer(m_other);
    QCOMPARE(fetch(m_device, served(), chunk), "206"_ba);
    // That was a minute's worth.
    QCOMPARE(fetch(m_device, served(), chunk), "rate-limited"_ba);
    QCOMPARE(fetch(m_other, served(), chunk), "rate-limited"_ba);
    const QByteArray digest = encoding::toBase64Url(signing::sha256(m_artifact));
    QCOMPARE(fetch(m_other, "/device/v1/artifacts/" + digest, chunk), "rate-limited"_ba);
}

void ServedRepositoryTest::nobodyFetchesWhatIsPaused()
{
    const auto &device = m_bed->devices()[3].handle;
    offer(device);
    QCOMPARE(fetch(device, served()), "rate-limited"_ba);
    m_bed->pause();
    QCOMPARE(fetch(device, served()), "not-found"_ba);
    // The rollout before it runs, and has offered it to this one.
    QCOMPARE(fetch(m_other, served()), "200"_ba);
}

ENIGM_TEST_MAIN(ServedRepositoryTest)
#include "ServedRepositoryTest.moc"
