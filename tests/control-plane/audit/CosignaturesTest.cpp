#include "control-plane/audit/Cosignatures.h"

#include "contract/log/SignedCheckpoint.h"
#include "control-plane/audit/CosignatureIntake.h"
#include "control-plane/audit/LogCheck.h"
#include "control-plane/store/Reader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/TestWitness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::audit::Cosignatures;
using controlplane::audit::PublishedCheckpoint;
using controlplane::store::LogId;

namespace {

constexpr auto bothLogs = {LogId::Governance, LogId::Activity};

} // namespace

/// What witnesses hand in, and what is answered of it.
class CosignaturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aWitnessIsSeenWithWhatItSigned();
    void theLogStaysAsItWas();
    void aForgedLineIsRefused();
    void aStrangerIsRefused();
    void theLogAloneIsNoWitness();
    void anotherLogsCheckpointIsRefused();
    void aCheckpointThatNeverWasIsRefused_data();
    void aCheckpointThatNeverWasIsRefused();
    void aTimeFarFromNowIsRefused_data();
    void aTimeFarFromNowIsRefused();
    void theNewerLineReplacesTheOlder();
    void aReplayChangesNothing();
    void aRemovedWitnessIsRefusedAndItsLinesAreGone();
    void aNameUnderAnotherKeyDoesNotInheritLines();
    void enoughIsWhatLeafZeroAsksFor();
    void standInsCountInSamplesOnly();
    void aCheckpointUnderWayIsOfferedToTheOthers();
    void whatIsNotEnoughInTimeIsOfferedNoMore();
    void whatIsCosignedEnoughOutlivesWhatCameBefore();
    void whatIsNeverEnoughIsForgottenWithItsAge();

private:
    [[nodiscard]] controlplane::store::Reader read() { return require(m_live->plane().database().read()); }
    /// Calls with a snapshot.
    template <typename Ask>
    auto ask(Ask question)
    {
        const auto reader = read();
        const auto directory = m_live->plane().governance().directory();
        return require(question(Cosignatures(*reader.operator->(), *directory)));
    }
    [[nodiscard]] std::vector<Cosignatures::Seen> seen(LogId log)
    {
        return ask([log](const Cosignatures &all) { return all.seen(log); });
    }
    /// The size that enough witnesses have signed; 0 where there is none.
    [[nodiscard]] qint64 enough(LogId log, qint64 least = 1)
    {
        const auto found = ask([&](const Cosignatures &all) { return all.enough(log, least); });
        return found ? found->head.size : 0;
    }
    [[nodiscard]] PublishedCheckpoint offered(LogId log)
    {
        return ask([&](const Cosignatures &all) { return all.offered(log, current(log), m_live->clock.now()); });
    }
    [[nodiscard]] PublishedCheckpoint current(LogId log) const
    {
        return m_live->plane().checkpoints().current()->of(log);
    }
    [[nodiscard]] Expected<void> give(LogId log, const QByteArray &note) { return handIn(*m_live, log, note); }
    /// Both logs grow.
    void grow()
    {
        m_live->perform(m_live->administrator1, u"witness.add"_s, {},
                        changes::AddWitnessParameters{.witness = TestWitness(u"grown-%1"_s.arg(++m_grown)).record()},
                        {m_live->approver1, m_live->reviewer1});
    }
    void found(const LivePlane::Options &options)
    {
        m_live = std::make_unique<LivePlane>(options);
        (void)m_live->admit(1); // an empty log is nothing to sign
    }
    [[nodiscard]] std::size_t keptCheckpoints(LogId log, std::initializer_list<qint64> sizes);

    TestWitness m_first{u"first.example"_s};
    TestWitness m_second{u"second.example"_s};
    std::unique_ptr<LivePlane> m_live;
    int m_grown = 0;
};

void CosignaturesTest::init()
{
    found({.witnesses = {m_first.record(), m_second.record()}, .witnessThreshold = 2});
}

std::size_t CosignaturesTest::keptCheckpoints(LogId log, std::initializer_list<qint64> sizes)
{
    const auto reader = read();
    std::size_t kept = 0;
    for (const qint64 size : sizes)
        kept += require(reader->log.checkpoint(log, size)) ? 1U : 0U;
    return kept;
}

