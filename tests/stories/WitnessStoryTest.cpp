#include "contract/device/Command.h"
#include "contract/device/DeviceEvidenceBuilder.h"
#include "contract/evidence/Evidence.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonParser.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <QDateTime>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using fleet::DeviceState;

/// Witnesses vouch for the logs of a sample, by enigmctl against a real control plane over real TLS, and a device makes
/// of the evidence what a device makes of it. The functions are the chapters, in order.
class WitnessStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aDeviceRefusesWhatNobodyWitnessed();
    void aStandInVouchesAndTheDeviceObeys();
    void everybodySeesHowFarTheyHaveCome();
    void anIndependentWitnessJoins();
    void anExportCarriesTheirLines();
    void aKeyThatTheLogDoesNotNameIsNoWitness();

private:
    /// Fetches the evidence anew and answers what `evidence verify --witnessed` says.
    [[nodiscard]] ProgramRun verified();
    /// What the device makes of it.
    [[nodiscard]] QString judged();
    /// Co-signs once with the key in a file, as an approver.
    [[nodiscard]] ProgramRun cosign(const QString &file, const QByteArray &passphrase);

    SampleOrganisation m_sample;
    QString m_change;
    device::DeviceMemory m_memory;
};

namespace {

/// A witness in a document of `evidence verify` or `witness list`; null where it is not there.
json::Value witnessIn(const json::Array &witnesses, QStringView name)
{
    for (const json::Value &witness : witnesses) {
        if (witness.object().find("name"_L1)->text() == name)
            return witness;
    }
    return {};
}

json::Value memberOf(const json::Value &value, QLatin1StringView name)
{
    const json::Value *const member = value.object().find(name);
    return member ? *member : json::Value();
}

} // namespace

void WitnessStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(10), QString());
    QCOMPARE(m_sample.serve(), QString());
    const ProgramRun trusted = m_sample.as(u"administrator-1"_s, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    ENIGM_SUCCEEDS(trusted);
    const json::Value device = trusted.list("devices"_L1).front();
    const QString handle = memberOf(device, "handle"_L1).text();
    const ProgramRun asked = m_sample.as(
        u"administrator-1"_s, {u"device"_s, u"revoke"_s, handle, u"--reason"_s, u"Lost on a journey"_s, u"--yes"_s});
    ENIGM_SUCCEEDS(asked);
    m_change = asked.member("id"_L1);
    ENIGM_SUCCEEDS(m_sample.as(u"approver-1"_s, {u"change"_s, u"approve"_s, m_change, u"--yes"_s}));
    m_memory.handle = require(fleet::DeviceHandle::parse(handle));
    m_memory.state = DeviceState::Trusted;
}

ProgramRun WitnessStoryTest::verified()
{
    const QString file = m_sample.path(u"evidence.json"_s);
    QFile::remove(file);
    const ProgramRun fetched =
        m_sample.as(u"reviewer-1"_s, {u"change"_s, u"evidence"_s, m_change, u"--output"_s, file});
    if (fetched.exit != 0)
        qFatal("%s", fetched.err.constData());
    return m_sample.offline({u"evidence"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(),
                             u"--witnessed"_s, u"--json"_s});
}

QString WitnessStoryTest::judged()
{
    const auto bundle = require(evidence::EvidenceBundle::parse(readFile(m_sample.path(u"evidence.json"_s))));
    const auto builder = require(device::DeviceEvidenceBuilder::make(bundle));
    const auto evidence = require(builder.evidenceFor(m_memory.handle));
    const auto leaf = require(json::parse(evidence.target.leaf));
    m_memory.deployment = bundle.deployment;
    m_memory.key = memberOf(leaf, "key"_L1).text();
    return outcomeOf(device::checkCommand(evidence.toBytes(), m_memory, QDateTime::currentSecsSinceEpoch()));
}

ProgramRun WitnessStoryTest::cosign(const QString &file, const QByteArray &passphrase)
{
    return m_sample.withInput({u"--deployment"_s, m_sample.deploymentFile(), u"--operator"_s,
                               m_sample.operatorFile(u"approver-2"_s), u"--passphrase-fd"_s, u"0"_s, u"--json"_s,
                               u"witness"_s, u"cosign"_s, file, u"--once"_s},
                              "sample\n" + passphrase + '\n');
}

void WitnessStoryTest::aDeviceRefusesWhatNobodyWitnessed()
{
    const ProgramRun run = verified();
    QCOMPARE(run.exit, 5); // all that is in it is good, and not enough have vouched for it
    const json::Value witnesses = memberOf(run.json(), "witnesses"_L1);
    QCOMPARE(memberOf(witnesses, "enough"_L1).boolean(), false);
    QCOMPARE(memberOf(witnesses, "threshold"_L1).integer(), 1);
    QVERIFY(memberOf(witnesses, "witnesses"_L1).array().empty());
    QCOMPARE(judged(), u"cosignatures-missing"_s);
}

