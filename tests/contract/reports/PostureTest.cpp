#include "contract/reports/Posture.h"

#include "contract/json/JsonParser.h"
#include "contract/reports/EffectOutcome.h"
#include "contract/reports/PostureChange.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using reports::AppSession;
using reports::Finding;
using reports::FindingSource;
using reports::Integrity;
using reports::OsTrust;
using reports::Posture;
using reports::PostureChange;
using reports::Recommendation;
using reports::Severity;
using reports::TrustCenter;

/// What a device says of itself is said in a closed vocabulary, in one spelling, by its attested key.
class PostureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBodyIsThatOfTheContract();
    void everyWordIsReadAgainAndSorted();
    void whatADeviceSignsIsReadAgain();
    void theEntrySaysThatThePostureChanged();
    void findingsComeInOneOrder();
    void aPostureHasRoomForSoManyFindings();
    void otherMembersAreRefused_data();
    void otherMembersAreRefused();
    void aReportOfAnotherKindIsRefused();
};

namespace {

Posture aPosture()
{
    return {.trustCenter = TrustCenter::ReviewRequired,
            .osTrust = OsTrust::Degraded,
            .integrity = Integrity::Intact,
            .appSession = AppSession::Locked,
            .findings = {
                {.source = FindingSource::OsUpdate,
                 .severity = Severity::High,
                 .recommendation = Recommendation::InstallUpdate},
                {.source = FindingSource::Usb, .severity = Severity::Info, .recommendation = Recommendation::None}}};
}

const QByteArray canonicalPosture = R"({"app_session":"locked","findings":[)"
                                    R"({"recommendation":"install-update","severity":"high","source":"os-update"},)"
                                    R"({"recommendation":"none","severity":"info","source":"usb"}],)"
                                    R"("integrity":"intact","os_trust":"degraded","trust_center":"REVIEW_REQUIRED"})";

Expected<Posture> read(const json::Value &value)
{
    return Posture::fromJson(value, {});
}

reports::Report reportOf(const Posture &posture)
{
    return {.deployment = QByteArray(32, 'd'),
            .handle = SampleHistory::makeDevice().handle,
            .body = posture,
            .time = 1'800'000'000,
            .nonce = QByteArray(16, 'n')};
}

std::unique_ptr<signing::PrivateKey> makeKey()
{
    return signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
}

template <typename Enum>
void checkWords(bool isSorted)
{
    std::vector<QString> words;
    for (const Enum value : reports::allOf<Enum>()) {
        const QLatin1StringView word = reports::toWord(value);
        QCOMPARE(reports::fromWord<Enum>(word), std::optional(value));
        words.emplace_back(word);
    }
    QCOMPARE(std::ranges::is_sorted(words), isSorted);
    QCOMPARE(reports::fromWord<Enum>("none of these"_L1), std::nullopt);
}

} // namespace

void PostureTest::theBodyIsThatOfTheContract()
{
    QCOMPARE(json::canonical(aPosture().toJson()), canonicalPosture);
    QCOMPARE(require(read(require(json::parse(canonicalPosture)))), aPosture());
}

void PostureTest::everyWordIsReadAgainAndSorted()
{
    checkWords<TrustCenter>(false);
    checkWords<OsTrust>(false);
    checkWords<Integrity>(false);
    checkWords<AppSession>(false);
    checkWords<Severity>(false);
    // Their order is that of the findings in a report.
    checkWords<FindingSource>(true);
    checkWords<Recommendation>(true);
}

void PostureTest::whatADeviceSignsIsReadAgain()
{
    const auto key = makeKey();
    const auto report = reportOf(aPosture());
    const PostureChange made{.key = key->publicKey(), .report = require(reports::SignedReport::sign(report, *key))};
    const PostureChange again = require(PostureChange::fromJson(made.toJson()));
    QCOMPARE(again.report.report, report);
    QCOMPARE(again.body(), aPosture());
    require(again.verify(key->publicKey().thumbprint()));
    QCOMPARE(outcomeOf(again.verify(makeKey()->publicKey().thumbprint())), u"unknown-key"_s);
    const QByteArray payload = json::canonical(report.toJson());
    QVERIFY2(payload.contains(R"("kind":"posture")"), payload.constData());
    QVERIFY2(payload.contains(canonicalPosture), payload.constData());
}

