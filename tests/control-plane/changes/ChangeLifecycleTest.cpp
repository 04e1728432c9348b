#include "contract/evidence/AuditExport.h"
#include "contract/evidence/Evidence.h"
#include "control-plane/changes/ChangeReader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QBuffer>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::ChangeState;
using changes::TargetSet;
using fleet::DeviceState;
using test::LivePlane;
using test::outcomeOf;
using test::require;
using test::SampleHistory;

/// The life of a change about devices, over a real store: who asks, who signs, what becomes of it and what the logs
/// say.
class ChangeLifecycleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_live = std::make_unique<LivePlane>(); }
    void cleanup() { m_live.reset(); }

    void anApprovedRevocationIsCarriedOut();
    void aSuspensionIsCarriedOutAtOnce();
    void manyRevocationsAskForASecondApprover();
    void manySuspensionsAskForAnApprover();
    void oneActEndsEverythingThatWaits();
    void aRejectionEndsAChange();
    void theRequesterWithdrawsAChange();
    void aChangeThatNobodyApprovesExpires();
    void anApprovalThatComesTooLateExpiresTheChange();
    void aChangeFailsWhereItsTargetsHaveMoved();
    void aSignedShareOfTargetsMayHaveMoved();
    void theEvidenceOfAnExecutedChangeVerifiesOffline();
    void anAuditorVerifiesEverything();
    void aRestartForgetsNothing();
    void whatGoesWithAnActIsUndoneWithIt();
    void changesAreListedNewestFirst();

private:
    [[nodiscard]] QStringList activitySince(qsizetype size) { return m_live->activity().mid(size); }
    void expireDue();

    std::unique_ptr<LivePlane> m_live;
};

void ChangeLifecycleTest::expireDue()
{
    std::promise<Expected<void>> promise;
    auto answer = promise.get_future();
    m_live->plane().changeService().expireDue([&promise](const Expected<void> &done) { promise.set_value(done); });
    require(answer.get());
}

void ChangeLifecycleTest::anApprovedRevocationIsCarriedOut()
{
    const TargetSet devices = m_live->admit(3);
    const auto before = m_live->activity().size();
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    QCOMPARE(asked.state, ChangeState::Pending);
    QCOMPARE(asked.reason->text, u"It has to be."_s);
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Trusted);

    const auto executed = require(m_live->approve(m_live->approver1, asked));
    QCOMPARE(executed.state, ChangeState::Executed);
    QCOMPARE(executed.approvals.size(), 1U);
    QVERIFY(executed.executed.has_value());
    for (const changes::TargetLeaf &device : devices.leaves())
        QCOMPARE(m_live->stateOf(device), DeviceState::Revoked);
    QCOMPARE(activitySince(before),
             QStringList({u"change.requested done"_s, u"change.approved done"_s, u"change.executed done"_s}));
    QCOMPARE(m_live->record(asked.change.request.id).toJson(), executed.toJson());
}

void ChangeLifecycleTest::aSuspensionIsCarriedOutAtOnce()
{
    const TargetSet devices = m_live->admit(1);
    const auto before = m_live->activity().size();
    const auto executed = require(m_live->ask(m_live->approver1, u"device.suspend"_s, devices));
    QCOMPARE(executed.state, ChangeState::Executed);
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Suspended);
    QCOMPARE(activitySince(before), QStringList({u"change.requested done"_s, u"change.executed done"_s}));
}

void ChangeLifecycleTest::manyRevocationsAskForASecondApprover()
{
    LivePlane live({.deviceLimit = 3});
    const TargetSet some = live.admit(2);
    const TargetSet more = live.admit(2);
    const auto first = require(live.ask(live.administrator1, u"device.revoke"_s, some));
    const auto second = require(live.ask(live.administrator2, u"device.retire"_s, more));
    QVERIFY(!second.beyondLimit);
    QCOMPARE(require(live.approve(live.approver1, first)).state, ChangeState::Executed);
    const auto waiting = require(live.approve(live.approver1, second));
    QCOMPARE(waiting.state, ChangeState::Pending);
    QVERIFY(waiting.beyondLimit);
    QVERIFY(live.record(second.change.request.id).beyondLimit);
    QCOMPARE(live.stateOf(more.leaves()[0]), DeviceState::Trusted);
    live.restart();
    const auto executed = require(live.approve(live.approver2, second));
    QCOMPARE(executed.state, ChangeState::Executed);
    QCOMPARE(executed.approvals.size(), 2U);

    // The auditor counts the same, and a bundle is counted as it was.
    QBuffer buffer;
    buffer.setData(live.exportLog());
    buffer.open(QIODevice::ReadOnly);
    const QByteArray deployment = live.plane().governance().directory()->deploymentId();
    QCOMPARE(require(evidence::verifyAuditExport(buffer, deployment)).changesExecuted, 4);
    const auto bundle = require(live.plane().changeReader().evidence(second.change.request.id));
    QCOMPARE(require(evidence::verifyEvidence(bundle.toBytes(), deployment)).approvers.size(), 2U);
}

