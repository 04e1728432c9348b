#include "contract/json/JsonParser.h"
#include "contract/ota/tuf/MetadataText.h"
#include "contract/signing/LockedKey.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/control-plane/ota/tuf/TufJs.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::ota::TufRepository;
using controlplane::store::Transaction;

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

} // namespace

/// The update repository of a deployment, as its devices find it.
class ServedRepositoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSampleIsFoundedWithARepository();
    void aReleaseIsPublishedAndTaken();
    void tufJsTakesItToo();
    void onlyDevicesThatAreServedMayAsk();
    void aReleaseThatLacksASignatureIsNotPublished();
    void aForeignSignatureIsNotTaken();
    void everyOperatorReadsAndReleaseManagersKeepIt();

private:
    [[nodiscard]] TufRepository &repository() { return m_deployment->plane().updateRepository(); }
    [[nodiscard]] std::vector<tuf::PendingRole> pending()
    {
        return require(m_deployment->plane().updateMetadata().pending());
    }
    void importRelease(const QString &id, bool isSigned);
    [[nodiscard]] Expected<void> publish(const QString &release);
    [[nodiscard]] Expected<void> sign(const tuf::PendingRole &role, const signing::Signer &key);
    [[nodiscard]] Expected<tuf::Updater::Target> find();
    [[nodiscard]] QString operatorId() { return m_deployment->person(u"release-manager-1"_s).id; }

    static inline const QString release = u"0197f9a0-0000-7000-8000-000000000001"_s;
    static inline const QString unsignedRelease = u"0197f9a0-0000-7000-8000-000000000002"_s;
    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<signing::Signer> m_manifest;
    fleet::DeviceHandle m_device;
    MemoryStore m_store;
    QByteArray m_artifact;
    QString m_path;
};

void ServedRepositoryTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(60); // of which one is revoked
    m_device = m_deployment->devices(fleet::DeviceState::Trusted).leaves().front().handle;
    const QByteArray file = readFile(m_deployment->directory() + u"/sample/authorities/manifest.json"_s);
    const auto key = require(signing::LockedKey::fromJson(require(json::parse(file))));
    m_manifest = require(key->unlock(signing::Secret(QByteArrayView("sample"))));
    m_artifact = artifactBytes(300'000);
    importRelease(release, true);
    importRelease(unsignedRelease, false);
}

void ServedRepositoryTest::importRelease(const QString &id, bool isSigned)
{
    auto &plane = m_deployment->plane();
    ReleaseDesk desk(plane.releases(), operatorId());
    const auto import = importOf(m_artifact, id);
    require(desk.begin(import));
    require(desk.sendAll(id, m_artifact));
    if (!isSigned)
        return;
    // What the authorities sign is tested where they do.
    const auto changes = require(require(plane.database().read())->changes.page({}, std::nullopt, 2));
    std::size_t next = 0;
    for (const auto authority : {operators::SigningAuthority::Manifest, operators::SigningAuthority::Production}) {
        require(plane.writer().submitAndWait([&](Transaction &transaction) {
            return transaction.releases.addSignature({.release = id,
                                                      .authority = authority,
                                                      .jws = "a.b.c"_ba,
                                                      .key = QString(43, u'A'),
                                                      .change = changes.at(next++).id,
                                                      .signedAt = m_deployment->clock.now()},
                                                     plane.sequencer().nextCursor());
        }));
    }
    m_path = u"stable/"_s + id + u'/' + import.manifest.artifact.name;
}

Expected<void> ServedRepositoryTest::publish(const QString &id)
{
    std::promise<Expected<void>> answer;
    repository().publish(
        operatorId(), {.channel = u"stable"_s, .release = id},
        [](Transaction &, const tuf::Envelope &) { return Expected<void>(); },
        [&answer](const Expected<void> &done) { answer.set_value(done); });
    return answer.get_future().get();
}

Expected<void> ServedRepositoryTest::sign(const tuf::PendingRole &role, const signing::Signer &key)
{
    std::promise<Expected<void>> answer;
    repository().sign(
        operatorId(),
        {.role = role.role,
         .version = role.version,
         .keyid = tuf::Key(key.publicKey()).keyid(),
         .bytes = require(tuf::signWith(key, tuf::signedText(role.body)))},
        [](Transaction &, const tuf::Envelope &) { return Expected<void>(); },
        [&answer](const Expected<void> &done) { answer.set_value(done); });
    return answer.get_future().get();
}

Expected<tuf::Updater::Target> ServedRepositoryTest::find()
{
    DeviceFetcher fetcher(*m_deployment, m_device);
    // A device has no root of its own: it takes the first that is served, because governance names it.
    const auto directory = m_deployment->plane().governance().directory();
    tuf::Updater updater(
        fetcher, m_store, m_deployment->clock.now(),
        {.limits = {}, .pin = [directory](QByteArrayView digest) { return directory->hasNamedTufRoot(digest); }});
    const QByteArray root = require(fetcher.metadata(u"1.root.json"_s, tuf::Limits().rootBytes));
    if (const auto done = updater.refresh(root); !done)
        return std::unexpected(done.error());
    auto target = updater.find(m_path);
    if (!target)
        return std::unexpected(target.error());
    if (!*target)
        return refuse(ProblemType::NotFound);
    if (const auto bytes = updater.fetch(**target); !bytes)
        return std::unexpected(bytes.error());
    return std::move(**target);
}

