#include "contract/evidence/AuditExport.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QBuffer>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::TargetSet;
using evidence::AuditVerdict;
using fleet::DeviceState;

/// A reviewer verifies a whole log offline.
class AuditExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeHistoryVerifies();
    void everyChangedByteIsNoticed();
    void changedBytesOfALargerLogAreNoticed();
    void linesCannotBeLeftOutAddedOrSwapped();
    void absentBodiesAreCounted();
    void theLogCannotLieAboutTheDirectory();
    void theLogCannotLieAboutDevices();
    void aHandleCannotBePointedAtAnotherPhone();
    void aChangeIsExecutedOnce();
    void aChangeThatEndedIsNotExecuted();
    void aSignedHeadMustHaveBeen();
    void manySmallChangesPassNoLimitTogether();
    void everythingPendingIsCancelledByOneAct();
    void nothingElseCancels();
    void hashesAloneAreVerifiedFaster();
    void verificationCanBeCancelled();
};

namespace {

Expected<AuditVerdict> verify(const QByteArray &bytes, const QByteArray &deployment,
                              const evidence::AuditVerifyOptions &options = {})
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return evidence::verifyAuditExport(buffer, deployment, options);
}

Expected<AuditVerdict> verify(const SampleHistory &history)
{
    return verify(history.exportLog(), history.deploymentId());
}

/// A history in which a bit of everything happened.
void live(SampleHistory &history)
{
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(3)));
    const TargetSet trusted = SampleHistory::inState(devices, DeviceState::Trusted);
    history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession, history.administrator1.id);
    history.perform(history.administrator1, u"device.admit"_s, devices, changes::NoParameters{}, {history.approver1});
    auto rejected = history.request(
        history.sign(history.compose(history.administrator1, u"device.revoke"_s, trusted), history.administrator1),
        trusted);
    history.decide(rejected, history.approve(rejected.change, history.approver1, changes::Decision::Reject));
    auto withdrawn = history.request(
        history.sign(history.compose(history.administrator1, u"device.retire"_s, trusted), history.administrator1),
        trusted);
    history.withdraw(withdrawn, history.withdraw(withdrawn.change));
    auto expired = history.request(
        history.sign(history.compose(history.administrator1, u"device.replace"_s, trusted), history.administrator1),
        trusted);
    history.perform(history.approver1, u"device.suspend"_s, trusted, changes::NoParameters{}, {});
    history.perform(history.administrator1, u"device.reactivate"_s,
                    SampleHistory::inState(devices, DeviceState::Suspended),
                    changes::ReactivateParameters{.to = DeviceState::Restricted}, {history.approver1});
    history.end(expired, ProblemType::ChangeExpired);
}

void govern(SampleHistory &history)
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    history.perform(history.administrator1, u"key.add"_s, {},
                    changes::AddKeyParameters{.operatorId = history.approver1.id, .key = key->publicKey()},
                    {history.approver2, history.reviewer1});
    history.perform(history.approver1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {});
    history.note(log::Category::AppAccess, u"session.ended"_s, log::Resource::AppSession, history.reviewer1.id);
}

QByteArrayList linesOf(const QByteArray &bytes)
{
    QByteArrayList lines = bytes.split('\n');
    lines.removeLast();
    return lines;
}

QByteArray joined(const QByteArrayList &lines)
{
    return lines.join('\n') + '\n';
}

} // namespace

void AuditExportTest::aWholeHistoryVerifies()
{
    SampleHistory history;
    live(history);
    govern(history);
    const auto verdict = verify(history);
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QCOMPARE(verdict->governanceSize, 3);
    QCOMPARE(verdict->activitySize, static_cast<qint64>(history.activity().size()));
    QCOMPARE(verdict->changesExecuted, 5);
    QCOMPARE(verdict->changesUnproven, 0);
    QCOMPARE(verdict->bodiesAbsent, 0);
    QVERIFY(verdict->signaturesVerified > 20);
    QCOMPARE(verdict->witnesses.lines.size(), 1U);
    QCOMPARE(verdict->witnesses.lines.front().witness, u"witness.example/one"_s);
    QCOMPARE(verdict->witnesses.threshold, 1);
    QVERIFY(verdict->witnesses.isEnough);
}

