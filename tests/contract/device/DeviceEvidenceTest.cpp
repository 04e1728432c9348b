#include "contract/device/DeviceEvidence.h"

#include "contract/device/Command.h"
#include "contract/device/DeviceEvidenceBuilder.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleDevice.h"

#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::NoParameters;
using device::DeviceEvidence;
using device::DeviceEvidenceBuilder;
using fleet::DeviceState;

/// The form of evidence for one device and one command: one spelling, and nothing in it that is not the device's
/// concern.
class DeviceEvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void itIsCanonicalJson();
    void onlyTheListsOfTheLogNameOthers();
    void everyTargetGetsItsOwn();
    void nobodyElseGetsAny();
    void whatIsNoChangeOfDevicesGivesNone();
    void everyChangedByteIsRefused();
    void everyMissingByteIsRefused();
    void theFormIsBounded();
    void nestingIsNoRecursion();
};

namespace {

struct Revocation
{
    SampleHistory history;
    SampleDevice device;
    SampleHistory::Story story;

    explicit Revocation(int neighbours, std::size_t founders = 6)
        : history({.founders = founders})
        , device(history, neighbours)
    {
        device.admit(history);
        story = history.perform(history.administrator1, u"device.revoke"_s, device.targets(), NoParameters{},
                                {history.approver1});
    }
    [[nodiscard]] QByteArray bytes() const { return device.evidenceIn(history, story).toBytes(); }
    [[nodiscard]] QString outcome(const QByteArray &bytes) const
    {
        return outcomeOf(device::checkCommand(bytes, device.memory, history.now()));
    }
};

} // namespace

void DeviceEvidenceTest::whatIsWrittenIsReadAgain()
{
    const Revocation revocation(4);
    const DeviceEvidence evidence = revocation.device.evidenceIn(revocation.history, revocation.story);
    QCOMPARE(evidence.approvals.size(), 1U);
    QCOMPARE(require(DeviceEvidence::parse(evidence.toBytes())), evidence);
}

void DeviceEvidenceTest::itIsCanonicalJson()
{
    const QByteArray bytes = Revocation(4).bytes();
    QCOMPARE(json::canonical(require(json::parse(bytes))), bytes);
}

void DeviceEvidenceTest::onlyTheListsOfTheLogNameOthers()
{
    // Alone: no handle but its own, no text that a person wrote, and none of the salts that would open one.
    const Revocation alone(0);
    const QByteArray bytes = alone.bytes();
    QByteArray others = bytes;
    others.replace(alone.device.memory.handle.text().toLatin1(), "own");
    QVERIFY(!others.contains("edh1"));
    QVERIFY(!others.contains("\"reason\"") && !others.contains("\"text\""));

    // With others: their keys and states do not come, and their handles stand only where the log itself lists them.
    const Revocation together(2);
    DeviceEvidence evidence = together.device.evidenceIn(together.history, together.story);
    for (const changes::TargetLeaf &leaf : together.device.all.leaves()) {
        if (leaf.handle != together.device.memory.handle)
            QVERIFY(!evidence.toBytes().contains(leaf.key.toLatin1()));
    }
    evidence.request.leaf = "{}";
    evidence.execution.leaf = "{}";
    QByteArray rest = evidence.toBytes();
    rest.replace(together.device.memory.handle.text().toLatin1(), "own");
    QVERIFY(!rest.contains("edh1"));
}

void DeviceEvidenceTest::everyTargetGetsItsOwn()
{
    const Revocation revocation(6);
    const auto builder = require(DeviceEvidenceBuilder::make(revocation.history.evidenceOf(revocation.story)));
    for (const changes::TargetLeaf &leaf : revocation.device.all.leaves()) {
        device::DeviceMemory memory = revocation.device.memory;
        memory.handle = leaf.handle;
        memory.key = leaf.key;
        const auto evidence = require(builder.evidenceFor(leaf.handle));
        const auto command = require(device::checkCommand(evidence.toBytes(), memory, revocation.history.now()));
        QCOMPARE(command.state, DeviceState::Revoked);
    }
}

void DeviceEvidenceTest::nobodyElseGetsAny()
{
    Revocation revocation(2);
    const auto builder = require(DeviceEvidenceBuilder::make(revocation.history.evidenceOf(revocation.story)));
    QCOMPARE(outcomeOf(builder.evidenceFor(SampleHistory::makeDevice().handle)), u"not-found"_s);
    QCOMPARE(outcomeOf(builder.evidenceFor({})), u"not-found"_s);

    // Nor a target that the execution passed over.
    const auto retired = revocation.device.all;
    auto request = revocation.history.compose(revocation.history.administrator1, u"device.retire"_s,
                                              SampleHistory::inState(retired, DeviceState::Trusted));
    request.targets.maxSkipped = 400;
    auto story = revocation.history.request(revocation.history.sign(request, revocation.history.administrator1),
                                            SampleHistory::inState(retired, DeviceState::Trusted));
    revocation.history.decide(story, revocation.history.approve(story.change, revocation.history.approver1));
    revocation.history.execute(story, std::vector{DeviceState::Trusted, DeviceState::Revoked, DeviceState::Trusted});
    const auto partly = require(DeviceEvidenceBuilder::make(revocation.history.evidenceOf(story)));
    QCOMPARE(outcomeOf(partly.evidenceFor(revocation.device.memory.handle)), u"not-found"_s);
    QCOMPARE(outcomeOf(partly.evidenceFor(retired.leaves().front().handle)), u"accepted"_s);
}