void ServedRepositoryTest::aSampleIsFoundedWithARepository()
{
    QVERIFY(pending().empty());
    const auto status = require(m_deployment->plane().updateMetadata().status());
    QCOMPARE(status.roles.size(), std::size_t(8));
    QCOMPARE(status.roots.size(), std::size_t(1));
    QVERIFY(!status.roots[0].change); // leaf 0 names it
    QCOMPARE(status.roots[0].digest, *m_deployment->plane().governance().directory()->founding().tufRoot);
    QCOMPARE(outcomeOf(find()), u"not-found"_s); // and nothing is published
    const auto again = tuf::RepositoryStatus::fromJson(status.toJson());
    QVERIFY(again && *again == status);
}

void ServedRepositoryTest::aReleaseIsPublishedAndTaken()
{
    require(publish(release));
    QCOMPARE(pending().size(), std::size_t(1));
    QCOMPARE(outcomeOf(find()), u"not-found"_s); // the authority has yet to sign
    require(sign(pending().front(), *m_manifest));
    QVERIFY(pending().empty());
    const auto target = require(find());
    QCOMPARE(target.role, u"stable"_s);
    QCOMPARE(target.file.custom, json::Value(json::Object{{"release"_L1, release}}));
    const auto reader = require(m_deployment->plane().database().read());
    QCOMPARE(require(reader->releases.publications(release)).size(), std::size_t(1));
    QCOMPARE(outcomeOf(publish(release)), u"already-exists"_s);
}

void ServedRepositoryTest::tufJsTakesItToo()
{
    if (const QString missing = TufJs::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing + u" is not here"_s));
    DeviceFetcher fetcher(*m_deployment, m_device);
    TufJs tufJs(require(fetcher.metadata(u"1.root.json"_s, tuf::Limits().rootBytes)));
    QCOMPARE(tufJs.outcome(QUrl(m_deployment->server().deviceUrl() + u"/tuf"_s), m_deployment->identity(m_device),
                           m_deployment->plane().keys().tlsCertificate, m_path),
             u"taken"_s);
    QCOMPARE(tufJs.downloaded(), m_artifact);
}

void ServedRepositoryTest::onlyDevicesThatAreServedMayAsk()
{
    const auto suspended = m_deployment->devices(fleet::DeviceState::Revoked).leaves().front().handle;
    const auto reply = m_deployment->ask(suspended, "GET"_ba, "/tuf/timestamp.json"_ba);
    QVERIFY(reply);
    QCOMPARE(reply->status, 403);
    for (const QByteArray &path : {"/tuf/7.root.json"_ba, "/tuf/root.json"_ba, "/tuf/1.timestamp.json"_ba,
                                   "/tuf/targets/stable/a/b.c"_ba, "/tuf/targets/stable"_ba})
        QCOMPARE(m_deployment->ask(m_device, "GET"_ba, path)->status, 404);
}

void ServedRepositoryTest::aReleaseThatLacksASignatureIsNotPublished()
{
    QCOMPARE(outcomeOf(publish(unsignedRelease)), u"target-state"_s);
    QCOMPARE(outcomeOf(publish(u"0197f9a0-0000-7000-8000-000000000009"_s)), u"not-found"_s);
    QVERIFY(pending().empty());
}

void ServedRepositoryTest::aForeignSignatureIsNotTaken()
{
    // A release manager's own key says nothing here, and neither does one of nobody.
    std::promise<Expected<void>> answer;
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto other = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    repository().draftRoot(
        operatorId(),
        {.keys = {key->publicKey(), other->publicKey()},
         .threshold = 2,
         .expires = m_deployment->clock.now() + 90 * 86'400},
        [](Transaction &, const tuf::Envelope &) { return Expected<void>(); },
        [&answer](const Expected<void> &done) { answer.set_value(done); });
    require(answer.get_future().get());
    QCOMPARE(pending().size(), std::size_t(1));
    const tuf::PendingRole root = pending().front();
    QCOMPARE(outcomeOf(sign(root, *m_manifest)), u"unknown-key"_s);
    require(sign(root, *key));
    require(sign(root, *other));
    // Neither those of the root before nor governance have agreed.
    QCOMPARE(require(m_deployment->plane().updateMetadata().status()).roots.size(), std::size_t(1));
    QCOMPARE(outcomeOf(find()), u"accepted"_s);
}

void ServedRepositoryTest::everyOperatorReadsAndReleaseManagersKeepIt()
{
    TestConsole approver(*m_deployment, u"approver-1"_s);
    TestConsole manager(*m_deployment, u"release-manager-1"_s);
    for (TestConsole *console : {&approver, &manager}) {
        QVERIFY(tuf::RepositoryStatus::fromJson(console->getJson("/v1/trust/update")));
        QCOMPARE(console->get("/v1/tuf/pending").status, 200);
    }
    const QByteArray publication = R"({"channel":"stable","release":")" + release.toLatin1() + R"("})";
    const RawReply refused = approver.send({.method = "POST", .target = "/v1/tuf/publications", .body = publication});
    QCOMPARE(slugOf(refused), "not-permitted"_ba);
    const RawReply again = manager.send({.method = "POST", .target = "/v1/tuf/publications", .body = publication});
    QCOMPARE(slugOf(again), "already-exists"_ba);
    const RawReply elsewhere =
        manager.send({.method = "POST",
                      .target = "/v1/tuf/publications",
                      .body = R"({"channel":"limited","release":")" + release.toLatin1() + R"("})"});
    QCOMPARE(elsewhere.status, 200);
    QCOMPARE(memberOf(elsewhere, "version"_L1), json::Value(2));
}

ENIGM_TEST_MAIN(ServedRepositoryTest)
#include "ServedRepositoryTest.moc"
