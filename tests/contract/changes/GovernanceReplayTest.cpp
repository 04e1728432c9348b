#include "contract/changes/GovernanceReplay.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::GovernanceReplay;
using operators::Role;

/// Anybody replays the governance log and trusts nothing but the deployment id.
class GovernanceReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDirectoryIsAFoldOfTheLog();
    void aFoundingNeedsEveryFounder();
    void everyChangedByteOfAnEntryIsNoticed();
    void entriesCannotBeLeftOutRepeatedOrSwapped();
    void anEntryNeedsItsQuorum();
    void positionsAreStrict();
    void theTwoLogsAreOrderedByTheEntries();
    void anAdmittedOperatorDoesNotVoteOnThatAdmission();
    void aRefusedEntryChangesNothing();
};

namespace {

SampleHistory governed()
{
    SampleHistory history;
    const Person person = SampleHistory::makePerson({Role::Approver});
    history.perform(history.administrator1, u"operator.admit"_s, {},
                    changes::AdmitOperatorParameters{
                        .operatorId = person.id, .roles = person.roles, .keys = {person.key->publicKey()}},
                    {history.administrator2, history.reviewer1});
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {person, history.reviewer1});
    history.perform(history.releaseManager1, u"witness.remove"_s, {},
                    changes::RemoveWitnessParameters{.name = u"witness.example/one"_s},
                    {history.administrator2, person});
    return history;
}

QString outcome(const std::vector<QByteArray> &leaves, const SampleHistory &history)
{
    return outcomeOf(GovernanceReplay::replay(leaves, history.deploymentId()));
}

/// The last leaf of a history, changed before it is replayed.
template <typename Change>
QString changedLast(const SampleHistory &history, Change change)
{
    std::vector<QByteArray> leaves = history.governanceLeaves();
    auto entry = require(log::GovernanceEntry::parse(leaves.back()));
    auto fact = require(changes::GovernanceFact::fromJson(entry.fact, {}));
    change(entry, fact);
    entry.fact = fact.toJson();
    leaves.back() = entry.toLeaf();
    return outcome(leaves, history);
}

} // namespace

void GovernanceReplayTest::theDirectoryIsAFoldOfTheLog()
{
    const SampleHistory history = governed();
    const auto replay = require(GovernanceReplay::replay(history.governanceLeaves(), history.deploymentId()));
    const operators::Directory &directory = replay.directory();
    QCOMPARE(directory.size(), 4);
    QCOMPARE(directory.operators().size(), 7U);
    QCOMPARE(replay.root(), history.governance().root());
    const auto *const key = directory.findKey(history.approver1.key->publicKey().thumbprint());
    QVERIFY(key->isValidAt(1) && key->isValidAt(2) && !key->isValidAt(3));
    QVERIFY(directory.witnesses().front().isActiveAt(3));
    QVERIFY(!directory.witnesses().front().isActiveAt(4));
    QVERIFY(directory.operators().back().rolesAt(1).isEmpty());
    QVERIFY(directory.operators().back().rolesAt(2).has(Role::Approver));
    QCOMPARE(replay.entries().size(), 4U);
    QCOMPARE(replay.signaturesVerified(), 6 + 3 * 3);
}

void GovernanceReplayTest::aFoundingNeedsEveryFounder()
{
    const SampleHistory history;
    const SampleHistory other;
    const QByteArray leaf = history.governanceLeaves().front();
    QCOMPARE(outcomeOf(GovernanceReplay::begin(leaf, other.deploymentId())), u"wrong-deployment"_s);
    auto entry = require(log::GovernanceEntry::parse(leaf));
    const auto begin = [&history](const log::GovernanceEntry &each) {
        return outcomeOf(GovernanceReplay::begin(each.toLeaf(), history.deploymentId()));
    };
    QCOMPARE(begin(entry), u"accepted"_s);
    auto changed = entry;
    changed.approvals.pop_back();
    QCOMPARE(begin(changed), u"quorum-missing"_s);
    changed = entry;
    changed.approvals.back() = changed.approvals.front();
    QCOMPARE(begin(changed), u"unknown-key"_s);
    changed = entry;
    changed.approvals.back() = require(log::GovernanceEntry::parse(other.governanceLeaves().front())).approvals.back();
    QCOMPARE(begin(changed), u"entry-mismatch"_s);
    changed = entry;
    changed.activity.size = 1;
    QCOMPARE(begin(changed), u"entry-mismatch"_s);
    changed = entry;
    changed.kind = u"operator.admit"_s;
    QCOMPARE(begin(changed), u"entry-mismatch"_s);
    QCOMPARE(outcomeOf(GovernanceReplay::replay({}, history.deploymentId())), u"evidence-incomplete"_s);
}

