#include "contract/ota/Release.h"

#include "contract/json/JsonParser.h"
#include "contract/signing/RunningSha256.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::ota;
using namespace Qt::StringLiterals;

/// A release as it is served and read again.
class ReleaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReleaseIsReadAsItWasWritten_data();
    void aReleaseIsReadAsItWasWritten();
    void aReleaseThatSaysTwoThingsIsRefused_data();
    void aReleaseThatSaysTwoThingsIsRefused();
    void aHashGoesOn();
};

namespace {

const QString releaseId = u"0197f9a0-0000-7000-8000-000000000001"_s;

Release imported()
{
    return {.manifest = {.deployment = QByteArray(32, 'd'),
                         .release = releaseId,
                         .version = u"2026.11.2"_s,
                         .artifact = {.digest = QByteArray(32, 'a'), .length = 1'000, .name = u"os.swu"_s},
                         .builds = {u"pixel/1"_s, u"pixel/2"_s},
                         .rollbackIndex = 7,
                         .securityPatch = 202611,
                         .notes = u"Mends what was broken."_s},
            .build = u"nightly 4711"_s,
            .received = 500,
            .importedBy = u"0197f9a0-0000-7000-8000-00000000000a"_s,
            .begun = 100,
            .stages = {{.stage = ReleaseStage::Build, .time = 100}}};
}

Release finished()
{
    Release release = imported();
    release.received = 1'000;
    release.manifestJws = "a.b.c"_ba;
    release.productionJws = "d.e.f"_ba;
    release.signatures = {{.authority = operators::SigningAuthority::Manifest,
                           .key = QString(43, u'A'),
                           .change = u"0197f9a0-0000-7000-8000-00000000000b"_s,
                           .askedBy = release.importedBy,
                           .approvedBy = {u"0197f9a0-0000-7000-8000-00000000000c"_s},
                           .time = 102}};
    release.published = {{.channel = RolloutModel::Security, .time = 104}};
    release.stages.push_back({.stage = ReleaseStage::Artifact, .time = 101});
    release.stages.push_back({.stage = ReleaseStage::Manifest, .time = 102});
    release.installed = 12;
    return release;
}

} // namespace

Q_DECLARE_METATYPE(Release)
Q_DECLARE_METATYPE(json::Value)

void ReleaseTest::aReleaseIsReadAsItWasWritten_data()
{
    QTest::addColumn<Release>("release");
    QTest::newRow("half imported") << imported();
    QTest::newRow("signed and out") << finished();
}

void ReleaseTest::aReleaseIsReadAsItWasWritten()
{
    QFETCH(Release, release);
    const auto read = andThen(json::parse(json::canonical(release.toJson())),
                              [](const json::Value &value) { return Release::fromJson(value); });
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QVERIFY(*read == release);
    QVERIFY(read->stage() == release.stages.back().stage);
    QCOMPARE(read->isComplete(), release.received == 1'000);
    QCOMPARE(read->isSigned(), !release.manifestJws.isEmpty());
    QVERIFY(read->reached(ReleaseStage::Build) == 100);
    QVERIFY(!read->reached(ReleaseStage::Stable));
}

void ReleaseTest::aReleaseThatSaysTwoThingsIsRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<json::Value>("value");
    QTest::addColumn<ProblemType>("problem");
    QTest::newRow("another id") << u"id"_s << json::Value(u"0197f9a0-0000-7000-8000-000000000002"_s)
                                << ProblemType::UnexpectedAnswer;
    json::Object artifact = finished().toJson().object().find(u"artifact")->object();
    artifact.insert(u"length"_s, 1'001);
    QTest::newRow("another artifact") << u"artifact"_s << json::Value(artifact) << ProblemType::UnexpectedAnswer;
    QTest::newRow("another stage") << u"stage"_s << json::Value(u"stable"_s) << ProblemType::UnexpectedAnswer;
    QTest::newRow("no stage") << u"stages"_s << json::Value(json::Array()) << ProblemType::UnexpectedAnswer;
    QTest::newRow("an unknown stage") << u"stage"_s << json::Value(u"ready"_s) << ProblemType::OutOfRange;
    QTest::newRow("more than it had") << u"more"_s << json::Value(1) << ProblemType::UnknownMember;
}

void ReleaseTest::aReleaseThatSaysTwoThingsIsRefused()
{
    QFETCH(QString, member);
    QFETCH(json::Value, value);
    QFETCH(ProblemType, problem);
    json::Object object = finished().toJson().object();
    object.insert(member, value);
    const auto read = Release::fromJson(json::Value(object));
    QVERIFY(!read);
    QCOMPARE(read.error().type, problem);
}

void ReleaseTest::aHashGoesOn()
{
    signing::RunningSha256 hash;
    QCOMPARE(hash.digest(), signing::sha256({}));
    hash.add("ab");
    QCOMPARE(hash.digest(), signing::sha256("ab"));
    hash.add("c");
    QCOMPARE(hash.digest(), signing::sha256("abc"));
    hash = signing::RunningSha256();
    QCOMPARE(hash.digest(), signing::sha256({}));
}

ENIGM_TEST_MAIN(ReleaseTest)
#include "ReleaseTest.moc"
