#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/ota/Release.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::store::Transaction;
using fleet::DeviceState;

/// Releases over the wire: a manager imports one, and everybody reads it.
class ReleaseRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aManagerImportsARelease();
    void onlyManagersImport_data();
    void onlyManagersImport();
    void whatIsNoPartIsRefused_data();
    void whatIsNoPartIsRefused();
    void aPartThatIsSentAgainIsToldWhatIsNext();
    void anImportIsBegunOnceHoweverOftenItIsSent();
    void aReleaseIsRemovedUntilItIsSigned();
    void listsAreReadByEverybody();

private:
    [[nodiscard]] TestConsole &console(const QString &person = u"release-manager-1"_s);
    [[nodiscard]] QString begin(const QByteArray &artifact);
    [[nodiscard]] RawReply part(const QString &release, const QByteArray &offset, const QByteArray &bytes,
                                const QString &person = u"release-manager-1"_s,
                                const QByteArray &mediaType = "application/offset+octet-stream");
    [[nodiscard]] RawReply remove(const QString &release, const QString &person = u"release-manager-1"_s);
    [[nodiscard]] ota::Release release(const QString &id);
    /// Signed by both authorities and published, whatever that takes elsewhere.
    void publish(const QString &release);

    std::unique_ptr<TestDeployment> m_deployment;
    std::map<QString, std::unique_ptr<TestConsole>> m_consoles;
};

namespace {

QByteArray importText(const QByteArray &artifact)
{
    const auto import = importOf(artifact, {});
    return R"({"artifact":{"digest":")" + encoding::toBase64Url(import.manifest.artifact.digest) + R"(","length":)" +
           QByteArray::number(artifact.size()) +
           R"(,"name":"os.swu"},"build":"nightly 4711","manifest":{"builds":["phone/1"],"notes":"Mends it.",)"
           R"("rollback_index":7,"security_patch":202611,"version":"2026.11.2"}})";
}

} // namespace

void ReleaseRoutesTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(60);
}

TestConsole &ReleaseRoutesTest::console(const QString &person)
{
    auto &console = m_consoles[person];
    if (!console)
        console = std::make_unique<TestConsole>(*m_deployment, person);
    return *console;
}

QString ReleaseRoutesTest::begin(const QByteArray &artifact)
{
    const RawReply reply = console().send({.method = "POST", .target = "/v1/releases", .body = importText(artifact)});
    return reply.status == 201 ? memberOf(reply, "id"_L1).text() : QString::fromLatin1(slugOf(reply));
}

RawReply ReleaseRoutesTest::part(const QString &release, const QByteArray &offset, const QByteArray &bytes,
                                 const QString &person, const QByteArray &mediaType)
{
    QByteArray fields = "Content-Type: " + mediaType + "\r\n";
    if (!offset.isEmpty())
        fields += "Upload-Offset: " + offset + "\r\n";
    return console(person).send({.method = "PATCH",
                                 .target = "/v1/releases/" + release.toLatin1() + "/artifact",
                                 .body = bytes,
                                 .idempotencyKey = "-",
                                 .moreFields = fields});
}

RawReply ReleaseRoutesTest::remove(const QString &release, const QString &person)
{
    return console(person).send({.method = "DELETE", .target = "/v1/releases/" + release.toLatin1()});
}

ota::Release ReleaseRoutesTest::release(const QString &id)
{
    return require(ota::Release::fromJson(console().getJson("/v1/releases/" + id.toLatin1())));
}

void ReleaseRoutesTest::publish(const QString &release)
{
    auto &plane = m_deployment->plane();
    TestConsole &administrator = console(u"administrator-1"_s);
    for (const auto authority : {operators::SigningAuthority::Manifest, operators::SigningAuthority::Production}) {
        const RawReply suspended = administrator.ask(u"device.suspend"_s, m_deployment->devices(DeviceState::Trusted));
        const QString change = changeOf(suspended).request.id;
        require(plane.writer().submitAndWait([&](Transaction &transaction) {
            return transaction.releases.addSignature({.release = release,
                                                      .authority = authority,
                                                      .jws = "a.b.c"_ba,
                                                      .key = QString(43, u'A'),
                                                      .change = change,
                                                      .signedAt = m_deployment->clock.now()},
                                                     plane.sequencer().nextCursor());
        }));
    }
    require(plane.writer().submitAndWait([&](Transaction &transaction) {
        return transaction.releases.publish(
            {.release = release, .channel = ota::RolloutModel::Stable, .publishedAt = m_deployment->clock.now()},
            plane.sequencer().nextCursor());
    }));
}

