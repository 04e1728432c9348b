#include "contract/evidence/ReleaseLedger.h"

#include "contract/evidence/AuditExport.h"
#include "tests/contract/evidence/UpdateHistory.h"
#include "tests/support/LogGuard.h"

#include <QBuffer>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using evidence::AuditVerdict;
using operators::SigningAuthority;
using ota::RolloutEventKind;
using ota::UpdateStage;

/// A reviewer verifies offline how a release was signed and rolled out. A control plane that lies of it, with its own
/// keys and in a log that is sound otherwise, is found out.
class ReleaseLedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_told = std::make_unique<UpdateHistory>(); }
    void cleanup() { m_told.reset(); }
    void whatHappenedVerifies();
    void aGroupSoaksOnWhereItWasStopped();
    void whoeverStopsItStopsItsSoak();
    void whatIsWithheldIsNotContradicted();
    void devicesThatMovedMeanwhileLeaveAPopulationUnproven();
    void aLieIsFound_data();
    void aLieIsFound();

private:
    [[nodiscard]] Expected<AuditVerdict> verify(const QByteArray &bytes) const;
    [[nodiscard]] Expected<AuditVerdict> verify() const { return verify(m_told->history.exportLog()); }

    std::unique_ptr<UpdateHistory> m_told;
};

namespace {

/// The line of an activity record without its body.
QByteArray withheld(const QByteArray &line)
{
    const qsizetype hash = line.lastIndexOf(",\"hash\":");
    const qsizetype salt = line.lastIndexOf(",\"salt\":");
    return "{\"body\":null" + line.sliced(hash, salt - hash) + ",\"salt\":null}";
}

} // namespace

Expected<AuditVerdict> ReleaseLedgerTest::verify(const QByteArray &bytes) const
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return evidence::verifyAuditExport(buffer, m_told->history.deploymentId());
}

void ReleaseLedgerTest::whatHappenedVerifies()
{
    const auto before = require(verify());
    m_told->toTheEnd();
    const auto verdict = require(verify());
    QCOMPARE(verdict.changesExecuted, before.changesExecuted + 4);
    QCOMPARE(verdict.changesUnproven, 0);
    // Of people, two each; of the authorities; of devices.
    QCOMPARE(verdict.signaturesVerified, before.signaturesVerified + 8 + 2 + 2);
}

void ReleaseLedgerTest::aGroupSoaksOnWhereItWasStopped()
{
    m_told->haltWhileSoaking();
    m_told->history.advance(UpdateHistory::soak / 2);
    m_told->move(RolloutEventKind::GroupCompleted, 0);
    (void)require(verify());
}

void ReleaseLedgerTest::whoeverStopsItStopsItsSoak()
{
    m_told->pauseWhileSoaking();
    m_told->history.advance(UpdateHistory::soak / 2);
    m_told->move(RolloutEventKind::GroupCompleted, 0);
    (void)require(verify());
}

void ReleaseLedgerTest::whatIsWithheldIsNotContradicted()
{
    const auto first = static_cast<qsizetype>(m_told->history.activity().size());
    m_told->toTheEnd();
    const QByteArrayList whole = m_told->history.exportLog().split('\n');
    for (qsizetype index = first; index < static_cast<qsizetype>(m_told->history.activity().size()); ++index) {
        if (!m_told->history.activity()[static_cast<std::size_t>(index)].body)
            continue;
        QByteArrayList lines = whole;
        QByteArray &line = lines[1 + m_told->history.governanceSize() + index];
        line = withheld(line);
        const auto verdict = verify(lines.join('\n'));
        QVERIFY2(verdict, verdict ? "" : qPrintable(verdict.error().toString()));
        QCOMPARE(verdict->bodiesAbsent, 1);
    }
}

void ReleaseLedgerTest::devicesThatMovedMeanwhileLeaveAPopulationUnproven()
{
    m_told->signAll();
    m_told->start();
    // Nobody can say whether that was before or after the population was drawn.
    const auto &leaves = m_told->admission.targets.leaves();
    const auto moved =
        SampleHistory::inState(require(changes::TargetSet::make({leaves.front()})), fleet::DeviceState::Trusted);
    m_told->history.perform(m_told->history.approver1, u"device.suspend"_s, moved, changes::NoParameters{}, {});
    m_told->freeze();
    QCOMPARE(require(verify()).changesUnproven, 1);
}

