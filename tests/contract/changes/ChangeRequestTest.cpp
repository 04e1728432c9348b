#include "contract/changes/ChangeRequest.h"

#include "contract/changes/ChangeRecord.h"
#include "contract/json/JsonParser.h"
#include "contract/log/MerkleProof.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeRequest;
using changes::SignedChange;
using changes::TargetSet;
using fleet::DeviceState;

/// Signed payloads have one spelling and one meaning.
class ChangeRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void everyMemberIsNeededAndNoOther();
    void nullIsNoValue();
    void wrongValuesAreRefused_data();
    void wrongValuesAreRefused();
    void theClassFollowsFromTheKey();
    void approvalsAndWithdrawalsAreStrict();
    void targetsAreSortedAndOnce();
    void parametersAreStrict();
    void effectsAreRecomputed();
    void aWipeMovesNothingAndIsFinal();
    void executionNeverAdds();
    void recordsAreCheckedAgainstTheirSignatures();
    void textsAreSaltedAndSafe();
};

namespace {

struct Fixture
{
    SampleHistory history{{.founders = 2}};
    TargetSet devices =
        SampleHistory::inState(require(TargetSet::make(SampleHistory::makeDevices(2))), DeviceState::Trusted);
    ChangeRequest request = history.compose(history.administrator1, u"device.revoke"_s, devices);
};

QString outcome(const ChangeRequest &request)
{
    return outcomeOf(ChangeRequest::fromJson(request.toJson()));
}

json::Value without(const json::Value &value, const QString &name)
{
    json::Object rest;
    for (const json::Object::Member &member : value.object()) {
        if (member.name != name)
            rest.insert(member.name, member.value);
    }
    return rest;
}

json::Value with(const json::Value &value, const QString &name, const json::Value &replacement)
{
    json::Object changed = value.object();
    changed.insert(name, replacement);
    return changed;
}

/// Each member left out, set to null and to another kind must be refused; so must one more.
template <typename Parse>
void checkStrict(const json::Value &payload, const QStringList &nullable, Parse parse)
{
    QVERIFY(parse(payload).has_value());
    for (const json::Object::Member &member : payload.object()) {
        QCOMPARE(outcomeOf(parse(without(payload, member.name))), u"missing-member"_s);
        if (!member.value.isNull())
            QCOMPARE(parse(with(payload, member.name, {})).has_value(), nullable.contains(member.name));
        QVERIFY2(!parse(with(payload, member.name, true)), qPrintable(member.name));
        QVERIFY2(!parse(with(payload, member.name, u"?"_s)), qPrintable(member.name));
    }
    QCOMPARE(outcomeOf(parse(with(payload, u"more"_s, 1))), u"unknown-member"_s);
    QCOMPARE(outcomeOf(parse(with(payload, u"v"_s, 2))), u"unsupported-version"_s);
    QVERIFY(!parse(json::Array{}));
}

} // namespace

void ChangeRequestTest::whatIsWrittenIsRead()
{
    const Fixture fixture;
    const SignedChange change = fixture.history.sign(fixture.request, fixture.history.administrator1);
    const auto read = require(SignedChange::parse(change.jws.compact()));
    QCOMPARE(json::canonical(read.request.toJson()), json::canonical(fixture.request.toJson()));
    QCOMPARE(read.digest(), change.digest());
    QVERIFY(!changes::SignedApproval::parse(change.jws.compact()));
}

void ChangeRequestTest::everyMemberIsNeededAndNoOther()
{
    const Fixture fixture;
    checkStrict(fixture.request.toJson(), {u"reference"_s}, ChangeRequest::fromJson);
    const json::Value payload = fixture.request.toJson();
    for (const QString &name : {u"targets"_s, u"governance"_s, u"activity"_s}) {
        const json::Value &nested = *payload.object().find(name);
        for (const json::Object::Member &member : nested.object())
            QVERIFY(!ChangeRequest::fromJson(with(payload, name, without(nested, member.name))));
        QVERIFY(!ChangeRequest::fromJson(with(payload, name, with(nested, u"more"_s, 1))));
    }
}

void ChangeRequestTest::nullIsNoValue()
{
    Fixture fixture;
    fixture.request.obeyBy.reset();
    QCOMPARE(outcome(fixture.request), u"clock-out-of-range"_s);
    Fixture other;
    other.request.base = changes::ChangeBase{};
    QCOMPARE(outcome(other.request), u"not-canonical"_s);
    other.request.base = changes::ChangeBase{.policy = 1, .release = {}};
    QCOMPARE(outcome(other.request), u"out-of-range"_s);
}