void CosignaturesTest::aWitnessIsSeenWithWhatItSigned()
{
    for (const LogId log : bothLogs) {
        QVERIFY(seen(log).empty());
        const qint64 now = m_live->clock.now();
        QVERIFY(give(log, m_second.cosigned(*m_live, log, now)));
        const auto all = seen(log);
        QCOMPARE(all.size(), 1U);
        QCOMPARE(all.front().witness, u"second.example"_s);
        QCOMPARE(all.front().checkpoint.head.size, current(log).head.size);
        QCOMPARE(all.front().checkpoint.note, m_second.cosigned(*m_live, log, now));
        const auto served = ask([&](const Cosignatures &every) { return every.withLines(log, current(log)); });
        QCOMPARE(served.note, m_second.cosigned(*m_live, log, now));
    }
}

void CosignaturesTest::theLogStaysAsItWas()
{
    const auto before = m_live->activity();
    const auto heads = *m_live->plane().checkpoints().current();
    cosignBoth(*m_live, {&m_first, &m_second});
    QCOMPARE(m_live->activity(), before);
    for (const LogId log : bothLogs)
        QCOMPARE(current(log).note, heads.of(log).note);
    m_live->restart(); // which checks what is stored of both
    for (const LogId log : bothLogs)
        QCOMPARE(current(log).note, heads.of(log).note);
}

void CosignaturesTest::aForgedLineIsRefused()
{
    const TestWitness impostor = m_first.impostor();
    const qint64 now = m_live->clock.now();
    const QByteArray own = impostor.cosigned(*m_live, LogId::Activity, now);
    QCOMPARE(outcomeOf(give(LogId::Activity, own)), u"unknown-signature-line"_s);
    // The same signature under the key id of the real one.
    const auto parsed = require(log::SignedNote::parse(own));
    std::vector<log::NoteSignature> lines = parsed.signatures();
    lines.back().keyId = m_first.signer().verifier().keyId();
    const QByteArray forged = require(log::SignedNote::make(parsed.text(), lines)).toBytes();
    QCOMPARE(outcomeOf(give(LogId::Activity, forged)), u"bad-signature"_s);
    QVERIFY(seen(LogId::Activity).empty());
}

void CosignaturesTest::aStrangerIsRefused()
{
    const TestWitness stranger(u"stranger.example"_s);
    const qint64 now = m_live->clock.now();
    QCOMPARE(outcomeOf(give(LogId::Governance, stranger.cosigned(*m_live, LogId::Governance, now))),
             u"unknown-signature-line"_s);
    QVERIFY(seen(LogId::Governance).empty());
}

void CosignaturesTest::theLogAloneIsNoWitness()
{
    QCOMPARE(outcomeOf(give(LogId::Activity, current(LogId::Activity).note)), u"cosignatures-missing"_s);
    QCOMPARE(outcomeOf(give(LogId::Activity, "hello\n\nworld\n"_ba)), u"malformed-note"_s);
}

void CosignaturesTest::anotherLogsCheckpointIsRefused()
{
    const qint64 now = m_live->clock.now();
    QCOMPARE(outcomeOf(give(LogId::Activity, m_first.cosigned(*m_live, LogId::Governance, now))),
             u"unknown-signature-line"_s);
    LivePlane other({.witnesses = {m_first.record()}, .witnessThreshold = 1});
    (void)other.admit(1);
    QCOMPARE(outcomeOf(give(LogId::Activity, m_first.cosigned(other, LogId::Activity, now))),
             u"unknown-signature-line"_s);
}

void CosignaturesTest::aCheckpointThatNeverWasIsRefused_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("one that is to come") << qint64(1'000);
    QTest::newRow("within a group") << qint64(1);
    QTest::newRow("the present one, under another root") << qint64(0);
}

void CosignaturesTest::aCheckpointThatNeverWasIsRefused()
{
    QFETCH(qint64, size);
    (void)m_live->admit(1); // an execution and its outcomes are one group
    // The log's own key signs it, as a thief of it could.
    const auto signer = require(log::NoteSigner::make(
        operators::activityOrigin(m_live->plane().governance().directory()->deploymentId()).toUtf8(),
        log::NoteAlgorithm::Ed25519, *m_live->plane().keys().activityLog));
    const qint64 claimed = size == 0 ? current(LogId::Activity).head.size : size;
    const auto lie = require(log::SignedCheckpoint::sign(
        {.origin = signer.verifier().name(), .size = claimed, .root = log::leafHash("lie"), .extensions = {}}, signer));
    const auto note = require(lie.cosignedBy(m_first.signer(), m_live->clock.now()));
    QCOMPARE(outcomeOf(give(LogId::Activity, note)), u"unknown-log-position"_s);
    QVERIFY(seen(LogId::Activity).empty());
}