void AuditExportTest::everyChangedByteIsNoticed()
{
    SampleHistory history({.founders = 2});
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession, u"control-plane"_s);
    history.perform(history.administrator1, u"device.admit"_s, devices, changes::NoParameters{}, {history.approver1});
    const QByteArray bytes = history.exportLog();
    QVERIFY(verify(history));
    const qsizetype firstRecord = bytes.indexOf('\n') + 1;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QByteArray changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 7)));
        const auto verdict = verify(changed, history.deploymentId());
        QVERIFY2(!verdict, qPrintable(u"byte %1 may be changed"_s.arg(at)));
        const QString &where = verdict.error().where;
        const bool isNamed =
            at < firstRecord ? !where.isEmpty() : where.contains("record "_L1) || where.contains("offset "_L1);
        QVERIFY2(isNamed, qPrintable(u"byte %1: %2"_s.arg(at).arg(verdict.error().toString())));
    }
}

void AuditExportTest::changedBytesOfALargerLogAreNoticed()
{
    SampleHistory history;
    for (int i = 0; i < 4; ++i)
        live(history);
    govern(history);
    for (int i = 0; i < 500; ++i)
        history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession, history.reviewer1.id);
    const QByteArray bytes = history.exportLog();
    QVERIFY(verify(history));
    for (qsizetype at = 7; at < bytes.size(); at += bytes.size() / 150) {
        QByteArray changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        const auto verdict = verify(changed, history.deploymentId());
        QVERIFY2(!verdict, qPrintable(u"byte %1 may be changed"_s.arg(at)));
        QVERIFY(!verdict.error().where.isEmpty());
        const auto hashes = verify(changed, history.deploymentId(), {.signatures = false});
        QVERIFY2(!hashes, qPrintable(u"byte %1 may be changed"_s.arg(at)));
    }
}

void AuditExportTest::linesCannotBeLeftOutAddedOrSwapped()
{
    SampleHistory history;
    live(history);
    const QByteArrayList lines = linesOf(history.exportLog());
    const auto outcome = [&history](const QByteArrayList &changed) {
        return outcomeOf(verify(joined(changed), history.deploymentId()));
    };
    QCOMPARE(outcome(lines), u"accepted"_s);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArrayList without = lines;
        without.removeAt(i);
        QVERIFY(outcome(without) != u"accepted"_s);
        QByteArrayList twice = lines;
        twice.insert(i, lines[i]);
        QVERIFY(outcome(twice) != u"accepted"_s);
        if (i == 0)
            continue;
        QByteArrayList swapped = lines;
        swapped.swapItemsAt(i, i - 1);
        QVERIFY(outcome(swapped) != u"accepted"_s);
    }
    const QByteArray bytes = history.exportLog();
    QCOMPARE(outcomeOf(verify(bytes.chopped(1), history.deploymentId())), u"not-canonical"_s);
    QCOMPARE(outcomeOf(verify(bytes + "{}\n", history.deploymentId())), u"entry-mismatch"_s);
    const auto cut = verify(joined(lines.first(5)), history.deploymentId());
    QCOMPARE(outcomeOf(cut), u"evidence-incomplete"_s);
    QCOMPARE(cut.error().where, u"activity record 3"_s);
    QVERIFY(!verify({}, history.deploymentId()));
}

void AuditExportTest::absentBodiesAreCounted()
{
    SampleHistory history;
    live(history);
    govern(history);
    QByteArrayList lines = linesOf(history.exportLog());
    qint64 absent = 0;
    for (qsizetype i = 1 + history.governanceSize(); i < lines.size(); ++i) {
        const qsizetype hash = lines[i].lastIndexOf(",\"hash\":");
        const qsizetype salt = lines[i].lastIndexOf(",\"salt\":");
        if (lines[i].endsWith("null}"))
            continue;
        lines[i] = "{\"body\":null" + lines[i].sliced(hash, salt - hash) + ",\"salt\":null}";
        ++absent;
    }
    const auto verdict = verify(joined(lines), history.deploymentId());
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QCOMPARE(verdict->bodiesAbsent, absent);
    QCOMPARE(verdict->changesExecuted, 0);
    QCOMPARE(verdict->changesUnproven, 5);
}

void AuditExportTest::theLogCannotLieAboutTheDirectory()
{
    SampleHistory history;
    govern(history);
    // An approval that claims a governance size from before the signer's key was revoked.
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    auto story = history.request(
        history.sign(history.compose(history.administrator1, u"device.admit"_s, devices), history.administrator1),
        devices);
    history.decide(story, history.approve(story.change, history.approver1));
    const auto late = verify(history);
    QCOMPARE(outcomeOf(late), u"key-not-valid"_s);
    QVERIFY(late.error().where.startsWith(u"activity record %1:"_s.arg(story.indexes.back())));
}

