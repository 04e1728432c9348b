#include "contract/log/CheckpointFollower.h"

#include "contract/json/JsonParser.h"
#include "tests/contract/log/SampleTree.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::log;
using enigm::Expected;
using enigm::ProblemType;
using enigm::test::flipped;
using enigm::test::sampleTree;

namespace {

template <typename T>
bool refusedAs(const Expected<T> &answer, ProblemType type)
{
    return !answer && answer.error().type == type;
}

} // namespace

class CheckpointFollowerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConsoleFollowsAGrowingLog();
    void aWitnessMayBeginWithNothing();
    void theSameCheckpointIsSeenAgain();
    void aRewoundLogIsRefused();
    void aForkOfTheSameSizeIsRefused();
    void aForkThatGrewIsRefused();
    void anotherLogIsRefused();
    void theLastCheckpointIsKeptBetweenSessions();
    void aDamagedMemoryIsRefused_data();
    void aDamagedMemoryIsRefused();

private:
    [[nodiscard]] Checkpoint headAt(qint64 size) const
    {
        return {.origin = "log"_ba, .size = size, .root = m_tree.rootAt(size).value(), .extensions = {}};
    }
    [[nodiscard]] Proof proof(qint64 from, qint64 to) const { return m_tree.consistencyProof(from, to).value(); }

    MerkleTree m_tree = sampleTree(50);
};

void CheckpointFollowerTest::aConsoleFollowsAGrowingLog()
{
    CheckpointFollower follower(headAt(3));
    for (const qint64 size : {4, 5, 17, 32, 50}) {
        QVERIFY(follower.advance(headAt(size), proof(follower.last().size, size)).has_value());
        QCOMPARE(follower.last(), headAt(size));
    }
}

void CheckpointFollowerTest::aWitnessMayBeginWithNothing()
{
    auto follower = CheckpointFollower::fromNothing("log"_ba);
    QVERIFY(follower.advance(headAt(0), {}).has_value());
    QVERIFY(refusedAs(follower.advance(headAt(9), proof(3, 9)), ProblemType::LogForked));
    QVERIFY(follower.advance(headAt(9), {}).has_value());
    QVERIFY(refusedAs(follower.advance(headAt(10), {}), ProblemType::LogForked));
    QCOMPARE(follower.last(), headAt(9));
}

void CheckpointFollowerTest::theSameCheckpointIsSeenAgain()
{
    CheckpointFollower follower(headAt(9));
    QVERIFY(follower.advance(headAt(9), {}).has_value());
    QCOMPARE(follower.last(), headAt(9));
}

void CheckpointFollowerTest::aRewoundLogIsRefused()
{
    CheckpointFollower follower(headAt(9));
    QVERIFY(refusedAs(follower.advance(headAt(8), {}), ProblemType::LogRewound));
    QVERIFY(refusedAs(follower.advance(headAt(0), {}), ProblemType::LogRewound));
    QVERIFY(refusedAs(follower.advance(headAt(8), proof(8, 9)), ProblemType::LogRewound));
    QCOMPARE(follower.last(), headAt(9));
}

void CheckpointFollowerTest::aForkOfTheSameSizeIsRefused()
{
    CheckpointFollower follower(headAt(9));
    Checkpoint other = headAt(9);
    other.root = flipped(other.root, 3);
    QVERIFY(refusedAs(follower.advance(other, {}), ProblemType::LogForked));
    QCOMPARE(follower.last(), headAt(9));
}

void CheckpointFollowerTest::aForkThatGrewIsRefused()
{
    CheckpointFollower follower(headAt(9));
    MerkleTree other;
    for (qint64 i = 0; i < 20; ++i)
        other.append(enigm::test::sampleLeaf(i == 4 ? 400 : i));
    const Checkpoint head{.origin = "log"_ba, .size = 20, .root = other.root(), .extensions = {}};
    QVERIFY(refusedAs(follower.advance(head, other.consistencyProof(9, 20).value()), ProblemType::LogForked));
    QVERIFY(refusedAs(follower.advance(head, proof(9, 20)), ProblemType::LogForked));
    QVERIFY(refusedAs(follower.advance(head, {}), ProblemType::LogForked));
    QCOMPARE(follower.last(), headAt(9));
}

void CheckpointFollowerTest::anotherLogIsRefused()
{
    CheckpointFollower follower(headAt(9));
    Checkpoint other = headAt(20);
    other.origin = "other";
    QVERIFY(refusedAs(follower.advance(other, proof(9, 20)), ProblemType::WrongDeployment));
}

void CheckpointFollowerTest::theLastCheckpointIsKeptBetweenSessions()
{
    for (const qint64 size : {0, 1, 50}) {
        const CheckpointFollower follower(headAt(size));
        const QByteArray kept = enigm::json::canonical(follower.toJson());
        const auto resumed = CheckpointFollower::fromJson(enigm::json::parseSigned(kept).value());
        QVERIFY(resumed.has_value());
        QCOMPARE(resumed->last(), follower.last());
    }
}

void CheckpointFollowerTest::aDamagedMemoryIsRefused_data()
{
    QTest::addColumn<QByteArray>("kept");
    const auto row = [](const char *name, const QByteArray &kept) { QTest::newRow(name) << kept; };
    const QByteArray root = "CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I";
    row("no object", "[]"_ba);
    row("no members", "{}"_ba);
    row("no size", R"({"origin":"log","root":")" + root + R"("})");
    row("negative size", R"({"origin":"log","root":")" + root + R"(","size":-1})");
    row("size as text", R"({"origin":"log","root":")" + root + R"(","size":"1"})");
    row("short root", R"({"origin":"log","root":")" + root.chopped(4) + R"(","size":1})");
    row("root of nothing", R"({"origin":"log","root":")" + root + R"(","size":0})");
    row("no origin", R"({"origin":"","root":")" + root + R"(","size":1})");
    row("two origins", R"({"origin":"log\nlog","root":")" + root + R"(","size":1})");
    row("a member more", R"({"more":1,"origin":"log","root":")" + root + R"(","size":1})");
}

void CheckpointFollowerTest::aDamagedMemoryIsRefused()
{
    QFETCH(const QByteArray, kept);
    QVERIFY(!CheckpointFollower::fromJson(enigm::json::parse(kept).value()));
}

ENIGM_TEST_MAIN(CheckpointFollowerTest)
#include "CheckpointFollowerTest.moc"