void ChangeLifecycleTest::manySuspensionsAskForAnApprover()
{
    LivePlane live({.deviceLimit = 3});
    const TargetSet devices = live.admit(3);
    const TargetSet more = live.admit(1);
    QCOMPARE(require(live.ask(live.administrator1, u"device.suspend"_s, devices)).state, ChangeState::Executed);
    // Counted over everybody, and gone after its hour.
    const auto waiting = require(live.ask(live.administrator2, u"device.suspend"_s, more));
    QCOMPARE(waiting.state, ChangeState::Pending);
    QVERIFY(waiting.beyondLimit);
    QCOMPARE(outcomeOf(live.approve(live.administrator1, waiting)), u"role-missing"_s);
    QCOMPARE(require(live.approve(live.approver1, waiting)).state, ChangeState::Executed);
    live.clock.advance(3600);
    QCOMPARE(require(live.ask(live.administrator2, u"device.suspend"_s, live.admit(1))).state, ChangeState::Executed);
}

void ChangeLifecycleTest::oneActEndsEverythingThatWaits()
{
    const TargetSet devices = m_live->admit(2);
    const auto revocation = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    const auto wipe = require(m_live->ask(m_live->administrator2, u"device.wipe"_s, devices));
    const auto admission = require(m_live->ask(
        m_live->administrator1, u"key.add"_s, {},
        changes::AddKeyParameters{.operatorId = m_live->approver1.id,
                                  .key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey()}));
    const auto before = m_live->activity().size();
    const auto cancelled = require(m_live->ask(m_live->releaseManager1, changes::cancelAll));
    QCOMPARE(cancelled.state, ChangeState::Executed);
    QCOMPARE(activitySince(before), QStringList({u"change.requested done"_s, u"change.executed done"_s,
                                                 u"change.cancelled done"_s, u"change.cancelled done"_s}));
    for (const auto &change : {revocation, wipe}) {
        const auto record = m_live->record(change.change.request.id);
        QCOMPARE(record.state, ChangeState::Rejected);
        QCOMPARE(record.cancelledBy, std::optional(cancelled.change.request.id));
        QCOMPARE(require(LivePlane::Record::fromJson(record.toJson())).cancelledBy, record.cancelledBy);
        QCOMPARE(outcomeOf(m_live->approve(m_live->approver1, change)), u"change-closed"_s);
    }
    QCOMPARE(m_live->record(admission.change.request.id).state, ChangeState::Pending);
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Trusted);
    // Again where nothing waits but governance; and the auditor agrees.
    QCOMPARE(require(m_live->ask(m_live->approver1, changes::cancelAll)).state, ChangeState::Executed);
    QBuffer buffer;
    buffer.setData(m_live->exportLog());
    buffer.open(QIODevice::ReadOnly);
    QCOMPARE(require(evidence::verifyAuditExport(buffer, m_live->plane().governance().directory()->deploymentId()))
                 .changesExecuted,
             3);
    const auto bundle = require(m_live->plane().changeReader().evidence(cancelled.change.request.id));
    const QByteArray deployment = m_live->plane().governance().directory()->deploymentId();
    QCOMPARE(outcomeOf(evidence::verifyEvidence(bundle.toBytes(), deployment)), u"accepted"_s);
}

void ChangeLifecycleTest::aRejectionEndsAChange()
{
    const TargetSet devices = m_live->admit(1);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    QCOMPARE(require(m_live->reject(m_live->approver1, asked)).state, ChangeState::Rejected);
    QCOMPARE(m_live->activity().last(), u"change.rejected done"_s);
    QCOMPARE(outcomeOf(m_live->approve(m_live->approver2, asked)), u"change-closed"_s);
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Trusted);
}