void GovernanceReplayTest::everyChangedByteOfAnEntryIsNoticed()
{
    SampleHistory history({.founders = 2});
    history.perform(history.approver1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {});
    const QByteArray root = history.governance().root();
    for (std::size_t record = 0; record < 2; ++record) {
        const QByteArray leaf = history.governanceLeaves()[record];
        for (qsizetype at = 0; at < leaf.size(); ++at) {
            std::vector<QByteArray> leaves = history.governanceLeaves();
            leaves[record][at] = static_cast<char>(leaf[at] ^ (1 << (at % 7)));
            const auto replay = GovernanceReplay::replay(leaves, history.deploymentId());
            QVERIFY2(!replay || replay->root() != root, qPrintable(u"byte %1"_s.arg(at)));
            if (!replay)
                QVERIFY(replay.error().where.startsWith(u"governance record %1"_s.arg(record)));
        }
    }
}

void GovernanceReplayTest::entriesCannotBeLeftOutRepeatedOrSwapped()
{
    const SampleHistory history = governed();
    for (std::size_t i = 0; i < 4; ++i) {
        std::vector<QByteArray> leaves = history.governanceLeaves();
        leaves.insert(leaves.begin() + static_cast<std::ptrdiff_t>(i), leaves[i]);
        QVERIFY(outcome(leaves, history) != u"accepted"_s);
        leaves = history.governanceLeaves();
        if (i > 0) {
            std::swap(leaves[i], leaves[i - 1]);
            QVERIFY(outcome(leaves, history) != u"accepted"_s);
        }
        if (i < 3) {
            leaves = history.governanceLeaves();
            leaves.erase(leaves.begin() + static_cast<std::ptrdiff_t>(i));
            QVERIFY(outcome(leaves, history) != u"accepted"_s);
        }
    }
    // The same change once more, as a well-made entry.
    std::vector<QByteArray> leaves = history.governanceLeaves();
    auto again = require(log::GovernanceEntry::parse(leaves[3]));
    again.index = 4;
    ++again.activity.size;
    leaves.push_back(again.toLeaf());
    QCOMPARE(outcome(leaves, history), u"replayed"_s);
}

void GovernanceReplayTest::anEntryNeedsItsQuorum()
{
    const SampleHistory history = governed();
    using changes::GovernanceFact;
    using log::GovernanceEntry;
    QCOMPARE(changedLast(history, [](GovernanceEntry &, GovernanceFact &) {}), u"accepted"_s);
    QCOMPARE(changedLast(history,
                         [](GovernanceEntry &entry, GovernanceFact &fact) {
                             entry.approvals.pop_back();
                             fact.approvalsLoggedAt.pop_back();
                         }),
             u"quorum-missing"_s);
    QCOMPARE(
        changedLast(history, [](GovernanceEntry &entry, GovernanceFact &) { entry.approvals[1] = entry.approvals[0]; }),
        u"already-signed"_s);
    QCOMPARE(changedLast(history,
                         [](GovernanceEntry &entry, GovernanceFact &fact) {
                             entry.approvals.push_back(entry.approvals[1]);
                             fact.approvalsLoggedAt.push_back(fact.approvalsLoggedAt[1]);
                         }),
             u"already-signed"_s);
    QCOMPARE(changedLast(history, [](GovernanceEntry &entry, GovernanceFact &) { entry.kind = u"witness.add"_s; }),
             u"entry-mismatch"_s);
    QCOMPARE(changedLast(history, [](GovernanceEntry &entry, GovernanceFact &) { entry.activity.size = 1; }),
             u"entry-mismatch"_s);
    QCOMPARE(changedLast(history, [](GovernanceEntry &entry, GovernanceFact &) { entry.change.reset(); }),
             u"entry-mismatch"_s);
}