void DeviceEvidenceTest::whatIsNoChangeOfDevicesGivesNone()
{
    Revocation revocation(0);
    evidence::EvidenceBundle bundle = revocation.history.evidenceOf(revocation.story);
    bundle.records.resize(1);
    QCOMPARE(outcomeOf(DeviceEvidenceBuilder::make(bundle)), u"evidence-incomplete"_s);
    bundle = revocation.history.evidenceOf(revocation.story);
    std::swap(bundle.records[0], bundle.records[1]);
    QCOMPARE(outcomeOf(DeviceEvidenceBuilder::make(bundle)), u"missing-member"_s);
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey();
    const auto governance =
        revocation.history.perform(revocation.history.administrator1, u"key.add"_s, {},
                                   changes::AddKeyParameters{.operatorId = revocation.history.approver1.id, .key = key},
                                   {revocation.history.approver2, revocation.history.reviewer1});
    QCOMPARE(outcomeOf(DeviceEvidenceBuilder::make(revocation.history.evidenceOf(governance))),
             u"evidence-incomplete"_s);
}

void DeviceEvidenceTest::everyChangedByteIsRefused()
{
    const Revocation revocation(2, 2);
    const QByteArray bytes = revocation.bytes();
    QCOMPARE(revocation.outcome(bytes), u"accepted"_s);
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QByteArray changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 7)));
        const auto command = device::checkCommand(changed, revocation.device.memory, revocation.history.now());
        QVERIFY2(!command, qPrintable(u"byte %1 may be changed"_s.arg(at)));
        QVERIFY2(!command.error().where.isEmpty(),
                 qPrintable(u"byte %1: %2"_s.arg(at).arg(command.error().toString())));
    }
}

void DeviceEvidenceTest::everyMissingByteIsRefused()
{
    const Revocation revocation(2, 2);
    const QByteArray bytes = revocation.bytes();
    for (qsizetype length = 0; length < bytes.size(); ++length)
        QVERIFY(!DeviceEvidence::parse(bytes.first(length)));
    QVERIFY(!DeviceEvidence::parse(bytes + '\n'));
    QVERIFY(!DeviceEvidence::parse(' ' + bytes));
}

void DeviceEvidenceTest::theFormIsBounded()
{
    const Revocation revocation(0, 2);
    const DeviceEvidence whole = revocation.device.evidenceIn(revocation.history, revocation.story);
    const auto outcomeWith = [&whole](const std::function<void(DeviceEvidence &)> &stretch) {
        DeviceEvidence evidence = whole;
        stretch(evidence);
        return outcomeOf(DeviceEvidence::parse(evidence.toBytes()));
    };
    const QByteArray large(DeviceEvidence::maxPartBytes + 1, 'a');
    QCOMPARE(revocation.outcome(QByteArray(DeviceEvidence::maxBytes + 1, '{')), u"too-large"_s);
    QCOMPARE(outcomeWith([&](DeviceEvidence &evidence) { evidence.change = large; }), u"too-large"_s);
    QCOMPARE(outcomeWith([&](DeviceEvidence &evidence) { evidence.approvals[0].approval = large; }), u"too-large"_s);
    QCOMPARE(outcomeWith([&](DeviceEvidence &evidence) { evidence.activityCheckpoint = large; }), u"too-large"_s);
    QCOMPARE(outcomeWith([&](DeviceEvidence &evidence) { evidence.request.leaf = '{' + large + '}'; }), u"too-large"_s);
    QCOMPARE(outcomeWith([&](DeviceEvidence &evidence) { evidence.governanceLeaves[0] = '{' + large + '}'; }),
             u"too-large"_s);
    QCOMPARE(outcomeWith([](DeviceEvidence &evidence) {
                 evidence.governanceLeaves.assign(DeviceEvidence::maxEntries + 1, "{}");
             }),
             u"out-of-range"_s);
    QCOMPARE(outcomeWith([](DeviceEvidence &evidence) {
                 evidence.approvals.resize(DeviceEvidence::maxApprovals + 1, evidence.approvals.front());
             }),
             u"out-of-range"_s);
    QCOMPARE(outcomeWith([](DeviceEvidence &evidence) { evidence.request.proof.resize(64); }), u"out-of-range"_s);
}

void DeviceEvidenceTest::nestingIsNoRecursion()
{
    const Revocation revocation(0, 2);
    DeviceEvidence evidence = revocation.device.evidenceIn(revocation.history, revocation.story);
    constexpr qsizetype deep = 30'000;
    evidence.governanceLeaves.front() = "{\"a\":" + QByteArray(deep, '[') + QByteArray(deep, ']') + '}';
    QCOMPARE(outcomeOf(DeviceEvidence::parse(evidence.toBytes())), u"accepted"_s);
    QCOMPARE(revocation.outcome(evidence.toBytes()), u"not-canonical"_s); // no entry is made so
    // Where an entry may hold anything, it is not read deeper than the limit of JSON.
    QByteArray leaf = revocation.history.governanceLeaves().front();
    const qsizetype fact = leaf.indexOf("\"fact\":{") + 8;
    leaf.insert(fact, "\"a\":" + QByteArray(1000, '[') + QByteArray(1000, ']') + ',');
    evidence.governanceLeaves.front() = leaf;
    QCOMPARE(revocation.outcome(evidence.toBytes()), u"malformed-json"_s);
}

ENIGM_TEST_MAIN(DeviceEvidenceTest)
#include "DeviceEvidenceTest.moc"
