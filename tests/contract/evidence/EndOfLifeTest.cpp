#include "contract/evidence/EndOfLife.h"

#include "contract/device/DeviceEvidenceBuilder.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/EndedDevice.h"

#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using evidence::EndOfLifeRecord;
using evidence::verifyEndOfLife;
using fleet::DeviceState;
using reports::Obedience;

/// A reviewer, or whoever takes back a phone, judges from one file whether it has ended and has said so itself.
class EndOfLifeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFinalActEndsInARecord_data();
    void everyFinalActEndsInARecord();
    void whatWasSoAlreadyIsAcknowledgedToo();
    void aWipeThatWasObeyedStandsInIt();
    void aRevokedKeyAfterwardsTakesNothingBack();
    void whatIsWrittenIsReadAgain();
    void itIsCanonicalJsonAndNoOtherFile();
    void onlyTheListsOfTheLogNameOthers();
    void noLieIsTaken_data();
    void noLieIsTaken();
    void nothingIsLeftOut_data();
    void nothingIsLeftOut();
    void whatEndsNoDeviceIsRefused();
    void anotherDevicesWipeIsRefused();
    void everyChangedByteIsNoticed();
    void everyMissingByteIsNoticed();
};

namespace {

struct OwnHistory
{
    SampleHistory own;
};

/// A device of a deployment of its own.
struct Ended : OwnHistory, EndedDevice
{
    explicit Ended(int neighbours = 0, const SampleHistory::Options &options = {})
        : OwnHistory{SampleHistory(options)}
        , EndedDevice(own, neighbours)
    {}
};

/// Retired, and acknowledged.
struct Retirement : Ended
{
    SampleHistory::Story end;
    qint64 word = 0;

    explicit Retirement(int neighbours = 0, const SampleHistory::Options &options = {})
        : Ended(neighbours, options)
    {
        admit();
        end = perform(u"device.retire"_s);
        word = acknowledge(end);
    }
    using Ended::record;
    [[nodiscard]] EndOfLifeRecord record() const { return record(end, word); }
};

QString outcome(const EndOfLifeRecord &record, const EndedDevice &ended)
{
    return outcomeOf(verifyEndOfLife(record.toBytes(), ended.history.deploymentId()));
}

qint64 timeOf(const SampleHistory &history, qint64 index)
{
    return require(log::ActivityEntry::parse(history.activity()[static_cast<std::size_t>(index)].leaf)).time;
}

reports::Acknowledgement &bodyOf(reports::Report &report)
{
    return std::get<reports::Acknowledgement>(report.body);
}

} // namespace

void EndOfLifeTest::everyFinalActEndsInARecord_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<DeviceState>("state");
    QTest::newRow("a denial") << u"device.deny"_s << DeviceState::Retired;
    QTest::newRow("a revocation") << u"device.revoke"_s << DeviceState::Revoked;
    QTest::newRow("a replacement") << u"device.replace"_s << DeviceState::Replaced;
    QTest::newRow("a retirement") << u"device.retire"_s << DeviceState::Retired;
}

void EndOfLifeTest::everyFinalActEndsInARecord()
{
    QFETCH(const QString, action);
    QFETCH(const DeviceState, state);
    Ended ended;
    const bool isDenial = action == u"device.deny"_s;
    if (!isDenial)
        ended.admit();
    const auto end = ended.perform(action, !isDenial);
    ended.history.advance(60);
    const qint64 word = ended.acknowledge(end);
    const auto verdict = require(verifyEndOfLife(ended.record(end, word).toBytes(), ended.history.deploymentId()));
    QCOMPARE(verdict.handle, ended.device.memory.handle);
    QCOMPARE(verdict.key, ended.key->publicKey().thumbprint());
    QCOMPARE(verdict.state, state);
    QCOMPARE(verdict.end.change.digest(), end.change.digest());
    QCOMPARE(verdict.end.approvers, isDenial ? std::vector<QString>() : std::vector{ended.history.approver1.id});
    QCOMPARE(verdict.end.executionIndex, end.indexes.back());
    QCOMPARE(verdict.end.executionTime, timeOf(ended.history, end.indexes.back()));
    QCOMPARE(verdict.end.acknowledgementIndex, word);
    QCOMPARE(verdict.end.acknowledgementTime, timeOf(ended.history, word));
    QCOMPARE(verdict.end.outcome, Obedience::Obeyed);
    QVERIFY(!verdict.wipe);
    QCOMPARE(verdict.activitySize, word + 1);
    QCOMPARE(verdict.governanceSize, 1);
    QVERIFY(verdict.witnesses.isEnough);
    QVERIFY(!verdict.sample);
}