void ChangeRequestTest::wrongValuesAreRefused_data()
{
    using Spoil = std::function<void(ChangeRequest &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const Spoil &spoil, const QString &problem) {
        QTest::newRow(name) << spoil << problem;
    };
    row("action", [](auto &r) { r.action = u"device.attest"_s; }, u"unknown-action"_s);
    row("class", [](auto &r) { r.actionClass = changes::ActionClass::Reducing; }, u"wrong-class"_s);
    row("no devices", [](auto &r) { r.targets.count = 0; }, u"out-of-range"_s);
    row("too many", [](auto &r) { r.targets.count = 1001; }, u"out-of-range"_s);
    row("no state", [](auto &r) { r.targets.from.clear(); }, u"out-of-range"_s);
    row("illegal state", [](auto &r) { r.targets.from = {DeviceState::PendingEnrollment}; }, u"target-state"_s);
    row(
        "unsorted", [](auto &r) { r.targets.from = {DeviceState::Trusted, DeviceState::Restricted}; },
        u"not-canonical"_s);
    row("twice", [](auto &r) { r.targets.from = {DeviceState::Trusted, DeviceState::Trusted}; }, u"not-canonical"_s);
    row("share", [](auto &r) { r.targets.maxSkipped = 1001; }, u"out-of-range"_s);
    row("category", [](auto &r) { r.targets.category = log::Resource::Policy; }, u"out-of-range"_s);
    row("approve before creation", [](auto &r) { r.approveBy = r.created; }, u"clock-out-of-range"_s);
    row("execute before approval", [](auto &r) { r.executeBy = r.approveBy - 1; }, u"clock-out-of-range"_s);
    row("obey before execution", [](auto &r) { r.obeyBy = r.executeBy - 1; }, u"clock-out-of-range"_s);
    row("too late", [](auto &r) { r.obeyBy = r.created + ChangeRequest::maxWaiting + 1; }, u"clock-out-of-range"_s);
    row("nonce", [](auto &r) { r.nonce.chop(1); }, u"out-of-range"_s);
    row("id", [](auto &r) { r.id = r.id.toUpper(); }, u"malformed-encoding"_s);
    row("parameters", [](auto &r) { r.parameters = json::Object{{"to"_L1, 1}}; }, u"unknown-member"_s);
}

void ChangeRequestTest::wrongValuesAreRefused()
{
    using Spoil = std::function<void(ChangeRequest &)>;
    QFETCH(const Spoil, spoil);
    QFETCH(const QString, problem);
    Fixture fixture;
    spoil(fixture.request);
    QCOMPARE(outcome(fixture.request), problem);
    QVERIFY(!SignedChange::sign(fixture.request, *fixture.history.administrator1.key));
}

void ChangeRequestTest::theClassFollowsFromTheKey()
{
    const SampleHistory history({.founders = 2});
    const changes::RevokeKeyParameters own{.operatorId = history.administrator1.id,
                                           .key = history.administrator1.key->publicKey().thumbprint()};
    auto request = history.compose(history.administrator1, u"key.revoke"_s, {}, own);
    QCOMPARE(request.actionClass, changes::ActionClass::Reducing);
    QCOMPARE(outcome(request), u"accepted"_s);
    request.actionClass = changes::ActionClass::Governance;
    QCOMPARE(outcome(request), u"wrong-class"_s);
    auto foreign = history.compose(history.approver1, u"key.revoke"_s, {}, own);
    QCOMPARE(foreign.actionClass, changes::ActionClass::Governance);
    foreign.actionClass = changes::ActionClass::Reducing;
    QCOMPARE(outcome(foreign), u"wrong-class"_s);
    foreign.actionClass = changes::ActionClass::Governance;
    foreign.targets.maxSkipped = 1;
    QCOMPARE(outcome(foreign), u"out-of-range"_s);
    foreign.targets.maxSkipped = 0;
    foreign.obeyBy = foreign.executeBy;
    QCOMPARE(outcome(foreign), u"clock-out-of-range"_s);
}

void ChangeRequestTest::approvalsAndWithdrawalsAreStrict()
{
    const Fixture fixture;
    const SignedChange change = fixture.history.sign(fixture.request, fixture.history.administrator1);
    auto approval = fixture.history.composeApproval(change, fixture.history.approver1);
    approval.comment = QByteArray(32, 'c');
    checkStrict(approval.toJson(), {u"comment"_s}, changes::Approval::fromJson);
    checkStrict(fixture.history.withdraw(change).withdrawal.toJson(), {}, changes::Withdrawal::fromJson);
}

