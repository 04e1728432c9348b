#include "contract/reports/UpdateReport.h"

#include "contract/json/JsonParser.h"
#include "contract/reports/UpdateOutcome.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using ota::UpdateFailure;
using ota::UpdateStage;
using reports::Report;
using reports::SignedReport;
using reports::UpdateOutcome;
using reports::UpdateReport;

/// How far a device is with an update is said in a closed vocabulary, by its attested key.
class UpdateReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBodyIsThatOfTheContract();
    void whatADeviceSignsIsReadAgain();
    void aFailureGoesWithItsStage_data();
    void aFailureGoesWithItsStage();
    void theEntrySaysHowItWent();
};

namespace {

UpdateReport aReport(UpdateStage stage, std::optional<UpdateFailure> failure = {})
{
    return {.change = QByteArray(32, '\0'), .execution = 57, .stage = stage, .failure = failure};
}

SignedReport signedBy(const signing::Signer &key, const UpdateReport &body)
{
    const Report report{.deployment = QByteArray(32, 'd'),
                        .handle = SampleHistory::makeDevice().handle,
                        .body = body,
                        .time = 1'800'000'000,
                        .nonce = QByteArray(16, 'n')};
    return require(SignedReport::sign(report, key));
}

} // namespace

void UpdateReportTest::theBodyIsThatOfTheContract()
{
    QCOMPARE(json::canonical(aReport(UpdateStage::Failed, UpdateFailure::Boot).toJson()),
             R"({"change":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","execution":57,"failure":"boot",)"
             R"("stage":"failed"})"_ba);
}

void UpdateReportTest::whatADeviceSignsIsReadAgain()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const SignedReport made = signedBy(*key, aReport(UpdateStage::Verified));
    const SignedReport read = require(SignedReport::parse(made.jws.compact()));
    QCOMPARE(std::get<UpdateReport>(read.report.body), aReport(UpdateStage::Verified));
    QVERIFY(UpdateOutcome::fromJson(UpdateOutcome{.key = key->publicKey(), .report = made}.toJson()));
}

void UpdateReportTest::aFailureGoesWithItsStage_data()
{
    QTest::addColumn<QByteArray>("failure");
    QTest::addColumn<QByteArray>("stage");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("on its way") << "null"_ba << "downloading"_ba << true;
    QTest::newRow("confirmed") << "null"_ba << "confirmed"_ba << true;
    QTest::newRow("failed") << R"("power")"_ba << "failed"_ba << true;
    QTest::newRow("failed, who knows why") << "null"_ba << "failed"_ba << false;
    QTest::newRow("confirmed, and failed") << R"("power")"_ba << "confirmed"_ba << false;
    QTest::newRow("silent") << R"("silent")"_ba << "failed"_ba << false;
    QTest::newRow("its own words") << R"("the battery was at 3 percent")"_ba << "failed"_ba << false;
    QTest::newRow("another stage") << "null"_ba << "unpacking"_ba << false;
}

void UpdateReportTest::aFailureGoesWithItsStage()
{
    QFETCH(const QByteArray, failure);
    QFETCH(const QByteArray, stage);
    QFETCH(const bool, isGood);
    const auto value =
        json::parse(R"({"change":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","execution":1,"failure":)" + failure +
                    R"(,"stage":")" + stage + "\"}");
    QVERIFY(value);
    QCOMPARE(UpdateReport::fromJson(*value, u"/body"_s).has_value(), isGood);
}

void UpdateReportTest::theEntrySaysHowItWent()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto entryOf = [&key](const UpdateReport &body) {
        return UpdateOutcome{.key = key->publicKey(), .report = signedBy(*key, body)}.describe();
    };
    const auto confirmed = entryOf(aReport(UpdateStage::Confirmed));
    QCOMPARE(confirmed.action, u"update.outcome"_s);
    QCOMPARE(confirmed.category, log::Category::OtaOutcome);
    QCOMPARE(confirmed.outcome, log::Outcome::Done);
    QCOMPARE(confirmed.handles.size(), 1U);
    QCOMPARE(entryOf(aReport(UpdateStage::Failed, UpdateFailure::Install)).outcome, log::Outcome::Failed);
}

ENIGM_TEST_MAIN(UpdateReportTest)
#include "UpdateReportTest.moc"