void EndOfLifeTest::whatWasSoAlreadyIsAcknowledgedToo()
{
    Ended ended;
    ended.admit();
    const auto end = ended.perform(u"device.retire"_s);
    reports::Report report = ended.wordOn(end);
    bodyOf(report).outcome = Obedience::AlreadySo;
    const qint64 word = ended.log(ended.sign(report));
    const auto verdict = require(verifyEndOfLife(ended.record(end, word).toBytes(), ended.history.deploymentId()));
    QCOMPARE(verdict.end.outcome, Obedience::AlreadySo);
}

void EndOfLifeTest::aWipeThatWasObeyedStandsInIt()
{
    Ended ended(2);
    ended.admit();
    const auto end = ended.perform(u"device.revoke"_s);
    const qint64 word = ended.acknowledge(end);
    const auto wipe = ended.perform(u"device.wipe"_s);
    const qint64 wiped = ended.acknowledge(wipe);
    EndOfLifeRecord record = ended.record(end, word);
    record.wipe = ended.recordsOf(wipe, wiped);
    const auto verdict = require(verifyEndOfLife(record.toBytes(), ended.history.deploymentId()));
    QCOMPARE(verdict.wipe->change.digest(), wipe.change.digest());
    QCOMPARE(verdict.wipe->acknowledgementIndex, wiped);
    QCOMPARE(require(EndOfLifeRecord::parse(record.toBytes())), record);
}

void EndOfLifeTest::aRevokedKeyAfterwardsTakesNothingBack()
{
    Retirement retirement;
    const Person &approver = retirement.history.approver1;
    retirement.history.perform(
        retirement.history.administrator1, u"key.revoke"_s, {},
        changes::RevokeKeyParameters{.operatorId = approver.id, .key = approver.key->publicKey().thumbprint()},
        {retirement.history.administrator2, retirement.history.reviewer1});
    const auto verdict = require(verifyEndOfLife(retirement.record().toBytes(), retirement.history.deploymentId()));
    QCOMPARE(verdict.governanceSize, 2);
}

void EndOfLifeTest::whatIsWrittenIsReadAgain()
{
    const EndOfLifeRecord record = Retirement(4).record();
    QCOMPARE(require(EndOfLifeRecord::parse(record.toBytes())), record);
}

void EndOfLifeTest::itIsCanonicalJsonAndNoOtherFile()
{
    const Retirement retirement(4);
    const QByteArray bytes = retirement.record().toBytes();
    QCOMPARE(json::canonical(require(json::parse(bytes))), bytes);
    QVERIFY(EndOfLifeRecord::isMeantBy(bytes));
    const QByteArray bundle = retirement.history.evidenceOf(retirement.end).toBytes();
    QVERIFY(!EndOfLifeRecord::isMeantBy(bundle));
    QVERIFY(!EndOfLifeRecord::isMeantBy({}));
    QVERIFY(!verifyEndOfLife(bundle, retirement.history.deploymentId()));
    QVERIFY(!evidence::verifyEvidence(bytes, retirement.history.deploymentId()));
}

void EndOfLifeTest::onlyTheListsOfTheLogNameOthers()
{
    const Retirement retirement(2);
    EndOfLifeRecord record = retirement.record();
    for (const changes::TargetLeaf &leaf : retirement.device.all.leaves()) {
        if (leaf.handle != retirement.device.memory.handle)
            QVERIFY(!record.toBytes().contains(leaf.key.toLatin1()));
    }
    record.end.request.leaf = "{}";
    record.end.execution.leaf = "{}";
    QByteArray rest = record.toBytes();
    QVERIFY(!rest.contains("\"reason\"") && !rest.contains("\"text\""));
    rest.replace(retirement.device.memory.handle.text().toLatin1(), "own");
    QVERIFY(!rest.contains("edh1"));
}