void PostureTest::theEntrySaysThatThePostureChanged()
{
    const auto key = makeKey();
    const auto report = reportOf(aPosture());
    const PostureChange made{.key = key->publicKey(), .report = require(reports::SignedReport::sign(report, *key))};
    const log::ActivityEntry entry = made.describe();
    QCOMPARE(entry.action, u"posture.changed"_s);
    QCOMPARE(log::word(entry.category), u"posture-change"_s);
    QCOMPARE(log::word(entry.resource), u"device"_s);
    QCOMPARE(log::word(entry.outcome), u"done"_s);
    QCOMPARE(entry.actor, report.handle.text());
    QCOMPARE(entry.handles, std::vector<QString>{report.handle.text()});
    QVERIFY(!entry.change);
    QCOMPARE(require(log::ActivityEntry::parse(entry.toLeaf())), entry);
}

void PostureTest::findingsComeInOneOrder()
{
    Posture posture = aPosture();
    std::ranges::reverse(posture.findings);
    QCOMPARE(outcomeOf(read(posture.toJson())), u"out-of-range"_s);
    posture.sortFindings();
    QCOMPARE(posture, aPosture());
    posture.findings.push_back(posture.findings.back());
    posture.findings.back().severity = Severity::Critical; // the same of two weights is a contradiction
    QCOMPARE(outcomeOf(read(posture.toJson())), u"out-of-range"_s);
    posture.findings.back().recommendation = Recommendation::RemoveApp;
    QCOMPARE(outcomeOf(read(posture.toJson())), u"accepted"_s);
}

void PostureTest::aPostureHasRoomForSoManyFindings()
{
    Posture posture = aPosture();
    posture.findings.clear();
    for (const FindingSource source : reports::allOf<FindingSource>()) {
        for (const Recommendation recommendation : reports::allOf<Recommendation>())
            posture.findings.push_back(
                {.source = source, .severity = Severity::Critical, .recommendation = recommendation});
    }
    posture.findings.resize(Posture::mostFindings + 1);
    const auto refused = read(posture.toJson());
    QCOMPARE(outcomeOf(refused), u"out-of-range"_s);
    QCOMPARE(refused.error().where, u"/findings"_s);
    posture.findings.pop_back();
    QCOMPARE(require(read(posture.toJson())), posture);
}

void PostureTest::otherMembersAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const QString &outcome) {
        QTest::newRow(name) << from << to << outcome;
    };
    row("state", "REVIEW_REQUIRED", "FINE", u"out-of-range"_s);
    row("spelling", "REVIEW_REQUIRED", "review_required", u"out-of-range"_s);
    row("a score", R"("REVIEW_REQUIRED")", "87", u"wrong-type"_s);
    row("system", "degraded", "splendid", u"out-of-range"_s);
    row("integrity", "intact", "fine", u"out-of-range"_s);
    row("session", "locked", "alice@example.org", u"out-of-range"_s);
    row("severity", "high", "extreme", u"out-of-range"_s);
    row("source", "os-update", "imei:356938035643809", u"out-of-range"_s);
    row("recommendation", "install-update", "call +41 44 668 18 00", u"out-of-range"_s);
    row("no list", R"([{"recommendation":"install-update","severity":"high","source":"os-update"},)", "[7,",
        u"wrong-type"_s);
    row("one more", R"("integrity")", R"("imei":"356938035643809","integrity")", u"unknown-member"_s);
    row("one more in a finding", R"("severity":"info",)", R"("severity":"info","note":"x",)", u"unknown-member"_s);
    row("one less", R"("integrity":"intact",)", "", u"missing-member"_s);
}

void PostureTest::otherMembersAreRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, outcome);
    QByteArray bytes = canonicalPosture;
    QVERIFY(bytes.contains(from));
    bytes.replace(from, to);
    QCOMPARE(outcomeOf(read(require(json::parse(bytes)))), outcome);
}

void PostureTest::aReportOfAnotherKindIsRefused()
{
    const auto key = makeKey();
    const PostureChange posture{.key = key->publicKey(),
                                .report = require(reports::SignedReport::sign(reportOf(aPosture()), *key))};
    const auto outcome = reports::EffectOutcome::fromJson(posture.toJson());
    QCOMPARE(outcomeOf(outcome), u"out-of-range"_s);
    QCOMPARE(outcome.error().where, u"/report/kind"_s);
    reports::Report said = reportOf(aPosture());
    said.body = reports::Acknowledgement{.change = QByteArray(32, 'c'), .execution = 1, .problem = {}};
    const reports::EffectOutcome other{.key = key->publicKey(),
                                       .report = require(reports::SignedReport::sign(said, *key))};
    QCOMPARE(outcomeOf(PostureChange::fromJson(other.toJson())), u"out-of-range"_s);
    // Nor does the body of the one go under the name of the other.
    QByteArray payload = json::canonical(said.toJson());
    payload.replace("\"acknowledgement\"", "\"posture\"");
    QVERIFY(!reports::Report::fromJson(require(json::parse(payload))));
}

ENIGM_TEST_MAIN(PostureTest)
#include "PostureTest.moc"