void WitnessStoryTest::aStandInVouchesAndTheDeviceObeys()
{
    const qint64 before = QDateTime::currentSecsSinceEpoch();
    const ProgramRun cosigned = m_sample.witness();
    ENIGM_SUCCEEDS(cosigned);
    QCOMPARE(memberOf(cosigned.list("cosigned"_L1).front(), "name"_L1).text(), u"stand-in-1"_s);
    const ProgramRun run = verified();
    ENIGM_SUCCEEDS(run);
    const json::Value witnesses = memberOf(run.json(), "witnesses"_L1);
    QCOMPARE(memberOf(witnesses, "enough"_L1).boolean(), true);
    const json::Value standIn = witnessIn(memberOf(witnesses, "witnesses"_L1).array(), u"stand-in-1");
    QCOMPARE(memberOf(standIn, "stand_in"_L1).boolean(), true);
    QVERIFY(memberOf(standIn, "activity"_L1).integer() >= before);
    QCOMPARE(judged(), u"accepted"_s);
}

void WitnessStoryTest::everybodySeesHowFarTheyHaveCome()
{
    const json::Array list = m_sample.as(u"administrator-2"_s, {u"witness"_s, u"list"_s}).list("witnesses"_L1);
    QVERIFY(memberOf(memberOf(witnessIn(list, u"stand-in-1"), "activity"_L1), "size"_L1).integer() > 0);
    QVERIFY(memberOf(witnessIn(list, u"stand-in-2"), "activity"_L1).isNull());
}

void WitnessStoryTest::anIndependentWitnessJoins()
{
    const QString file = m_sample.path(u"witness.json"_s);
    const QByteArray passphrase = "correct horse";
    const ProgramRun made = m_sample.withInput(
        {u"witness"_s, u"create"_s, u"witness.example"_s, file, u"--passphrase-fd"_s, u"0"_s, u"--json"_s},
        passphrase + '\n');
    ENIGM_SUCCEEDS(made);
    QVERIFY(!readFile(file).contains("pkcs8"));
    const ProgramRun shown = m_sample.offline({u"witness"_s, u"show"_s, file, u"--json"_s});
    QCOMPARE(shown.member("vkey"_L1), made.member("vkey"_L1));
    ENIGM_REFUSED(cosign(file, passphrase), 1, "unknown-key"_L1); // nobody has asked for it yet

    const ProgramRun asked =
        m_sample.as(u"administrator-1"_s, {u"witness"_s, u"add"_s, u"witness.example"_s, made.member("vkey"_L1),
                                           u"--reason"_s, u"A second pair of eyes"_s, u"--yes"_s});
    ENIGM_SUCCEEDS(asked);
    for (const QString &person : {u"approver-1"_s, u"reviewer-1"_s})
        ENIGM_SUCCEEDS(m_sample.as(person, {u"change"_s, u"approve"_s, asked.member("id"_L1), u"--yes"_s}));
    ENIGM_REFUSED(cosign(file, "another horse"), 4, "wrong-passphrase"_L1);
    ENIGM_SUCCEEDS(cosign(file, passphrase));
    ENIGM_SUCCEEDS(verified());
    QCOMPARE(judged(), u"accepted"_s);
}

void WitnessStoryTest::anExportCarriesTheirLines()
{
    const QString file = m_sample.path(u"audit.jsonl"_s);
    ENIGM_SUCCEEDS(m_sample.as(u"reviewer-1"_s, {u"audit"_s, u"export"_s, file}));
    const QStringList verify{u"audit"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s};
    const ProgramRun plain = m_sample.offline(verify);
    ENIGM_SUCCEEDS(plain);
    QCOMPARE(memberOf(memberOf(plain.json(), "witnesses"_L1), "threshold"_L1).integer(), 1);
}

void WitnessStoryTest::aKeyThatTheLogDoesNotNameIsNoWitness()
{
    const ProgramRun missing = m_sample.as(u"approver-1"_s, {u"witness"_s, u"cosign"_s, u"nowhere.json"_s});
    QCOMPARE(missing.exit, 2);
    QCOMPARE(m_sample.offline({u"witness"_s, u"create"_s, u"two words"_s, m_sample.path(u"x.json"_s)}).exit, 2);
}

ENIGM_TEST_MAIN(WitnessStoryTest)
#include "WitnessStoryTest.moc"