void ReleaseRoutesTest::aManagerImportsARelease()
{
    const QByteArray artifact = artifactBytes(5'000'000);
    const qint64 before = m_deployment->activitySize();
    const QString id = begin(artifact);
    QVERIFY2(encoding::parseUuid7(id), qPrintable(id));
    QVERIFY(release(id).stage() == ota::ReleaseStage::Build);
    const RawReply first = part(id, "0", artifact.first(4 * 1024 * 1024));
    QCOMPARE(first.status, 204);
    QCOMPARE(first.header("Upload-Offset"), "4194304"_ba);
    const RawReply state = console().get("/v1/releases/" + id.toLatin1() + "/artifact");
    QCOMPARE(state.header("Upload-Offset"), "4194304"_ba);
    QCOMPARE(state.header("Upload-Length"), "5000000"_ba);
    QCOMPARE(memberOf(state, "received"_L1).integer(), 4'194'304);
    QCOMPARE(part(id, "4194304", artifact.sliced(4 * 1024 * 1024)).status, 204);
    const ota::Release imported = release(id);
    QVERIFY(imported.isComplete());
    QCOMPARE(imported.manifest.deployment, m_deployment->file().deployment);
    QCOMPARE(imported.importedBy, m_deployment->person(u"release-manager-1"_s).id);
    QCOMPARE(m_deployment->entries(before).filter(u"release."_s),
             (QStringList{u"release.import-begun done"_s, u"release.artifact-complete done"_s}));
}

