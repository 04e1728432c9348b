#include "contract/ota/RolloutEntries.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::ota;
using namespace Qt::StringLiterals;

/// What the control plane writes of rollouts into the log has one spelling.
class RolloutEntriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePopulationIsReadAsItWasWritten();
    void aMoveIsReadAsItWasWritten();
    void groupAndReasonGoWithTheKind_data();
    void groupAndReasonGoWithTheKind();
    void onlyOwnMovesAreKnownByTheirAction();
};

namespace {

const QString rollout = u"019ac000-0000-7000-8000-000000000001"_s;

} // namespace

void RolloutEntriesTest::thePopulationIsReadAsItWasWritten()
{
    const RolloutFrozen frozen{
        .change = QByteArray(32, '\0'), .rollout = rollout, .groups = {{.count = 3, .root = QByteArray(32, '\0')}}};
    QCOMPARE(json::canonical(frozen.toJson()),
             R"({"change":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","groups":[{"count":3,)"
             R"("root":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}],)"
             R"("rollout":"019ac000-0000-7000-8000-000000000001"})"_ba);
    const auto read = RolloutFrozen::fromJson(frozen.toJson());
    QVERIFY(read);
    QCOMPARE(*read, frozen);
    QCOMPARE(frozen.describe().action, u"rollout.frozen"_s);
    QVERIFY(
        !RolloutFrozen::fromJson(RolloutFrozen{.change = frozen.change, .rollout = rollout, .groups = {}}.toJson()));
}

void RolloutEntriesTest::aMoveIsReadAsItWasWritten()
{
    const RolloutMove move{.kind = RolloutEventKind::Halted,
                           .change = QByteArray(32, 'c'),
                           .rollout = rollout,
                           .group = 2,
                           .reason = HaltReason::ErrorShare,
                           .confirmed = 40,
                           .failed = 5};
    const log::ActivityEntry entry = move.describe();
    QCOMPARE(entry.action, u"rollout.halted"_s);
    QCOMPARE(entry.actor, u"control-plane"_s);
    QCOMPARE(RolloutMove::kindOf(entry.action), std::optional(RolloutEventKind::Halted));
    const auto read = RolloutMove::fromJson(RolloutEventKind::Halted, move.toJson());
    QVERIFY(read);
    QCOMPARE(*read, move);
}

void RolloutEntriesTest::groupAndReasonGoWithTheKind_data()
{
    using Kind = RolloutEventKind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("hasGroup");
    QTest::addColumn<std::optional<HaltReason>>("reason");
    QTest::addColumn<bool>("isGood");
    const std::optional<HaltReason> none;
    const std::optional errors(HaltReason::ErrorCount);
    QTest::newRow("halted") << Kind::Halted << true << errors << true;
    QTest::newRow("halted somewhere") << Kind::Halted << false << errors << false;
    QTest::newRow("halted for nothing") << Kind::Halted << true << none << false;
    QTest::newRow("halted as asked") << Kind::Halted << true << std::optional(HaltReason::Asked) << false;
    QTest::newRow("opened") << Kind::GroupOpened << true << none << true;
    QTest::newRow("opened with a reason") << Kind::GroupOpened << true << errors << false;
    QTest::newRow("completed") << Kind::Completed << false << none << true;
    QTest::newRow("completed in part") << Kind::Completed << true << none << false;
    QTest::newRow("paused") << Kind::Paused << false << none << false;
}

void RolloutEntriesTest::groupAndReasonGoWithTheKind()
{
    QFETCH(const RolloutEventKind, kind);
    QFETCH(const bool, hasGroup);
    QFETCH(const std::optional<HaltReason>, reason);
    QFETCH(const bool, isGood);
    const RolloutMove move{.kind = kind,
                           .change = QByteArray(32, 'c'),
                           .rollout = rollout,
                           .group = hasGroup ? std::optional<qint64>(0) : std::nullopt,
                           .reason = reason};
    QCOMPARE(RolloutMove::fromJson(kind, move.toJson()).has_value(), isGood);
}

void RolloutEntriesTest::onlyOwnMovesAreKnownByTheirAction()
{
    QCOMPARE(RolloutMove::kindOf(u"rollout.group-soaking"), std::optional(RolloutEventKind::GroupSoaking));
    QCOMPARE(RolloutMove::kindOf(u"rollout.paused"), std::nullopt);
    QCOMPARE(RolloutMove::kindOf(u"rollout.halt"), std::nullopt);
    QCOMPARE(RolloutMove::kindOf(u"group-soaking"), std::nullopt);
}

ENIGM_TEST_MAIN(RolloutEntriesTest)
#include "RolloutEntriesTest.moc"