void ChangeLifecycleTest::theRequesterWithdrawsAChange()
{
    const TargetSet devices = m_live->admit(1);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    const QString reference = asked.change.request.id;
    const auto withdrawn = require(m_live->withdraw(m_live->administrator1, reference,
                                                    m_live->withdrawalOf(asked.change, m_live->administrator1)));
    QCOMPARE(withdrawn.state, ChangeState::Withdrawn);
    QVERIFY(withdrawn.withdrawal.has_value());
    QCOMPARE(m_live->activity().last(), u"change.withdrawn done"_s);
    QCOMPARE(outcomeOf(m_live->approve(m_live->approver1, asked)), u"change-closed"_s);
}

void ChangeLifecycleTest::aChangeThatNobodyApprovesExpires()
{
    const TargetSet devices = m_live->admit(1);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    m_live->clock.set(asked.change.request.approveBy);
    expireDue();
    QCOMPARE(m_live->record(asked.change.request.id).state, ChangeState::Pending);
    m_live->clock.advance(1);
    expireDue();
    QCOMPARE(m_live->record(asked.change.request.id).state, ChangeState::Expired);
    QCOMPARE(m_live->activity().last(), u"change.expired failed"_s);
    const auto before = m_live->activity().size();
    expireDue();
    QCOMPARE(m_live->activity().size(), before);
}

void ChangeLifecycleTest::anApprovalThatComesTooLateExpiresTheChange()
{
    const TargetSet devices = m_live->admit(1);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    m_live->clock.set(asked.change.request.approveBy + 1);
    const auto before = m_live->activity().size();
    QCOMPARE(outcomeOf(m_live->approve(m_live->approver1, asked)), u"change-expired"_s);
    QCOMPARE(m_live->record(asked.change.request.id).state, ChangeState::Expired);
    QCOMPARE(activitySince(before), QStringList({u"change.expired failed"_s}));
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Trusted);
}

void ChangeLifecycleTest::aChangeFailsWhereItsTargetsHaveMoved()
{
    const TargetSet devices = m_live->admit(2);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    const TargetSet moved = require(TargetSet::make({devices.leaves()[0]}));
    require(m_live->ask(m_live->approver2, u"device.suspend"_s, moved));
    const auto failed = require(m_live->approve(m_live->approver1, asked));
    QCOMPARE(failed.state, ChangeState::Failed);
    QCOMPARE(failed.failure, std::optional(u"drifted"_s));
    QCOMPARE(m_live->activity().last(), u"change.failed failed"_s);
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Suspended);
    QCOMPARE(m_live->stateOf(devices.leaves()[1]), DeviceState::Trusted);
}

void ChangeLifecycleTest::aSignedShareOfTargetsMayHaveMoved()
{
    const TargetSet devices = m_live->admit(2);
    changes::ChangeRequest request = m_live->compose(m_live->administrator1, u"device.revoke"_s, devices);
    request.targets.maxSkipped = 500;
    const auto change = SampleHistory::sign(request, m_live->administrator1);
    const auto asked = require(m_live->request(m_live->administrator1, change, devices));
    require(m_live->ask(m_live->approver2, u"device.suspend"_s, require(TargetSet::make({devices.leaves()[0]}))));
    const auto executed = require(m_live->approve(m_live->approver1, asked));
    QCOMPARE(executed.state, ChangeState::Executed);
    QCOMPARE(m_live->activity().last(), u"change.executed skipped"_s);
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Suspended);
    QCOMPARE(m_live->stateOf(devices.leaves()[1]), DeviceState::Revoked);
}

void ChangeLifecycleTest::theEvidenceOfAnExecutedChangeVerifiesOffline()
{
    const TargetSet devices = m_live->admit(3);
    const auto executed = m_live->perform(m_live->administrator1, u"device.revoke"_s, devices, changes::NoParameters{},
                                          {m_live->approver2});
    m_live->perform(m_live->administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = m_live->approver2.id,
                                                 .key = m_live->approver2.key->publicKey().thumbprint()},
                    {m_live->approver1, m_live->reviewer1});
    const auto bundle = require(m_live->plane().changeReader().evidence(executed.change.request.id));
    const QByteArray deployment = m_live->plane().governance().directory()->deploymentId();
    const auto verdict = require(evidence::verifyEvidence(bundle.toBytes(), deployment));
    QCOMPARE(verdict.change.digest(), executed.change.digest());
    QCOMPARE(verdict.approvers, std::vector{m_live->approver2.id});
    QCOMPARE(verdict.application.applied.size(), 3U);
    QCOMPARE(verdict.governanceSize, m_live->governanceSize());
    QCOMPARE(outcomeOf(m_live->plane().changeReader().evidence(u"nothing"_s)), u"not-found"_s);
}