void CosignaturesTest::aTimeFarFromNowIsRefused_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QString>("outcome");
    constexpr qint64 most = controlplane::audit::cosignatureTolerance;
    QTest::newRow("as old as may be") << -most << u"accepted"_s;
    QTest::newRow("too old") << -most - 1 << u"clock-out-of-range"_s;
    QTest::newRow("as far ahead as may be") << most << u"accepted"_s;
    QTest::newRow("too far ahead") << most + 1 << u"clock-out-of-range"_s;
}

void CosignaturesTest::aTimeFarFromNowIsRefused()
{
    QFETCH(qint64, offset);
    QFETCH(QString, outcome);
    const QByteArray note = m_first.cosigned(*m_live, LogId::Activity, m_live->clock.now() + offset);
    QCOMPARE(outcomeOf(give(LogId::Activity, note)), outcome);
    QCOMPARE(seen(LogId::Activity).empty(), outcome != u"accepted"_s);
}

void CosignaturesTest::theNewerLineReplacesTheOlder()
{
    const qint64 now = m_live->clock.now();
    const QByteArray newer = m_first.cosigned(*m_live, LogId::Activity, now + 5);
    QVERIFY(give(LogId::Activity, m_first.cosigned(*m_live, LogId::Activity, now)));
    QVERIFY(give(LogId::Activity, newer));
    QCOMPARE(seen(LogId::Activity).front().checkpoint.note, newer);
}

void CosignaturesTest::aReplayChangesNothing()
{
    const qint64 now = m_live->clock.now();
    const QByteArray older = m_first.cosigned(*m_live, LogId::Activity, now);
    const QByteArray newer = m_first.cosigned(*m_live, LogId::Activity, now + 5);
    QVERIFY(give(LogId::Activity, newer));
    QVERIFY(give(LogId::Activity, older));
    QVERIFY(give(LogId::Activity, newer));
    QCOMPARE(seen(LogId::Activity).size(), 1U);
    QCOMPARE(seen(LogId::Activity).front().checkpoint.note, newer);
    // Once the witness has moved on, what it said before does not bring it back.
    (void)m_live->admit(1);
    QVERIFY(give(LogId::Activity, m_first.cosigned(*m_live, LogId::Activity, now)));
    const qint64 size = current(LogId::Activity).head.size;
    QVERIFY(give(LogId::Activity, newer));
    QCOMPARE(seen(LogId::Activity).front().checkpoint.head.size, size);
}

void CosignaturesTest::aRemovedWitnessIsRefusedAndItsLinesAreGone()
{
    cosignBoth(*m_live, {&m_first, &m_second});
    QCOMPARE(enough(LogId::Activity), current(LogId::Activity).head.size);
    m_live->perform(m_live->administrator1, u"witness.remove"_s, {},
                    changes::RemoveWitnessParameters{.name = m_first.record().name},
                    {m_live->approver1, m_live->reviewer1});
    for (const LogId log : bothLogs) {
        QCOMPARE(seen(log).size(), 1U);
        QCOMPARE(seen(log).front().witness, m_second.record().name);
        QCOMPARE(enough(log), 0);
        QCOMPARE(outcomeOf(give(log, m_first.cosigned(*m_live, log, m_live->clock.now()))),
                 u"unknown-signature-line"_s);
    }
}

void CosignaturesTest::aNameUnderAnotherKeyDoesNotInheritLines()
{
    cosignBoth(*m_live, {&m_first});
    const TestWitness successor = m_first.impostor();
    m_live->perform(m_live->administrator1, u"witness.remove"_s, {},
                    changes::RemoveWitnessParameters{.name = m_first.record().name},
                    {m_live->approver1, m_live->reviewer1});
    m_live->perform(m_live->administrator1, u"witness.add"_s, {},
                    changes::AddWitnessParameters{.witness = successor.record()},
                    {m_live->approver1, m_live->reviewer1});
    QVERIFY(seen(LogId::Activity).empty());
    cosignBoth(*m_live, {&successor});
    QCOMPARE(seen(LogId::Activity).size(), 1U);
    QCOMPARE(seen(LogId::Activity).front().checkpoint.note,
             successor.cosigned(*m_live, LogId::Activity, m_live->clock.now()));
}

