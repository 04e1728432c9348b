#include "contract/evidence/EndOfLife.h"
#include "contract/operators/Members.h"
#include "tests/control-plane/api/CommandedDevices.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceHandle;
using fleet::DeviceState;

/// The end-of-life record of a device over real TLS: there once the device has said so, and not before; for those who
/// may read what is in it.
class EndOfLifeRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thereIsNoneBeforeTheDeviceHasSaidSo();
    void everyFinalActEndsInOne_data();
    void everyFinalActEndsInOne();
    void aRefusalIsNoAcknowledgement();
    void itStandsUnderWhatWitnessesHaveSigned();
    void aWipeStandsInItOnceItWasObeyed();
    void aDeviceThatHasNotEndedHasNone();
    void whoMayNotReadTheChangeIsRefused();
    void aReadingIsAnEntry();
    void whereTheWordStandsMayBeUnknown();

private:
    using Sent = CommandedDevices::Sent;
    [[nodiscard]] RawReply recordOf(const DeviceHandle &handle, const QString &person = u"reviewer-1"_s);
    [[nodiscard]] evidence::EndOfLifeVerdict verified(const DeviceHandle &handle);
    void acknowledge(const Sent &sent);

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<CommandedDevices> m_devices;
};

void EndOfLifeRoutesTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(100);
    m_devices = std::make_unique<CommandedDevices>(*m_deployment);
}

RawReply EndOfLifeRoutesTest::recordOf(const DeviceHandle &handle, const QString &person)
{
    TestConsole console(*m_deployment, person);
    return console.get("/v1/devices/" + handle.text().toLatin1() + "/end-of-life");
}

evidence::EndOfLifeVerdict EndOfLifeRoutesTest::verified(const DeviceHandle &handle)
{
    const RawReply reply = recordOf(handle);
    if (reply.status != 200)
        qFatal("There is no record: %s", reply.body.constData());
    return require(evidence::verifyEndOfLife(reply.body, m_deployment->file().deployment));
}

void EndOfLifeRoutesTest::acknowledge(const Sent &sent)
{
    QCOMPARE(m_devices->handIn(sent.handle, m_devices->signedBy(sent.handle, m_devices->reportOn(sent))).status, 200);
}

void EndOfLifeRoutesTest::thereIsNoneBeforeTheDeviceHasSaidSo()
{
    const Sent sent = m_devices->send(u"device.retire"_s);
    const RawReply waits = recordOf(sent.handle);
    QCOMPARE(waits.status, 409);
    QCOMPARE(slugOf(waits), "not-acknowledged"_ba);
    QVERIFY2(waits.body.contains("device.retire was executed at 20"), waits.body.constData());
    acknowledge(sent);
    QCOMPARE(recordOf(sent.handle).status, 200);
}

void EndOfLifeRoutesTest::everyFinalActEndsInOne_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<DeviceState>("from");
    QTest::addColumn<DeviceState>("state");
    QTest::newRow("a denial") << u"device.deny"_s << DeviceState::PendingEnrollment << DeviceState::Retired;
    QTest::newRow("a revocation") << u"device.revoke"_s << DeviceState::Trusted << DeviceState::Revoked;
    QTest::newRow("a replacement") << u"device.replace"_s << DeviceState::Trusted << DeviceState::Replaced;
    QTest::newRow("a retirement") << u"device.retire"_s << DeviceState::Trusted << DeviceState::Retired;
}

void EndOfLifeRoutesTest::everyFinalActEndsInOne()
{
    QFETCH(const QString, action);
    QFETCH(const DeviceState, from);
    QFETCH(const DeviceState, state);
    const int count = from == DeviceState::Trusted ? 3 : 1; // alone, or among others
    const Sent sent = m_devices->send(action, m_deployment->devices(from, count));
    m_deployment->clock.advance(60);
    acknowledge(sent);
    const auto verdict = verified(sent.handle);
    QCOMPARE(verdict.handle, sent.handle);
    QCOMPARE(verdict.state, state);
    QCOMPARE(verdict.key, m_deployment->identity(sent.handle).attestedKey->publicKey().thumbprint());
    QCOMPARE(verdict.end.change.digest(), sent.change);
    QCOMPARE(verdict.end.executionIndex, sent.execution);
    QCOMPARE(verdict.end.acknowledgementTime, m_deployment->clock.now());
    QCOMPARE(verdict.end.acknowledgementTime - verdict.end.executionTime, 60);
    QVERIFY(verdict.sample);
    QVERIFY(!verdict.wipe);
}

void EndOfLifeRoutesTest::aRefusalIsNoAcknowledgement()
{
    const Sent sent = m_devices->send(u"device.retire"_s);
    reports::Report report = m_devices->reportOn(sent);
    auto &word = std::get<reports::Acknowledgement>(report.body);
    word.outcome = reports::Obedience::Refused;
    word.problem = ProblemType::CosignaturesMissing;
    QCOMPARE(m_devices->handIn(sent.handle, m_devices->signedBy(sent.handle, report)).status, 200);
    QCOMPARE(slugOf(recordOf(sent.handle)), "not-acknowledged"_ba);
    // It may obey later, and then it has ended.
    acknowledge(sent);
    QCOMPARE(verified(sent.handle).end.outcome, reports::Obedience::Obeyed);
}