void ChangeRequestTest::targetsAreSortedAndOnce()
{
    auto leaves = SampleHistory::makeDevices(3);
    const TargetSet set = require(TargetSet::make(leaves));
    QCOMPARE(require(TargetSet::fromJson(set.toJson(), {})).root(), set.root());
    json::Array reversed = set.toJson().array();
    std::ranges::reverse(reversed);
    QCOMPARE(outcomeOf(TargetSet::fromJson(reversed, {})), u"not-canonical"_s);
    leaves.push_back(leaves.front());
    QCOMPARE(outcomeOf(TargetSet::make(leaves)), u"out-of-range"_s);
    QCOMPARE(outcomeOf(TargetSet::make(SampleHistory::makeDevices(1001))), u"out-of-range"_s);
    QCOMPARE(TargetSet().root(), log::emptyRoot().toBytes());
    for (std::size_t i = 0; i < set.leaves().size(); ++i) {
        require(log::verifyInclusion(static_cast<qint64>(i), 3, log::leafHash(set.leaves()[i].leafBytes()),
                                     set.inclusionProof(i), require(log::Hash::fromBytes(set.root()))));
    }
}

void ChangeRequestTest::parametersAreStrict()
{
    const auto outcomeFor = [](const QString &action, const json::Value &value) {
        return outcomeOf(changes::parseParameters(action, value, u"/parameters"_s));
    };
    QCOMPARE(outcomeFor(u"device.revoke"_s, json::Object()), u"accepted"_s);
    QCOMPARE(outcomeFor(u"device.revoke"_s, json::Value()), u"wrong-type"_s);
    QCOMPARE(outcomeFor(u"device.reactivate"_s, json::Object{{"to"_L1, u"restricted"_s}}), u"accepted"_s);
    QCOMPARE(outcomeFor(u"device.reactivate"_s, json::Object{{"to"_L1, u"revoked"_s}}), u"out-of-range"_s);
    QCOMPARE(outcomeFor(u"device.reactivate"_s, json::Object()), u"missing-member"_s);
    QCOMPARE(outcomeFor(u"device.wipe"_s, json::Object()), u"accepted"_s);
    QCOMPARE(outcomeFor(u"device.attest"_s, json::Object()), u"unknown-action"_s);
    const Person person = SampleHistory::makePerson({operators::Role::Approver});
    const auto logKey = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519)->publicKey();
    const json::Value good = changes::toJson(changes::AddKeyParameters{person.id, person.key->publicKey()});
    QCOMPARE(outcomeFor(u"key.add"_s, good), u"accepted"_s);
    QCOMPARE(outcomeFor(u"key.add"_s, with(good, u"key"_s, logKey.jwk())), u"malformed-key"_s);
    const json::Value admission =
        changes::toJson(changes::AdmitOperatorParameters{person.id, person.roles, {person.key->publicKey()}});
    QCOMPARE(outcomeFor(u"operator.admit"_s, admission), u"accepted"_s);
    QCOMPARE(outcomeFor(u"operator.admit"_s, with(admission, u"keys"_s, json::Array{})), u"out-of-range"_s);
    QCOMPARE(outcomeFor(u"operator.admit"_s, with(admission, u"roles"_s, json::Array{})), u"out-of-range"_s);
    QCOMPARE(
        outcomeFor(u"operator.admit"_s, with(admission, u"roles"_s, json::Array{u"approver"_s, u"administrator"_s})),
        u"not-canonical"_s);
    const json::Value witness =
        changes::toJson(changes::AddWitnessParameters{{.name = u"w.example"_s, .key = logKey, .standIn = true}});
    QCOMPARE(outcomeFor(u"witness.add"_s, witness), u"accepted"_s);
    QCOMPARE(outcomeFor(u"witness.add"_s, with(witness, u"name"_s, u"two words"_s)), u"out-of-range"_s);
    QCOMPARE(outcomeFor(u"witness.add"_s, with(witness, u"key"_s, person.key->publicKey().jwk())), u"malformed-key"_s);
}

void ChangeRequestTest::effectsAreRecomputed()
{
    Fixture fixture;
    const auto effect = require(changes::effectOf(fixture.request, fixture.devices));
    QCOMPARE(effect.count, 2);
    QCOMPARE(effect.shifts.size(), 1U);
    QCOMPARE(effect.shifts.front().to, DeviceState::Revoked);
    QCOMPARE(effect.shifts.front().count, 2);
    QVERIFY(effect.isFinal);
    const auto others = require(TargetSet::make(SampleHistory::makeDevices(2)));
    QCOMPARE(outcomeOf(changes::effectOf(fixture.request, others)), u"target-mismatch"_s);
    fixture.request.targets.from = {DeviceState::Suspended};
    QCOMPARE(outcomeOf(changes::effectOf(fixture.request, fixture.devices)), u"target-mismatch"_s);
}