void ReleaseRoutesTest::onlyManagersImport_data()
{
    QTest::addColumn<QString>("person");
    for (const char *const person : {"administrator-1", "approver-1", "reviewer-1"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void ReleaseRoutesTest::onlyManagersImport()
{
    QFETCH(QString, person);
    const QByteArray artifact = artifactBytes(100);
    const QString id = begin(artifact);
    QCOMPARE(slugOf(console(person).send({.method = "POST", .target = "/v1/releases", .body = importText(artifact)})),
             "not-permitted"_ba);
    QCOMPARE(slugOf(part(id, "0", artifact, person)), "not-permitted"_ba);
    QCOMPARE(slugOf(remove(id, person)), "not-permitted"_ba);
    QCOMPARE(release(id).received, 0);
    QCOMPARE(remove(id).status, 204);
}

void ReleaseRoutesTest::whatIsNoPartIsRefused_data()
{
    QTest::addColumn<QByteArray>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("mediaType");
    QTest::addColumn<QByteArray>("slug");
    const QByteArray type = "application/offset+octet-stream"_ba;
    QTest::newRow("no offset") << ""_ba << "x"_ba << type << "missing-member"_ba;
    QTest::newRow("no number") << "first"_ba << "x"_ba << type << "out-of-range"_ba;
    QTest::newRow("a sign") << "-1"_ba << "x"_ba << type << "out-of-range"_ba;
    QTest::newRow("an offset that is not there") << "5"_ba << "x"_ba << type << "target-state"_ba;
    QTest::newRow("more than was declared") << "0"_ba << QByteArray(101, 'x') << type << "out-of-range"_ba;
    QTest::newRow("another media type") << "0"_ba << "x"_ba << "application/json"_ba << "unsupported-media-type"_ba;
    QTest::newRow("another artifact") << "0"_ba << QByteArray(100, 'x') << type << "body-mismatch"_ba;
}

void ReleaseRoutesTest::whatIsNoPartIsRefused()
{
    QFETCH(QByteArray, offset);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, mediaType);
    QFETCH(QByteArray, slug);
    const QString id = begin(artifactBytes(100));
    QCOMPARE(slugOf(part(id, offset, bytes, u"release-manager-1"_s, mediaType)), slug);
    QCOMPARE(release(id).received, 0);
    QCOMPARE(remove(id).status, 204);
}

void ReleaseRoutesTest::aPartThatIsSentAgainIsToldWhatIsNext()
{
    const QByteArray artifact = artifactBytes(100);
    const QString id = begin(artifact);
    QCOMPARE(part(id, "0", artifact.first(40)).status, 204);
    const RawReply again = part(id, "0", artifact.first(40));
    QCOMPARE(again.status, 409);
    QCOMPARE(slugOf(again), "target-state"_ba);
    QCOMPARE(again.header("Upload-Offset"), "40"_ba);
    QCOMPARE(part(id, "40", artifact.sliced(40)).status, 204);
    QCOMPARE(slugOf(part(id, "100", "x")), "target-state"_ba);
    QCOMPARE(remove(id).status, 204);
    QCOMPARE(slugOf(part(id, "0", "x")), "not-found"_ba);
}

void ReleaseRoutesTest::anImportIsBegunOnceHoweverOftenItIsSent()
{
    const TestConsole::Call call{.method = "POST",
                                 .target = "/v1/releases",
                                 .body = importText(artifactBytes(100)),
                                 .idempotencyKey = "0197f9a0-0000-7000-8000-0000000000aa"};
    const RawReply first = console().send(call);
    const RawReply second = console().send(call);
    QCOMPARE(first.status, 201);
    QCOMPARE(second.status, 201);
    QCOMPARE(second.body, first.body);
    const QString id = memberOf(first, "id"_L1).text();
    QCOMPARE(remove(id).status, 204);
    TestConsole::Call keyless = call;
    keyless.idempotencyKey = "-";
    QCOMPARE(slugOf(console().send(keyless)), "idempotency-key-missing"_ba);
    TestConsole::Call wrong = call;
    wrong.idempotencyKey.clear();
    wrong.body = importText(artifactBytes(100)).replace("phone/1", "phone 1");
    QCOMPARE(slugOf(console().send(wrong)), "out-of-range"_ba);
}

void ReleaseRoutesTest::aReleaseIsRemovedUntilItIsSigned()
{
    const QByteArray artifact = artifactBytes(200, 7);
    const QString id = begin(artifact);
    QCOMPARE(part(id, "0", artifact).status, 204);
    publish(id);
    QCOMPARE(slugOf(remove(id)), "target-state"_ba);
    QVERIFY(release(id).stage() == ota::ReleaseStage::Registration);
    QCOMPARE(slugOf(remove(u"0197f9a0-0000-7000-8000-0000000000ff"_s)), "not-found"_ba);
}

void ReleaseRoutesTest::listsAreReadByEverybody()
{
    m_deployment->clock.advance(1); // ids are in the order of their times
    const QString older = begin(artifactBytes(100));
    m_deployment->clock.advance(1);
    const QString newer = begin(artifactBytes(100));
    for (const char *const person : {"administrator-1", "approver-1", "reviewer-1", "release-manager-1"}) {
        TestConsole &reader = console(QString::fromLatin1(person));
        const json::Value page = reader.getJson("/v1/releases?limit=1");
        QCOMPARE(page.object().find(u"releases")->array().size(), 1U);
        QCOMPARE(page.object().find(u"next")->text(), newer);
        const json::Value next = reader.getJson("/v1/releases?limit=1&after=" + newer.toLatin1());
        QCOMPARE(require(ota::Release::fromJson(next.object().find(u"releases")->array().front())).id(), older);
    }
    const RawReply one = console().get("/v1/releases/" + older.toLatin1());
    const RawReply same = console().send(
        {.target = "/v1/releases/" + older.toLatin1(), .moreFields = "If-None-Match: " + one.header("ETag") + "\r\n"});
    QCOMPARE(same.status, 304);
    QCOMPARE(slugOf(console().get("/v1/releases?all=true")), "unknown-member"_ba);
    QCOMPARE(slugOf(console().get("/v1/releases/0197f9a0-0000-7000-8000-0000000000ff")), "not-found"_ba);
    QCOMPARE(remove(older).status, 204);
    QCOMPARE(remove(newer).status, 204);
}

ENIGM_TEST_MAIN(ReleaseRoutesTest)
#include "ReleaseRoutesTest.moc"