void AuditExportTest::theLogCannotLieAboutDevices()
{
    SampleHistory history;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    history.perform(history.administrator1, u"device.revoke"_s, SampleHistory::inState(devices, DeviceState::Trusted),
                    changes::NoParameters{}, {history.approver1});
    QCOMPARE(outcomeOf(verify(history)), u"target-state"_s);
}

void AuditExportTest::aHandleCannotBePointedAtAnotherPhone()
{
    SampleHistory history;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    history.perform(history.administrator1, u"device.admit"_s, devices, changes::NoParameters{}, {history.approver1});
    auto leaf = devices.leaves().front();
    leaf.key = SampleHistory::makeDevice().key;
    leaf.state = DeviceState::Trusted;
    history.perform(history.administrator1, u"device.suspend"_s, require(TargetSet::make({leaf})),
                    changes::NoParameters{}, {});
    QCOMPARE(outcomeOf(verify(history)), u"target-mismatch"_s);
}

void AuditExportTest::aChangeIsExecutedOnce()
{
    SampleHistory history;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    auto story = history.perform(history.administrator1, u"device.admit"_s, devices, changes::NoParameters{},
                                 {history.approver1});
    history.execute(story);
    QCOMPARE(outcomeOf(verify(history)), u"change-closed"_s);

    SampleHistory other;
    const auto first =
        other.perform(other.administrator1, u"device.admit"_s, devices, changes::NoParameters{}, {other.approver1});
    (void)other.request(first.change, devices);
    QCOMPARE(outcomeOf(verify(other)), u"replayed"_s);
}

void AuditExportTest::aChangeThatEndedIsNotExecuted()
{
    SampleHistory history;
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    auto story = history.request(
        history.sign(history.compose(history.administrator1, u"device.admit"_s, devices), history.administrator1),
        devices);
    history.withdraw(story, history.withdraw(story.change));
    history.decide(story, history.approve(story.change, history.approver1));
    QCOMPARE(outcomeOf(verify(history)), u"change-closed"_s);
}

void AuditExportTest::aSignedHeadMustHaveBeen()
{
    SampleHistory history;
    live(history);
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    auto request = history.compose(history.administrator1, u"device.admit"_s, devices);
    request.activity.root[0] = static_cast<char>(request.activity.root[0] ^ 1);
    const auto story = history.request(history.sign(request, history.administrator1), devices);
    const auto forked = verify(history);
    QCOMPARE(outcomeOf(forked), u"unknown-log-position"_s);
    QCOMPARE(forked.error().where, u"activity record %1"_s.arg(story.indexes.front()));

    SampleHistory other;
    auto ahead = other.compose(other.administrator1, u"device.admit"_s, devices);
    ahead.activity.size = 1;
    (void)other.request(other.sign(ahead, other.administrator1), devices);
    QCOMPARE(outcomeOf(verify(other)), u"unknown-log-position"_s);

    SampleHistory governance;
    auto wrong = governance.compose(governance.administrator1, u"device.admit"_s, devices);
    wrong.governance.root[0] = static_cast<char>(wrong.governance.root[0] ^ 1);
    (void)governance.request(governance.sign(wrong, governance.administrator1), devices);
    QCOMPARE(outcomeOf(verify(governance)), u"unknown-log-position"_s);
}

/// What a single bundle cannot show: how many devices were reached in how short a time.
void AuditExportTest::manySmallChangesPassNoLimitTogether()
{
    const auto revokeTwo = [](SampleHistory &history, const std::vector<Person> &approvers) {
        const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(2)));
        history.perform(history.administrator1, u"device.admit"_s, devices, changes::NoParameters{},
                        {history.approver1});
        history.perform(history.administrator1, u"device.revoke"_s,
                        SampleHistory::inState(devices, DeviceState::Trusted), changes::NoParameters{}, approvers);
    };
    SampleHistory history({.deviceLimit = 3});
    revokeTwo(history, {history.approver1});
    QCOMPARE(outcomeOf(verify(history)), u"accepted"_s);
    SampleHistory enough = history;
    revokeTwo(enough, {enough.approver1, enough.approver2});
    QCOMPARE(outcomeOf(verify(enough)), u"accepted"_s);
    SampleHistory later = history;
    later.advance(3600);
    revokeTwo(later, {later.approver1});
    QCOMPARE(outcomeOf(verify(later)), u"accepted"_s);
    revokeTwo(history, {history.approver1});
    QCOMPARE(outcomeOf(verify(history)), u"quorum-missing"_s);
}