void ChangeLifecycleTest::anAuditorVerifiesEverything()
{
    const TargetSet devices = m_live->admit(2);
    m_live->perform(m_live->administrator1, u"device.revoke"_s, devices, changes::NoParameters{}, {m_live->approver1});
    const TargetSet others = m_live->admit(1);
    const auto asked = require(m_live->ask(m_live->administrator2, u"device.retire"_s, others));
    QCOMPARE(outcomeOf(m_live->approve(m_live->administrator2, asked)), u"self-approval"_s);
    require(m_live->reject(m_live->approver1, asked));
    QByteArray bytes = m_live->exportLog();
    QBuffer file(&bytes);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto verdict =
        require(evidence::verifyAuditExport(file, m_live->plane().governance().directory()->deploymentId()));
    QCOMPARE(verdict.changesExecuted, 3);
    QCOMPARE(verdict.bodiesAbsent, 0);
    QCOMPARE(verdict.activitySize, qint64(m_live->activity().size()));
}

void ChangeLifecycleTest::aRestartForgetsNothing()
{
    const TargetSet devices = m_live->admit(1);
    const auto asked = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    const QStringList before = m_live->activity();
    m_live->restart();
    QCOMPARE(m_live->activity(), before);
    QCOMPARE(require(m_live->approve(m_live->approver1, asked)).state, ChangeState::Executed);
}

void ChangeLifecycleTest::whatGoesWithAnActIsUndoneWithIt()
{
    const TargetSet devices = m_live->admit(1);
    const auto change = SampleHistory::sign(m_live->compose(m_live->administrator1, u"device.suspend"_s, devices),
                                            m_live->administrator1);
    const auto reason = require(changes::FreeText::make(u"It has to be."_s));
    const auto before = m_live->activity().size();
    std::promise<Expected<changes::ChangeRecord>> promise;
    auto answer = promise.get_future();
    controlplane::changes::RequestSubmission submission{
        .change = change, .reason = reason, .reference = {}, .targets = devices, .names = {}};
    m_live->plane().changeService().request(
        m_live->administrator1.id, std::move(submission),
        {.before = [](controlplane::store::Transaction &) { return Expected<void>(refuse(ProblemType::StepUpUsed)); },
         .after = {}},
        [&promise](const Expected<changes::ChangeRecord> &record) { promise.set_value(record); });
    QCOMPARE(outcomeOf(answer.get()), u"step-up-used"_s);
    QCOMPARE(activitySince(before), QStringList({u"change.refused refused"_s}));
    QCOMPARE(m_live->stateOf(devices.leaves()[0]), DeviceState::Trusted);
}

void ChangeLifecycleTest::changesAreListedNewestFirst()
{
    const TargetSet devices = m_live->admit(1);
    const auto first = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, devices));
    const auto second = require(m_live->ask(m_live->administrator1, u"device.retire"_s, devices));
    const auto &reader = m_live->plane().changeReader();
    const auto all = [](const auto &) -> Expected<bool> { return true; };
    const auto page = require(reader.page({ChangeState::Pending}, {}, 1, all));
    QCOMPARE(page.items.size(), 1U);
    QCOMPARE(page.items.front().request, second.change.jws.compact());
    QCOMPARE(page.next, std::optional(second.change.request.id));
    const auto rest = require(reader.page({ChangeState::Pending}, *page.next, 10, all));
    QCOMPARE(rest.items.size(), 1U);
    QCOMPARE(rest.items.front().request, first.change.jws.compact());
    QVERIFY(!rest.next);
    QCOMPARE(require(reader.targetStates(first.change.request.id)), std::vector{DeviceState::Trusted});
}

ENIGM_TEST_MAIN(ChangeLifecycleTest)
#include "ChangeLifecycleTest.moc"