void EndOfLifeTest::noLieIsTaken_data()
{
    using Lie = std::function<reports::EffectOutcome(Retirement &, reports::Report)>;
    QTest::addColumn<Lie>("lie");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const QString &outcome, const Lie &lie) {
        QTest::newRow(name) << lie << outcome;
    };
    const auto changed = [](const std::function<void(Retirement &, reports::Report &)> &change) {
        return [change](Retirement &test, reports::Report report) {
            change(test, report);
            return test.sign(report);
        };
    };
    row("by another key", u"unknown-key"_s, [](Retirement &, const reports::Report &report) {
        const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
        return reports::EffectOutcome{.key = key->publicKey(),
                                      .report = require(reports::SignedReport::sign(report, *key))};
    });
    row("by another key in the device's name", u"unknown-key"_s, [](Retirement &test, const reports::Report &report) {
        const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
        return reports::EffectOutcome{.key = test.key->publicKey(),
                                      .report = require(reports::SignedReport::sign(report, *key))};
    });
    row("with the signature of something else", u"bad-signature"_s, [](Retirement &test, reports::Report report) {
        const QByteArray compact = test.sign(report).report.jws.compact();
        report.time += 1;
        const QByteArray foreign = test.sign(report).report.jws.compact();
        const QByteArray mixed = compact.first(compact.lastIndexOf('.')) + foreign.sliced(foreign.lastIndexOf('.'));
        return reports::EffectOutcome{.key = test.key->publicKey(),
                                      .report = require(reports::SignedReport::parse(mixed))};
    });
    row("on another change", u"wrong-change"_s,
        changed([](Retirement &, reports::Report &report) { bodyOf(report).change = QByteArray(32, 'x'); }));
    row("on another execution", u"wrong-change"_s,
        changed([](Retirement &, reports::Report &report) { --bodyOf(report).execution; }));
    row("of a refusal", u"not-acknowledged"_s, changed([](Retirement &, reports::Report &report) {
            bodyOf(report).outcome = Obedience::Refused;
            bodyOf(report).problem = ProblemType::CosignaturesStale;
        }));
    row("to another deployment", u"wrong-deployment"_s,
        changed([](Retirement &, reports::Report &report) { report.deployment = QByteArray(32, 'x'); }));
    row("of another device", u"wrong-device"_s, changed([](Retirement &test, reports::Report &report) {
            report.handle = test.device.all.leaves().front().handle;
        }));
}

/// Whatever a control plane logs: what the device has not said of this command is none of its words.
void EndOfLifeTest::noLieIsTaken()
{
    QFETCH(const std::function<reports::EffectOutcome(Retirement &, reports::Report)>, lie);
    QFETCH(const QString, outcome);
    Retirement retirement(2);
    const qint64 word = retirement.log(lie(retirement, retirement.wordOn(retirement.end)));
    const auto verdict =
        verifyEndOfLife(retirement.record(retirement.end, word).toBytes(), retirement.history.deploymentId());
    QCOMPARE(outcomeOf(verdict), outcome);
    QVERIFY2(verdict.error().where.startsWith("/end/acknowledgement"_L1), qPrintable(verdict.error().toString()));
}

void EndOfLifeTest::nothingIsLeftOut_data()
{
    using Lie = std::function<void(Retirement &, EndOfLifeRecord &)>;
    QTest::addColumn<Lie>("lie");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const QString &outcome, const Lie &lie) {
        QTest::newRow(name) << lie << outcome;
    };
    row("nothing", u"accepted"_s, [](auto &, auto &) {});
    row("the approval", u"quorum-missing"_s, [](auto &, auto &record) { record.end.approvals.clear(); });
    row("an approval, for two", u"entry-mismatch"_s,
        [](auto &, auto &record) { record.end.approvals.push_back(record.end.approvals.front()); });
    row("the device's own leaf, for another device's", u"bad-inclusion-proof"_s, [](auto &test, auto &record) {
        auto leaf = test.device.targets().leaves().front();
        leaf.state = DeviceState::Trusted;
        record.end.target.leaf = leaf.leafBytes();
    });
    row("the device's evidence, for another device's", u"wrong-device"_s, [](auto &test, auto &record) {
        const auto bundle = test.history.evidenceOf(test.end);
        record.end.target = require(require(device::DeviceEvidenceBuilder::make(bundle))
                                        .evidenceFor(test.device.all.leaves().front().handle))
                                .target;
    });
    row("the state that it was in", u"target-mismatch"_s,
        [](auto &, auto &record) { record.end.target.leaf.replace("trusted", "suspended"); });
    row("what came before the execution", u"entry-mismatch"_s,
        [](auto &, auto &record) { std::swap(record.end.request, record.end.execution); });
    row("the device's word, for the request", u"entry-mismatch"_s,
        [](auto &, auto &record) { record.end.acknowledgement.entry = record.end.request; });
    row("the salt", u"body-mismatch"_s,
        [](auto &, auto &record) { record.end.acknowledgement.salt = QByteArray(16, 's'); });
    row("the body, for one in another spelling", u"not-canonical"_s,
        [](auto &, auto &record) { record.end.acknowledgement.body.insert(1, ' '); });
    row("the governance log", u"not-canonical"_s, [](auto &, auto &record) { record.governanceLeaves = {"{}"}; });
    row("the deployment", u"wrong-deployment"_s, [](auto &, auto &record) { record.deployment = QByteArray(32, 'x'); });
    row("a revocation that it must have known of", u"evidence-incomplete"_s, [](auto &test, auto &record) {
        const auto leaves = test.history.governanceLeaves();
        const QByteArray note = test.history.governanceCheckpoint();
        const Person &approver = test.history.approver1;
        test.history.perform(
            test.history.administrator1, u"key.revoke"_s, {},
            changes::RevokeKeyParameters{.operatorId = approver.id, .key = approver.key->publicKey().thumbprint()},
            {test.history.administrator2, test.history.reviewer1});
        record = test.record(test.end, test.acknowledge(test.end));
        record.governanceLeaves = leaves;
        record.governanceCheckpoint = note;
    });
    row("where the device's word stands", u"entry-mismatch"_s, [](auto &test, auto &record) {
        const Person &approver = test.history.approver1;
        test.history.perform(
            test.history.administrator1, u"key.revoke"_s, {},
            changes::RevokeKeyParameters{.operatorId = approver.id, .key = approver.key->publicKey().thumbprint()},
            {test.history.administrator2, test.history.reviewer1});
        test.history.claimGovernanceSize(1);
        record = test.record(test.end, test.acknowledge(test.end));
    });
}

