#include "contract/reports/HeldPolicies.h"

#include "contract/json/JsonParser.h"
#include "contract/reports/PolicyConfirmation.h"
#include "contract/reports/PostureChange.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using reports::HeldPolicies;
using reports::HeldPolicy;
using reports::PolicyConfirmation;

/// Which policies hold at a device is said in one spelling, by its attested key.
class HeldPoliciesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBodyIsThatOfTheContract();
    void whatADeviceSignsIsReadAgain();
    void theEntrySaysThatPoliciesWereConfirmed();
    void theDigestIsOfTheVersionsInTheirOrder();
    void otherFormsAreRefused_data();
    void otherFormsAreRefused();
    void thereIsRoomForSoManyPolicies();
    void aReportOfAnotherKindIsRefused();
};

namespace {

const QString first = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString second = u"0197f9a0-0000-7000-8000-000000000002"_s;

HeldPolicies aConfirmation()
{
    return {
        .policies = {{.policy = first, .version = 2, .digest = QByteArray(32, 'a'), .inForce = 17, .assigned = 9},
                     {.policy = second, .version = 1, .digest = QByteArray(32, 'b'), .inForce = 12, .assigned = 13}}};
}

const QByteArray canonicalBody =
    R"({"policies":[{"assigned":9,"digest":"YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE","in_force":17,)"
    R"("policy":"0197f9a0-0000-7000-8000-000000000001","version":2},{"assigned":13,)"
    R"("digest":"YmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmI","in_force":12,)"
    R"("policy":"0197f9a0-0000-7000-8000-000000000002","version":1}]})";

Expected<HeldPolicies> read(const QByteArray &text)
{
    return HeldPolicies::fromJson(require(json::parse(text)), {});
}

reports::Report reportOf(reports::ReportBody body)
{
    return {.deployment = QByteArray(32, 'd'),
            .handle = SampleHistory::makeDevice().handle,
            .body = std::move(body),
            .time = 1'800'000'000,
            .nonce = QByteArray(16, 'n')};
}

PolicyConfirmation signedConfirmation(const reports::Report &report, const signing::PrivateKey &key)
{
    return {.key = key.publicKey(), .report = require(reports::SignedReport::sign(report, key))};
}

} // namespace

void HeldPoliciesTest::theBodyIsThatOfTheContract()
{
    QCOMPARE(json::canonical(aConfirmation().toJson()), canonicalBody);
    QCOMPARE(require(read(canonicalBody)), aConfirmation());
    QCOMPARE(require(read(R"({"policies":[]})")), HeldPolicies());
}

void HeldPoliciesTest::whatADeviceSignsIsReadAgain()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto report = reportOf(aConfirmation());
    const PolicyConfirmation again = require(PolicyConfirmation::fromJson(signedConfirmation(report, *key).toJson()));
    QCOMPARE(again.report.report, report);
    QCOMPARE(again.body(), aConfirmation());
    require(again.verify(key->publicKey().thumbprint()));
    const auto other = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    QCOMPARE(outcomeOf(again.verify(other->publicKey().thumbprint())), u"unknown-key"_s);
    QVERIFY(json::canonical(report.toJson()).contains(R"("kind":"policies")"));
}

void HeldPoliciesTest::theEntrySaysThatPoliciesWereConfirmed()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto report = reportOf(aConfirmation());
    const log::ActivityEntry entry = signedConfirmation(report, *key).describe();
    QCOMPARE(entry.action, u"policies.confirmed"_s);
    QCOMPARE(log::word(entry.category), u"posture-change"_s);
    QCOMPARE(log::word(entry.resource), u"device"_s);
    QCOMPARE(entry.actor, report.handle.text());
    QCOMPARE(entry.handles, std::vector<QString>{report.handle.text()});
    QCOMPARE(require(log::ActivityEntry::parse(entry.toLeaf())), entry);
}

void HeldPoliciesTest::theDigestIsOfTheVersionsInTheirOrder()
{
    const QByteArray digest = aConfirmation().versions();
    QCOMPARE(digest, signing::sha256(QByteArray(32, 'a') + QByteArray(32, 'b')));
    HeldPolicies held = aConfirmation();
    held.policies.front().inForce = 40; // by another change the same holds
    QCOMPARE(held.versions(), digest);
    held.policies.pop_back();
    QVERIFY(held.versions() != digest);
    QCOMPARE(HeldPolicies().versions(), signing::sha256(QByteArray()));
}

void HeldPoliciesTest::otherFormsAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("slug");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const QString &slug) {
        QTest::newRow(name) << from << to << slug;
    };
    row("twice", second.toLatin1(), first.toLatin1(), u"out-of-range"_s);
    row("out of order", first.toLatin1(), "0197f9a0-0000-7000-8000-000000000003", u"out-of-range"_s);
    row("a version before the first", R"("version":1)", R"("version":0)", u"out-of-range"_s);
    row("an execution before the log", R"("in_force":17)", R"("in_force":-1)", u"out-of-range"_s);
    row("no id", first.toLatin1(), "policy", u"malformed-encoding"_s);
    row("half a digest", "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE", "YWFhYWFhYWFhYWFhYWFhYQ", u"out-of-range"_s);
    row("no assignment", R"("assigned":9,)", "", u"missing-member"_s);
    row("a document", R"("version":2)", R"("version":2,"document":{})", u"unknown-member"_s);
    row("a remark", R"({"policies":)", R"({"remark":"","policies":)", u"unknown-member"_s);
}

void HeldPoliciesTest::otherFormsAreRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, slug);
    QByteArray text = canonicalBody;
    QVERIFY(text.contains(from));
    text.replace(from, to);
    QCOMPARE(outcomeOf(read(text)), slug);
}

void HeldPoliciesTest::thereIsRoomForSoManyPolicies()
{
    HeldPolicies held;
    for (std::size_t i = 0; i < HeldPolicies::most; ++i)
        held.policies.push_back({.policy = u"0197f9a0-0000-7000-8000-%1"_s.arg(i, 12, 16, QLatin1Char('0')),
                                 .digest = QByteArray(32, 'a')});
    QCOMPARE(require(HeldPolicies::fromJson(held.toJson(), {})), held);
    held.policies.push_back({.policy = u"0197f9a0-0000-7000-8000-ffffffffffff"_s, .digest = QByteArray(32, 'a')});
    QCOMPARE(outcomeOf(HeldPolicies::fromJson(held.toJson(), {})), u"out-of-range"_s);
}

void HeldPoliciesTest::aReportOfAnotherKindIsRefused()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const json::Value confirmation = signedConfirmation(reportOf(aConfirmation()), *key).toJson();
    QCOMPARE(outcomeOf(reports::PostureChange::fromJson(confirmation)), u"out-of-range"_s);
}

ENIGM_TEST_MAIN(HeldPoliciesTest)
#include "HeldPoliciesTest.moc"