void CosignaturesTest::enoughIsWhatLeafZeroAsksFor()
{
    cosignBoth(*m_live, {&m_first});
    QCOMPARE(enough(LogId::Activity), 0);
    cosignBoth(*m_live, {&m_second});
    const qint64 size = current(LogId::Activity).head.size;
    QCOMPARE(enough(LogId::Activity), size);
    (void)m_live->admit(1);
    cosignBoth(*m_live, {&m_second});
    QCOMPARE(enough(LogId::Activity), size);
    QCOMPARE(enough(LogId::Activity, size + 1), 0);
    cosignBoth(*m_live, {&m_first});
    QCOMPARE(enough(LogId::Activity), current(LogId::Activity).head.size);
    // Where leaf 0 asks for none, there is nothing to look for.
    found({.witnesses = {m_first.record()}, .witnessThreshold = 0});
    cosignBoth(*m_live, {&m_first});
    QCOMPARE(enough(LogId::Activity), 0);
}

void CosignaturesTest::standInsCountInSamplesOnly()
{
    const TestWitness standIn(u"stand-in"_s, true);
    for (const bool sample : {false, true}) {
        found({.sample = sample, .witnesses = {standIn.record()}, .witnessThreshold = 1});
        cosignBoth(*m_live, {&standIn});
        QCOMPARE(seen(LogId::Activity).size(), 1U);
        QCOMPARE(enough(LogId::Activity), sample ? current(LogId::Activity).head.size : 0);
    }
}

void CosignaturesTest::aCheckpointUnderWayIsOfferedToTheOthers()
{
    const LogId log = LogId::Activity;
    QCOMPARE(offered(log).note, current(log).note);
    cosignBoth(*m_live, {&m_first});
    const qint64 begun = current(log).head.size;
    (void)m_live->admit(1);
    QCOMPARE(offered(log).head.size, begun);
    m_live->clock.advance(Cosignatures::round - 1);
    // Nobody keeps a round open by signing it anew.
    QVERIFY(give(log, m_first.cosigned(offered(log).note, m_live->clock.now())));
    QCOMPARE(offered(log).head.size, begun);
    QVERIFY(give(log, m_second.cosigned(offered(log).note, m_live->clock.now())));
    QCOMPARE(enough(log), begun);
    // Once it is enough there is nothing to wait for.
    QCOMPARE(offered(log).note, current(log).note);
}

void CosignaturesTest::whatIsNotEnoughInTimeIsOfferedNoMore()
{
    const LogId log = LogId::Activity;
    cosignBoth(*m_live, {&m_first});
    const qint64 begun = current(log).head.size;
    (void)m_live->admit(1);
    m_live->clock.advance(Cosignatures::round - 1);
    QCOMPARE(offered(log).head.size, begun);
    m_live->clock.advance(1);
    QCOMPARE(offered(log).note, current(log).note);
}

void CosignaturesTest::whatIsCosignedEnoughOutlivesWhatCameBefore()
{
    for (const LogId log : bothLogs) {
        std::vector<qint64> sizes;
        for (int round = 0; round < 3; ++round) {
            grow();
            sizes.push_back(current(log).head.size);
            cosignBoth(*m_live, {&m_first, &m_second});
        }
        grow();
        const qint64 last = current(log).head.size;
        cosignBoth(*m_live, {&m_first});
        QCOMPARE(enough(log), sizes[2]);
        QCOMPARE(keptCheckpoints(log, {sizes[0], sizes[1]}), 0U);
        QCOMPARE(keptCheckpoints(log, {sizes[2], last}), 2U);
        m_live->restart();
        QCOMPARE(enough(log), sizes[2]);
    }
}

void CosignaturesTest::whatIsNeverEnoughIsForgottenWithItsAge()
{
    const LogId log = LogId::Activity;
    std::vector<qint64> sizes;
    for (int round = 0; round < 3; ++round) {
        (void)m_live->admit(1);
        sizes.push_back(current(log).head.size);
        QVERIFY(give(log, m_first.cosigned(*m_live, log, m_live->clock.now())));
        m_live->clock.advance(m_live->plane().governance().directory()->founding().witnessMaxAge - 60);
    }
    QCOMPARE(keptCheckpoints(log, {sizes[0]}), 0U);
    QCOMPARE(keptCheckpoints(log, {sizes[1], sizes[2]}), 2U);
    QCOMPARE(seen(log).front().checkpoint.head.size, sizes[2]);
}

ENIGM_TEST_MAIN(CosignaturesTest)
#include "CosignaturesTest.moc"
