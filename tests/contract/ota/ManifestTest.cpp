#include "contract/ota/Manifest.h"

#include "contract/json/JsonParser.h"
#include "contract/ota/ProductionSignature.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using signing::PrivateKey;
using signing::PublicKey;

/// What the two authorities sign: read as it was written, refused with the place where it says what nothing may.
class ManifestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aManifestIsReadAsItWasWritten();
    void whatNothingMaySayIsRefused_data();
    void whatNothingMaySayIsRefused();
    void itsDigestIsTheSameWhoeverSigns();
    void oneTypIsNotTheOther();
    void productionSaysWhatTheManifestDoes();

private:
    [[nodiscard]] static ota::Manifest some()
    {
        return {.deployment = QByteArray(32, 'd'),
                .release = u"019acb5e-7c00-7000-8000-000000000001"_s,
                .version = u"2026.11.2"_s,
                .artifact = {.digest = QByteArray(32, 'a'), .length = 4096, .name = u"enigm-2026.swu"_s},
                .builds = {u"enigm/one:16"_s, u"enigm/two:16"_s},
                .rollbackIndex = 3,
                .securityPatch = 202'611,
                .notes = u"Mends what was broken."_s};
    }
    [[nodiscard]] static std::unique_ptr<PrivateKey> key() { return PrivateKey::generate(PublicKey::Kind::P256); }
};

void ManifestTest::aManifestIsReadAsItWasWritten()
{
    const ota::Manifest manifest = some();
    QCOMPARE(require(ota::Manifest::fromJson(manifest.toJson())), manifest);
    const auto signer = key();
    const auto made = require(ota::SignedManifest::sign(manifest, *signer));
    const auto read = require(ota::SignedManifest::parse(made.jws.compact()));
    QCOMPARE(read.manifest, manifest);
    require(read.jws.verify(signer->publicKey()));
    QCOMPARE(outcomeOf(read.jws.verify(key()->publicKey())), u"unknown-key"_s);
}

void ManifestTest::whatNothingMaySayIsRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QString &member, const QByteArray &value, const QString &outcome,
                        const QString &where) { QTest::newRow(name) << member << value << outcome << where; };
    row("no build", u"builds"_s, "[]", u"out-of-range"_s, u"/builds"_s);
    row("builds out of order", u"builds"_s, R"(["b","a"])", u"not-canonical"_s, u"/builds"_s);
    row("a build twice", u"builds"_s, R"(["a","a"])", u"not-canonical"_s, u"/builds"_s);
    row("a build with a space", u"builds"_s, R"(["a b"])", u"out-of-range"_s, u"/builds/0"_s);
    row("a thirteenth month", u"security_patch"_s, "202613", u"out-of-range"_s, u"/security_patch"_s);
    row("no month", u"security_patch"_s, "202600", u"out-of-range"_s, u"/security_patch"_s);
    row("a rollback index below nothing", u"rollback_index"_s, "-1", u"out-of-range"_s, u"/rollback_index"_s);
    row("a version that is a path", u"version"_s, R"("../1")", u"out-of-range"_s, u"/version"_s);
    row("no version", u"version"_s, R"("")", u"out-of-range"_s, u"/version"_s);
    row("notes with mark-up", u"notes"_s, R"("<b>now</b>")", u"unsafe-text"_s, u"/notes"_s);
    row("notes with an address", u"notes"_s, R"("ask ada@example.org")", u"direct-identifier"_s, u"/notes"_s);
    row("an artifact in a folder", u"artifact"_s,
        R"({"digest":"YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE","length":1,"name":"a/b"})", u"out-of-range"_s,
        u"/artifact/name"_s);
    row("a hidden artifact", u"artifact"_s,
        R"({"digest":"YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE","length":1,"name":".a"})", u"out-of-range"_s,
        u"/artifact/name"_s);
    row("an empty artifact", u"artifact"_s,
        R"({"digest":"YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE","length":0,"name":"a"})", u"out-of-range"_s,
        u"/artifact/length"_s);
    row("another member", u"more"_s, "1", u"unknown-member"_s, u"/more"_s);
}

void ManifestTest::whatNothingMaySayIsRefused()
{
    QFETCH(QString, member);
    QFETCH(QByteArray, value);
    QFETCH(QString, outcome);
    QFETCH(QString, where);
    json::Object changed = some().toJson().object();
    changed.insert(member, require(json::parse(value)));
    const auto read = ota::Manifest::fromJson(changed);
    QCOMPARE(outcomeOf(read), outcome);
    QCOMPARE(read.error().where, where);
    // And nobody signs what nobody would accept.
    ota::Manifest bad = some();
    bad.builds.clear();
    QCOMPARE(outcomeOf(ota::SignedManifest::sign(bad, *key())), u"out-of-range"_s);
}

void ManifestTest::itsDigestIsTheSameWhoeverSigns()
{
    const auto first = require(ota::SignedManifest::sign(some(), *key()));
    const auto second = require(ota::SignedManifest::sign(some(), *key()));
    QVERIFY(first.jws.digest() != second.jws.digest());
    QCOMPARE(first.manifest.digest(), second.manifest.digest());
    ota::Manifest other = some();
    ++other.rollbackIndex;
    QVERIFY(other.digest() != first.manifest.digest());
}

void ManifestTest::oneTypIsNotTheOther()
{
    const auto made = require(ota::SignedProduction::sign(ota::Production::of(some()), *key()));
    QCOMPARE(outcomeOf(ota::SignedManifest::parse(made.jws.compact())), u"malformed-jws"_s);
}

void ManifestTest::productionSaysWhatTheManifestDoes()
{
    const ota::Production production = ota::Production::of(some());
    QCOMPARE(production.manifest, some().digest());
    QCOMPARE(production.artifact, some().artifact.digest);
    QCOMPARE(require(ota::Production::fromJson(production.toJson())), production);
}

ENIGM_TEST_MAIN(ManifestTest)
#include "ManifestTest.moc"