void ReleaseLedgerTest::aLieIsFound_data()
{
    using Lie = std::function<void(UpdateHistory &)>;
    QTest::addColumn<Lie>("lie");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const QString &outcome, const Lie &lie) {
        QTest::newRow(name) << lie << outcome;
    };
    using enum RolloutEventKind;
    static constexpr auto manifest = SigningAuthority::Manifest;
    static constexpr auto production = SigningAuthority::Production;

    row("a signature that nobody let be made", u"wrong-change"_s,
        [](UpdateHistory &t) { t.logSignature(manifest, t.jwsOf(manifest), QByteArray(32, 'x')); });
    row("a second manifest of one release", u"already-exists"_s, [](UpdateHistory &t) {
        t.signAll();
        t.manifest.version = u"2026.11.3"_s;
        t.signOff(manifest);
    });
    row("a second signature of one authority", u"already-exists"_s, [](UpdateHistory &t) {
        t.signAll();
        t.logSignature(manifest);
    });
    row("a signature over another manifest", u"body-mismatch"_s, [](UpdateHistory &t) {
        t.signOff(manifest);
        t.manifest.rollbackIndex = 6;
        t.logSignature(manifest);
    });
    row("a signature for another deployment", u"body-mismatch"_s, [](UpdateHistory &t) {
        t.signOff(manifest);
        t.logSignature(manifest);
        t.signOff(production);
        t.manifest.deployment = QByteArray(32, 'x');
        t.logSignature(production);
    });
    row("a signature by the other authority's key", u"unknown-key"_s, [](UpdateHistory &t) {
        t.signOff(manifest);
        t.manifestKey = t.productionKey;
        t.logSignature(manifest);
    });
    row("a hardware module that an operator speaks for", u"entry-mismatch"_s, [](UpdateHistory &t) {
        t.signOff(manifest);
        t.logSignature(manifest);
        t.signOff(production);
        t.logSignature(production, t.jwsOf(production), t.signedOff[production], t.history.administrator1.id);
    });
    row("an artifact that is signed off before its manifest is signed", u"target-state"_s, [](UpdateHistory &t) {
        t.signOff(manifest);
        t.signOff(production);
    });
    row("a rollout of what one authority alone has signed", u"target-state"_s, [](UpdateHistory &t) {
        t.signOff(manifest);
        t.logSignature(manifest);
        t.signOff(production);
        t.start();
    });

    row("a population that is written down twice", u"already-exists"_s, [](UpdateHistory &t) {
        t.begin();
        t.freeze();
    });
    row("a population with another root", u"target-mismatch"_s, [](UpdateHistory &t) {
        t.signAll();
        t.start();
        t.freeze([](auto &frozen) { frozen.groups[1].root = QByteArray(32, 'x'); });
    });
    row("a population that leaves somebody out", u"target-mismatch"_s, [](UpdateHistory &t) {
        t.signAll();
        t.start();
        t.groups[0].pop_back();
        t.freeze();
    });
    row("a device that somebody has put into the first group", u"target-mismatch"_s, [](UpdateHistory &t) {
        t.signAll();
        t.start();
        t.groups[0].push_back(t.groups[1].back());
        t.groups[1].pop_back();
        std::ranges::sort(t.groups[0]);
        t.freeze();
    });
    row("a population of fewer groups", u"target-mismatch"_s, [](UpdateHistory &t) {
        t.signAll();
        t.start();
        t.freeze([](auto &frozen) { frozen.groups.pop_back(); });
    });
    row("a population of another rollout", u"wrong-change"_s, [](UpdateHistory &t) {
        t.signAll();
        t.start();
        t.freeze([](auto &frozen) { frozen.rollout = u"019acb5e-7c00-7000-8000-000000000001"_s; });
    });

    row("a group that opens before it is known whom it is for", u"target-state"_s, [](UpdateHistory &t) {
        t.signAll();
        t.start();
        t.move(GroupOpened, 0);
    });
    row("a group that opens before its time", u"target-state"_s, [](UpdateHistory &t) {
        t.signAll();
        t.start(3'600);
        t.freeze();
        t.move(GroupOpened, 0);
    });
    row("a group that opens twice", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.move(GroupOpened, 0);
    });
    row("a group that opens out of turn", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.move(GroupOpened, 1);
    });
    row("a group that the plan does not have", u"target-state"_s, [](UpdateHistory &t) {
        t.toSecond();
        t.move(GroupOpened, 2);
    });
    row("a group that completes without soaking", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.confirm(0);
        t.move(GroupCompleted, 0);
    });
    row("a group that soaks too short", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.confirm(0);
        t.move(GroupSoaking, 0);
        t.move(GroupCompleted, 0);
    });
    row("a group that soaks while its rollout stands", u"target-state"_s, [](UpdateHistory &t) {
        t.haltWhileSoaking();
        t.move(GroupCompleted, 0);
    });
    row("a group that soaks while people have paused it", u"target-state"_s, [](UpdateHistory &t) {
        t.pauseWhileSoaking();
        t.move(GroupCompleted, 0);
    });
    row("a report of more devices than the one that speaks", u"entry-mismatch"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.report(t.groups[0].front(), UpdateStage::Confirmed, true, t.groups[0].back());
    });
    row("a group that completes twice", u"target-state"_s, [](UpdateHistory &t) {
        t.toSecond();
        t.move(GroupCompleted, 0);
    });
    row("confirmations that no device has given", u"body-mismatch"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.move(GroupSoaking, 0, 1);
    });
    row("one confirmation that counts twice", u"body-mismatch"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.confirm(0);
        t.report(t.groups[0].front(), UpdateStage::Confirmed);
        t.move(GroupSoaking, 0, 1);
    });
    row("a rollout that completes before its groups", u"target-state"_s, [](UpdateHistory &t) {
        t.toSecond();
        t.move(Completed);
    });
    row("a rollout that goes on after its end", u"target-state"_s, [](UpdateHistory &t) {
        t.toTheEnd();
        t.move(Completed);
    });
    row("a halt by a group that was not open", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.move(Halted, 1);
    });
    row("a halted rollout that advances", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.confirm(0);
        t.halt();
        t.move(GroupSoaking, 0);
    });
    row("a rollout that has halted itself and advances", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.move(Halted, 0);
        t.move(GroupSoaking, 0);
    });
    row("a paused rollout that advances", u"target-state"_s, [](UpdateHistory &t) {
        t.begin();
        t.pause();
        t.move(GroupOpened, 0);
    });
    row("a move of a rollout that never was", u"wrong-change"_s, [](UpdateHistory &t) {
        t.begin();
        t.started = QByteArray(32, 'x');
        t.move(GroupOpened, 0);
    });
    row("a move without a body", u"entry-mismatch"_s, [](UpdateHistory &t) {
        t.begin();
        const ota::RolloutMove move{.kind = GroupOpened, .change = t.started, .rollout = t.rollout, .group = 0};
        t.history.append(move.describe(), std::nullopt);
    });

    row("a resumption that nobody approved", u"quorum-missing"_s, [](UpdateHistory &t) {
        t.openFirst();
        const qint64 halted = t.move(Halted, 0);
        const auto change = SampleHistory::sign(
            t.history.compose(t.history.releaseManager1, changes::rolloutResume, {}, t.resumption(halted)),
            t.history.releaseManager1);
        (void)t.history.request(change);
        const changes::ChangeBody body = changes::ExecutedBody{};
        t.history.append(changes::describe(body, change), changes::toJson(body));
    });
    row("a resumption of another standing", u"drifted"_s, [](UpdateHistory &t) {
        t.openFirst();
        const qint64 halted = t.move(Halted, 0);
        t.perform(changes::rolloutResume, t.resumption(halted - 1));
    });

    row("the outcome of a rollout that never was", u"wrong-change"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.say(t.deviceOf(0), UpdateStage::Confirmed, QByteArray(32, 'x'), t.execution);
    });
    row("the outcome of a change that is no rollout", u"wrong-change"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.say(t.deviceOf(0), UpdateStage::Confirmed, t.admission.change.digest(), t.admission.indexes.back());
    });
    row("the outcome of a device that was not offered anything", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.confirm(1);
    });
    row("a device that was offered what was halted", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.halt();
        t.confirm(1);
    });
    row("a device that no group has", u"wrong-device"_s, [](UpdateHistory &t) {
        t.openFirst();
        for (std::size_t i = 0; i < t.devices.size(); ++i) {
            if (std::ranges::none_of(t.groups, [i](const auto &group) { return std::ranges::count(group, i) > 0; }))
                return t.report(i, UpdateStage::Confirmed);
        }
        qFatal("every device is in a group"); // once in a million times
    });
    row("silence while it is halted", u"target-state"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.halt();
        t.noteSilent(t.deviceOf(0));
    });
    row("a download that counts as an outcome", u"entry-mismatch"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.say(t.deviceOf(0), UpdateStage::Downloading, t.started, t.execution);
    });
    row("a failure that is said to be done", u"entry-mismatch"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.report(t.deviceOf(0), UpdateStage::Failed);
    });
    row("an outcome without a body", u"entry-mismatch"_s, [](UpdateHistory &t) {
        t.openFirst();
        t.report(t.deviceOf(0), UpdateStage::Confirmed, false);
    });
}

void ReleaseLedgerTest::aLieIsFound()
{
    QFETCH(const std::function<void(UpdateHistory &)>, lie);
    QFETCH(const QString, outcome);
    lie(*m_told);
    const auto verdict = verify();
    QCOMPARE(outcomeOf(verdict), outcome);
    // In the last entry, and not in what led to it.
    QVERIFY2(verdict.error().where.startsWith(u"activity record %1"_s.arg(m_told->history.activity().size() - 1)),
             qPrintable(verdict.error().toString()));
}

ENIGM_TEST_MAIN(ReleaseLedgerTest)
#include "ReleaseLedgerTest.moc"