void EndOfLifeRoutesTest::itStandsUnderWhatWitnessesHaveSigned()
{
    const Sent sent = m_devices->send(u"device.retire"_s);
    m_deployment->witness(); // for the execution, and not for what the device says then
    acknowledge(sent);
    QVERIFY(!verified(sent.handle).witnesses.isEnough);
    m_deployment->witness();
    const auto witnessed = verified(sent.handle);
    QVERIFY(witnessed.witnesses.isEnough);
    QCOMPARE(witnessed.witnesses.lines.size(), 1U);
}

void EndOfLifeRoutesTest::aWipeStandsInItOnceItWasObeyed()
{
    const Sent sent = m_devices->send(u"device.revoke"_s);
    acknowledge(sent);
    changes::TargetSet target = require(
        changes::TargetSet::make({{.handle = sent.handle,
                                   .key = m_deployment->identity(sent.handle).attestedKey->publicKey().thumbprint(),
                                   .state = DeviceState::Revoked}}));
    const Sent wipe = m_devices->send(u"device.wipe"_s, std::move(target));
    QVERIFY(!verified(sent.handle).wipe);
    acknowledge(wipe);
    const auto verdict = verified(sent.handle);
    QVERIFY(verdict.wipe);
    QCOMPARE(verdict.wipe->change.digest(), wipe.change);
    QCOMPARE(verdict.end.change.digest(), sent.change);
}

void EndOfLifeRoutesTest::aDeviceThatHasNotEndedHasNone()
{
    const DeviceHandle trusted = m_deployment->devices(DeviceState::Trusted).leaves().front().handle;
    QCOMPARE(slugOf(recordOf(trusted)), "not-found"_ba);
    TestConsole reviewer(*m_deployment, u"reviewer-1"_s);
    QCOMPARE(slugOf(reviewer.get("/v1/devices/nobody/end-of-life")), "malformed-handle"_ba);
    QCOMPARE(slugOf(reviewer.get("/v1/devices/" + trusted.text().toLatin1() + "/end-of-life?wipe=1")),
             "unknown-member"_ba);
}

void EndOfLifeRoutesTest::whoMayNotReadTheChangeIsRefused()
{
    const Sent sent = m_devices->send(u"device.retire"_s);
    acknowledge(sent);
    // Who asked, who signed it off, who might have, and who reads everything.
    for (const QString &person : {u"administrator-1"_s, u"approver-1"_s, u"approver-2"_s, u"reviewer-1"_s})
        QCOMPARE(recordOf(sent.handle, person).status, 200);
    const RawReply refused = recordOf(sent.handle, u"administrator-2"_s);
    QCOMPARE(refused.status, 403);
    QCOMPARE(slugOf(refused), "not-permitted"_ba);
}

void EndOfLifeRoutesTest::aReadingIsAnEntry()
{
    const Sent sent = m_devices->send(u"device.revoke"_s);
    acknowledge(sent);
    changes::TargetSet target = require(
        changes::TargetSet::make({{.handle = sent.handle,
                                   .key = m_deployment->identity(sent.handle).attestedKey->publicKey().thumbprint(),
                                   .state = DeviceState::Revoked}}));
    acknowledge(m_devices->send(u"device.wipe"_s, std::move(target)));
    TestConsole approver(*m_deployment, u"approver-2"_s);
    QCOMPARE(approver.signIn(), QByteArray());
    const qint64 size = m_deployment->activitySize();
    const QByteArray path = "/v1/devices/" + sent.handle.text().toLatin1() + "/end-of-life";
    QCOMPARE(approver.get(path).status, 200);
    QCOMPARE(m_deployment->entries(size), QStringList(2, u"change.read done"_s)); // of both changes
    // Once more within the minute is the same reading.
    QCOMPARE(approver.get(path).status, 200);
    QCOMPARE(m_deployment->activitySize(), size + 2);
}

/// As of a word that was taken before its place in the log was kept beside it.
void EndOfLifeRoutesTest::whereTheWordStandsMayBeUnknown()
{
    const Sent sent = m_devices->send(u"device.retire"_s);
    acknowledge(sent);
    namespace store = controlplane::store;
    auto forgotten =
        m_deployment->plane().writer().submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
            store::CommandRow row = require(transaction.commands.find(sent.handle, sent.execution)).value();
            row.entry = {};
            return transaction.commands.setAnswered(row, row.cursor);
        });
    require(forgotten);
    QCOMPARE(slugOf(recordOf(sent.handle)), "evidence-incomplete"_ba);
}

ENIGM_TEST_MAIN(EndOfLifeRoutesTest)
#include "EndOfLifeRoutesTest.moc"