void ChangeRequestTest::aWipeMovesNothingAndIsFinal()
{
    const Fixture fixture;
    const auto devices = SampleHistory::inState(fixture.devices, DeviceState::Revoked);
    ChangeRequest request = fixture.history.compose(fixture.history.administrator1, u"device.wipe"_s, devices);
    request.targets.maxSkipped = 500;
    QCOMPARE(outcome(request), u"accepted"_s);
    const auto effect = require(changes::effectOf(request, devices));
    QVERIFY(effect.isFinal);
    QCOMPARE(effect.shifts.size(), 1U);
    QCOMPARE(effect.shifts.front().to, DeviceState::Revoked);
    const auto application = require(changes::applyTo(request, devices, {DeviceState::Revoked, DeviceState::Trusted}));
    QCOMPARE(application.applied.front().to, DeviceState::Revoked);
    QCOMPARE(application.skipped.size(), 1U);
    request.targets.from = {DeviceState::Retired};
    QCOMPARE(outcome(request), u"target-state"_s);
}

void ChangeRequestTest::executionNeverAdds()
{
    Fixture fixture;
    const auto outcomeFor = [&fixture](const std::vector<DeviceState> &states) {
        return outcomeOf(changes::applyTo(fixture.request, fixture.devices, states));
    };
    QCOMPARE(outcomeFor({DeviceState::Trusted, DeviceState::Trusted}), u"accepted"_s);
    // Suspended may be revoked, but was not among the signed from-states.
    QCOMPARE(outcomeFor({DeviceState::Trusted, DeviceState::Suspended}), u"drifted"_s);
    QCOMPARE(outcomeFor({DeviceState::Trusted}), u"target-mismatch"_s);
    fixture.request.targets.maxSkipped = 500;
    QCOMPARE(outcomeFor({DeviceState::Trusted, DeviceState::Suspended}), u"accepted"_s);
    QCOMPARE(outcomeFor({DeviceState::Revoked, DeviceState::Suspended}), u"drifted"_s);
    fixture.request.targets.maxSkipped = 0;
    fixture.request.targets.from = {DeviceState::Suspended, DeviceState::Trusted};
    QCOMPARE(outcomeFor({DeviceState::Trusted, DeviceState::Suspended}), u"accepted"_s);
}

void ChangeRequestTest::recordsAreCheckedAgainstTheirSignatures()
{
    Fixture fixture;
    const auto reason = require(changes::FreeText::make(u"Lost on the way to work."_s));
    const auto comment = require(changes::FreeText::make(u"Agreed."_s));
    fixture.request.reason = reason.digest();
    const SignedChange change = fixture.history.sign(fixture.request, fixture.history.administrator1);
    auto approval = fixture.history.composeApproval(change, fixture.history.approver1);
    approval.comment = comment.digest();
    const auto signedApproval = require(changes::SignedApproval::sign(approval, *fixture.history.approver1.key));
    changes::ChangeRecord record{.change = change,
                                 .state = changes::ChangeState::Approved,
                                 .reason = reason,
                                 .reference = {},
                                 .targets = fixture.devices,
                                 .requested = {.index = 1, .governanceSize = 1, .time = 5},
                                 .approvals = {{.signedApproval = signedApproval,
                                                .comment = comment,
                                                .position = {.index = 2, .governanceSize = 1, .time = 6}}},
                                 .withdrawal = {},
                                 .executed = {},
                                 .failure = {}};
    const auto outcomeFor = [](const changes::ChangeRecord &each) {
        return outcomeOf(changes::ChangeRecord::fromJson(each.toJson()));
    };
    const auto read = require(changes::ChangeRecord::fromJson(record.toJson()));
    QCOMPARE(json::canonical(read.toJson()), json::canonical(record.toJson()));
    record.reason->text = u"Stolen on the way to work."_s;
    QCOMPARE(outcomeFor(record), u"body-mismatch"_s);
    record.reason.reset();
    QCOMPARE(outcomeFor(record), u"accepted"_s);
    record.reference = comment;
    QCOMPARE(outcomeFor(record), u"body-mismatch"_s);
    record.reference.reset();
    record.approvals.front().comment = reason;
    QCOMPARE(outcomeFor(record), u"body-mismatch"_s);
    record.approvals.front().comment.reset();
    record.targets = TargetSet();
    QCOMPARE(outcomeFor(record), u"target-mismatch"_s);
}

void ChangeRequestTest::textsAreSaltedAndSafe()
{
    const auto first = require(changes::FreeText::make(u"The same words."_s));
    const auto second = require(changes::FreeText::make(u"The same words."_s));
    QVERIFY(first.digest() != second.digest());
    QCOMPARE(require(changes::FreeText::fromJson(first.toJson(), {})), first);
    QCOMPARE(outcomeOf(changes::FreeText::make(u" "_s)), u"out-of-range"_s);
    QCOMPARE(outcomeOf(changes::FreeText::make(u"\u202Eyas"_s)), u"unsafe-text"_s);
    QCOMPARE(outcomeOf(changes::FreeText::make(u"ask someone@example.org"_s)), u"direct-identifier"_s);
}

ENIGM_TEST_MAIN(ChangeRequestTest)
#include "ChangeRequestTest.moc"
