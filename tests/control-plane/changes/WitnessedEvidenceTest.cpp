#include "contract/device/Command.h"
#include "contract/device/DeviceEvidence.h"
#include "contract/device/DeviceEvidenceBuilder.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/TestWitness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using changes::TargetSet;
using fleet::DeviceState;

/// The evidence that a control plane builds, as witnesses co-sign its logs, and what a device and a verifier make of
/// it.
class WitnessedEvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aDeviceObeysOnceWitnessesHaveSigned();
    void itStaysObeyedWhileTheLogsGrow();
    void aDeviceWaitsForAsManyAsLeafZeroAsksFor();
    void oldCosignaturesDoNotDo();
    void aRemovedWitnessIsLeftOut();
    void aGovernanceActIsShownInTheWitnessedLog();
    void aVerifierIsToldOfEveryWitness();

private:
    [[nodiscard]] evidence::EvidenceBundle bundleOf(const LivePlane::Record &change)
    {
        return require(m_live->plane().changeReader().evidence(change.change.request.id));
    }
    /// What the device makes of it now.
    [[nodiscard]] QString judged(const LivePlane::Record &change)
    {
        const auto builder = require(device::DeviceEvidenceBuilder::make(bundleOf(change)));
        const auto evidence = require(builder.evidenceFor(m_memory.handle)).toBytes();
        return outcomeOf(device::checkCommand(evidence, m_memory, m_live->clock.now()));
    }
    [[nodiscard]] evidence::EvidenceVerdict verified(const LivePlane::Record &change)
    {
        return require(evidence::verifyEvidence(bundleOf(change).toBytes(), m_memory.deployment));
    }
    LivePlane::Record revoke()
    {
        return m_live->perform(m_live->administrator1, u"device.revoke"_s, m_device, changes::NoParameters{},
                               {m_live->approver1});
    }
    void found(const LivePlane::Options &options);

    TestWitness m_first{u"first.example"_s};
    TestWitness m_second{u"second.example"_s};
    std::unique_ptr<LivePlane> m_live;
    TargetSet m_device;
    device::DeviceMemory m_memory;
};

void WitnessedEvidenceTest::init()
{
    found({.witnesses = {m_first.record()}, .witnessThreshold = 1});
}

void WitnessedEvidenceTest::found(const LivePlane::Options &options)
{
    m_live = std::make_unique<LivePlane>(options);
    m_device = m_live->admit(1);
    m_memory = {};
    m_memory.deployment = m_live->plane().governance().directory()->deploymentId();
    m_memory.handle = m_device.leaves()[0].handle;
    m_memory.key = m_device.leaves()[0].key;
    m_memory.state = DeviceState::Trusted;
}

void WitnessedEvidenceTest::aDeviceObeysOnceWitnessesHaveSigned()
{
    const auto revoked = revoke();
    QCOMPARE(judged(revoked), u"cosignatures-missing"_s);
    for (const auto log : {controlplane::store::LogId::Governance, controlplane::store::LogId::Activity}) {
        QCOMPARE(judged(revoked), u"cosignatures-missing"_s);
        require(handIn(*m_live, log, m_first.cosigned(*m_live, log, m_live->clock.now())));
    }
    QCOMPARE(judged(revoked), u"accepted"_s);
}

void WitnessedEvidenceTest::itStaysObeyedWhileTheLogsGrow()
{
    cosignBoth(*m_live, {&m_first}); // of a log that does not hold the change yet
    const auto revoked = revoke();
    QCOMPARE(judged(revoked), u"cosignatures-missing"_s);
    cosignBoth(*m_live, {&m_first});
    const qint64 witnessed =
        m_live->plane().checkpoints().current()->of(controlplane::store::LogId::Activity).head.size;
    (void)m_live->admit(1);
    m_live->perform(m_live->administrator1, u"witness.add"_s, {},
                    changes::AddWitnessParameters{.witness = m_second.record()},
                    {m_live->approver1, m_live->reviewer1});
    QCOMPARE(judged(revoked), u"accepted"_s);
    QCOMPARE(verified(revoked).activitySize, witnessed);
    cosignBoth(*m_live, {&m_first});
    QCOMPARE(judged(revoked), u"accepted"_s);
    QCOMPARE_GT(verified(revoked).activitySize, witnessed);
}

void WitnessedEvidenceTest::aDeviceWaitsForAsManyAsLeafZeroAsksFor()
{
    found({.witnesses = {m_first.record(), m_second.record()}, .witnessThreshold = 2});
    const auto revoked = revoke();
    cosignBoth(*m_live, {&m_first});
    QCOMPARE(judged(revoked), u"cosignatures-missing"_s);
    cosignBoth(*m_live, {&m_second});
    QCOMPARE(judged(revoked), u"accepted"_s);
}

void WitnessedEvidenceTest::oldCosignaturesDoNotDo()
{
    const auto revoked = revoke();
    cosignBoth(*m_live, {&m_first});
    m_live->clock.advance(m_live->plane().governance().directory()->founding().witnessMaxAge + 1);
    QCOMPARE(judged(revoked), u"cosignatures-stale"_s);
    cosignBoth(*m_live, {&m_first});
    QCOMPARE(judged(revoked), u"accepted"_s);
}

void WitnessedEvidenceTest::aRemovedWitnessIsLeftOut()
{
    const auto revoked = revoke();
    cosignBoth(*m_live, {&m_first});
    m_live->perform(m_live->administrator1, u"witness.remove"_s, {},
                    changes::RemoveWitnessParameters{.name = m_first.record().name},
                    {m_live->approver1, m_live->reviewer1});
    QCOMPARE(judged(revoked), u"cosignatures-missing"_s);
    QVERIFY(verified(revoked).witnesses.lines.empty());
}

void WitnessedEvidenceTest::aGovernanceActIsShownInTheWitnessedLog()
{
    cosignBoth(*m_live, {&m_first});
    const auto added = m_live->perform(m_live->administrator1, u"witness.add"_s, {},
                                       changes::AddWitnessParameters{.witness = m_second.record()},
                                       {m_live->approver1, m_live->reviewer1});
    QVERIFY(!verified(added).witnesses.isEnough);
    cosignBoth(*m_live, {&m_first, &m_second});
    const auto verdict = verified(added);
    QVERIFY(verdict.witnesses.isEnough);
    QCOMPARE(verdict.governanceSize, m_live->governanceSize());
}

void WitnessedEvidenceTest::aVerifierIsToldOfEveryWitness()
{
    found({.witnesses = {m_first.record(), m_second.record()}, .witnessThreshold = 1});
    const auto revoked = revoke();
    QVERIFY(verified(revoked).witnesses.lines.empty());
    QVERIFY(!verified(revoked).witnesses.isEnough);
    const qint64 now = m_live->clock.now();
    cosignBoth(*m_live, {&m_first});
    m_live->clock.advance(10);
    cosignBoth(*m_live, {&m_second});
    const auto verdict = verified(revoked);
    QVERIFY(verdict.witnesses.isEnough);
    QCOMPARE(verdict.witnesses.threshold, 1);
    const std::vector<evidence::WitnessLine> expected{
        {.witness = m_first.record().name, .standIn = false, .governance = now, .activity = now},
        {.witness = m_second.record().name, .standIn = false, .governance = now + 10, .activity = now + 10}};
    QCOMPARE(verdict.witnesses.lines, expected);
}

ENIGM_TEST_MAIN(WitnessedEvidenceTest)
#include "WitnessedEvidenceTest.moc"