void EndOfLifeTest::nothingIsLeftOut()
{
    QFETCH(const std::function<void(Retirement &, EndOfLifeRecord &)>, lie);
    QFETCH(const QString, outcome);
    Retirement retirement(2);
    EndOfLifeRecord record = retirement.record();
    lie(retirement, record);
    const auto verdict = verifyEndOfLife(record.toBytes(), retirement.history.deploymentId());
    QVERIFY2(outcomeOf(verdict) == outcome, verdict ? "accepted" : qPrintable(verdict.error().toString()));
}

void EndOfLifeTest::whatEndsNoDeviceIsRefused()
{
    Ended ended;
    ended.admit();
    const auto suspended = ended.perform(u"device.suspend"_s, false);
    QCOMPARE(outcome(ended.record(suspended, ended.acknowledge(suspended)), ended), u"target-state"_s);
    const auto wiped = ended.perform(u"device.wipe"_s);
    QCOMPARE(outcome(ended.record(wiped, ended.acknowledge(wiped)), ended), u"target-state"_s);

    // Nor is it a wipe.
    const auto end = ended.perform(u"device.revoke"_s);
    EndOfLifeRecord record = ended.record(end, ended.acknowledge(end));
    record.wipe = record.end;
    QCOMPARE(outcome(record, ended), u"wrong-change"_s);
}

void EndOfLifeTest::anotherDevicesWipeIsRefused()
{
    Ended ended;
    ended.admit();
    const auto end = ended.perform(u"device.revoke"_s);
    const qint64 word = ended.acknowledge(end);
    EndedDevice other(ended.history);
    other.admit();
    const auto wipe = other.perform(u"device.wipe"_s);
    const qint64 wiped = other.acknowledge(wipe);
    EndOfLifeRecord record = ended.record(end, word);
    record.wipe = other.recordsOf(wipe, wiped);
    const auto verdict = verifyEndOfLife(record.toBytes(), ended.history.deploymentId());
    QCOMPARE(outcomeOf(verdict), u"wrong-device"_s);
    QCOMPARE(verdict.error().where, u"/wipe/target"_s);
}

void EndOfLifeTest::everyChangedByteIsNoticed()
{
    const Retirement retirement(0, {.founders = 2});
    QByteArray bytes = retirement.record().toBytes();
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char kept = bytes[at];
        bytes[at] = static_cast<char>(kept ^ (1 << (at % 7)));
        QVERIFY2(!verifyEndOfLife(bytes, retirement.history.deploymentId()), qPrintable(u"byte %1"_s.arg(at)));
        bytes[at] = kept;
    }
}

void EndOfLifeTest::everyMissingByteIsNoticed()
{
    const Retirement retirement(0, {.founders = 2});
    const QByteArray bytes = retirement.record().toBytes();
    for (qsizetype length = 0; length < bytes.size(); length += 1 + bytes.size() / 500)
        QVERIFY(!verifyEndOfLife(bytes.first(length), retirement.history.deploymentId()));
    QVERIFY(!verifyEndOfLife(bytes + '\n', retirement.history.deploymentId()));
    QVERIFY(!verifyEndOfLife(' ' + bytes, retirement.history.deploymentId()));
}

ENIGM_TEST_MAIN(EndOfLifeTest)
#include "EndOfLifeTest.moc"