namespace {

/// A revocation and a change of governance that wait, and what ended them.
struct Cancelled
{
    SampleHistory history;
    SampleHistory::Story revocation = ask(u"device.admit"_s, require(TargetSet::make(SampleHistory::makeDevices(1))));
    SampleHistory::Story removal = ask(u"witness.remove"_s, {}, changes::RemoveWitnessParameters{.name = u"nobody"_s});
    SampleHistory::Story act = history.perform(history.reviewer1, changes::cancelAll, {}, changes::NoParameters{}, {});

    void cancel(const SampleHistory::Story &story) { cancel(story, act.change.digest(), history.reviewer1); }
    void cancel(const SampleHistory::Story &story, const QByteArray &by, const Person &requester)
    {
        const changes::ChangeBody body = changes::CancelledBody{.by = by, .requester = requester.id};
        (void)history.append(changes::describe(body, story.change), changes::toJson(body));
    }

private:
    SampleHistory::Story ask(const QString &action, const TargetSet &targets,
                             const changes::Parameters &parameters = changes::NoParameters{})
    {
        return history.request(
            history.sign(history.compose(history.administrator1, action, targets, parameters), history.administrator1),
            targets);
    }
};

} // namespace

void AuditExportTest::everythingPendingIsCancelledByOneAct()
{
    Cancelled cancelled;
    cancelled.cancel(cancelled.revocation);
    QCOMPARE(outcomeOf(verify(cancelled.history)), u"accepted"_s);
    // It is over.
    cancelled.history.decide(cancelled.revocation,
                             cancelled.history.approve(cancelled.revocation.change, cancelled.history.approver1));
    QCOMPARE(outcomeOf(verify(cancelled.history)), u"change-closed"_s);
}

void AuditExportTest::nothingElseCancels()
{
    Cancelled governance;
    governance.cancel(governance.removal);
    QCOMPARE(outcomeOf(verify(governance.history)), u"not-permitted"_s);
    Cancelled foreign;
    foreign.cancel(foreign.revocation, foreign.removal.change.digest(), foreign.history.reviewer1);
    QCOMPARE(outcomeOf(verify(foreign.history)), u"entry-mismatch"_s);
    Cancelled framed;
    framed.cancel(framed.revocation, framed.act.change.digest(), framed.history.approver1);
    QCOMPARE(outcomeOf(verify(framed.history)), u"entry-mismatch"_s);
    // Nothing that waited may be left out, and go on.
    Cancelled forgotten;
    QCOMPARE(outcomeOf(verify(forgotten.history)), u"entry-mismatch"_s);
    forgotten.history.decide(forgotten.revocation,
                             forgotten.history.approve(forgotten.revocation.change, forgotten.history.approver1));
    forgotten.history.execute(forgotten.revocation);
    QCOMPARE(outcomeOf(verify(forgotten.history)), u"entry-mismatch"_s);
    // What was asked for afterwards is not what was cancelled.
    Cancelled late;
    late.cancel(late.revocation);
    const TargetSet devices = require(TargetSet::make(SampleHistory::makeDevices(1)));
    const auto next = late.history.request(
        late.history.sign(late.history.compose(late.history.administrator1, u"device.admit"_s, devices),
                          late.history.administrator1),
        devices);
    late.cancel(next);
    QCOMPARE(outcomeOf(verify(late.history)), u"entry-mismatch"_s);
}

void AuditExportTest::hashesAloneAreVerifiedFaster()
{
    SampleHistory history;
    live(history);
    const auto verdict = verify(history.exportLog(), history.deploymentId(), {.signatures = false});
    QVERIFY2(verdict.has_value(), verdict ? "" : qPrintable(verdict.error().toString()));
    QCOMPARE(verdict->changesExecuted, 0);
    QCOMPARE(verdict->activitySize, static_cast<qint64>(history.activity().size()));
}

void AuditExportTest::verificationCanBeCancelled()
{
    SampleHistory history;
    live(history);
    const auto stop = [](qint64, qint64) { return false; };
    QCOMPARE(outcomeOf(verify(history.exportLog(), history.deploymentId(), {.progress = stop})), u"cancelled"_s);
}

ENIGM_TEST_MAIN(AuditExportTest)
#include "AuditExportTest.moc"