void GovernanceReplayTest::positionsAreStrict()
{
    const SampleHistory history = governed();
    using changes::GovernanceFact;
    using log::GovernanceEntry;
    const auto outcomeFor = [&history](qint64 request, std::vector<qint64> approvals) {
        return changedLast(history, [&](GovernanceEntry &, GovernanceFact &fact) {
            fact.requestLoggedAt = request;
            fact.approvalsLoggedAt = std::move(approvals);
        });
    };
    QCOMPARE(outcomeFor(3, {3, 3}), u"accepted"_s);
    QCOMPARE(outcomeFor(3, {3, 4}), u"unknown-log-position"_s);
    QCOMPARE(outcomeFor(4, {4, 4}), u"unknown-log-position"_s);
    QCOMPARE(outcomeFor(3, {2, 3}), u"unknown-log-position"_s);
    QCOMPARE(outcomeFor(2, {3, 3}), u"unknown-log-position"_s); // signed on size 3
    QCOMPARE(outcomeFor(0, {3, 3}), u"out-of-range"_s);
    QCOMPARE(outcomeFor(3, {3}), u"entry-mismatch"_s);
}

void GovernanceReplayTest::theTwoLogsAreOrderedByTheEntries()
{
    const SampleHistory history = governed();
    const GovernanceReplay &governance = history.governance();
    const auto size = static_cast<qint64>(history.activity().size());
    QCOMPARE(size, 12);
    for (qint64 index = 0; index < size; ++index) {
        // Four entries an act, of which the last executes it.
        const qint64 expected = 1 + index / 4;
        QCOMPARE(governance.sizeAt(index), expected);
        const auto entry = require(log::ActivityEntry::parse(history.activity()[std::size_t(index)].leaf));
        QCOMPARE(entry.governanceSize, expected);
        QCOMPARE(outcomeOf(governance.checkPosition(index, expected)), u"accepted"_s);
        QCOMPARE(outcomeOf(governance.checkPosition(index, expected - 1)), u"entry-mismatch"_s);
        QCOMPARE(outcomeOf(governance.checkPosition(index, expected + 1)), u"entry-mismatch"_s);
    }
    QCOMPARE(governance.sizeAt(size), 4);
}

void GovernanceReplayTest::anAdmittedOperatorDoesNotVoteOnThatAdmission()
{
    SampleHistory history;
    const Person person = SampleHistory::makePerson({Role::Approver});
    const auto change = history.sign(
        history.compose(history.administrator1, u"operator.admit"_s, {},
                        changes::AdmitOperatorParameters{
                            .operatorId = person.id, .roles = person.roles, .keys = {person.key->publicKey()}}),
        history.administrator1);
    const std::vector<changes::LoggedApproval> approvals{
        {.signedApproval = history.approve(change, person), .loggedAt = 1}};
    QCOMPARE(outcomeOf(changes::countQuorum({.directory = history.directory(),
                                             .change = change,
                                             .requestLoggedAt = 1,
                                             .approvals = approvals,
                                             .executedAt = 1})),
             u"unknown-key"_s);
}

void GovernanceReplayTest::aRefusedEntryChangesNothing()
{
    const SampleHistory history = governed();
    std::vector<QByteArray> leaves = history.governanceLeaves();
    const QByteArray last = leaves.back();
    leaves.pop_back();
    auto replay = require(GovernanceReplay::replay(leaves, history.deploymentId()));
    QByteArray broken = last;
    broken.replace("\"approvals\":[\"", "\"approvals\":[\"A");
    QVERIFY(!replay.append(broken));
    QCOMPARE(replay.directory().size(), 3);
    require(replay.append(last));
    QCOMPARE(replay.root(), history.governance().root());
}

ENIGM_TEST_MAIN(GovernanceReplayTest)
#include "GovernanceReplayTest.moc"
