#include "control-plane/audit/CheckpointSigner.h"

#include "contract/log/Hash.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/signing/Signer.h"
#include "tests/control-plane/audit/TestLogs.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::audit::CheckpointSigner;
using controlplane::audit::LogId;

namespace {

log::LogHead headAt(qint64 size)
{
    return {.size = size, .root = log::leafHash(QByteArray::number(size)).toBytes()};
}

/// A key that a token has lost.
class LostSigner final : public signing::Signer
{
public:
    explicit LostSigner(const signing::PublicKey &publicKey)
        : m_public(publicKey)
    {}
    const signing::PublicKey &publicKey() const override { return m_public; }
    Expected<QByteArray> sign(QByteArrayView) const override { return refuse(ProblemType::TokenUnavailable); }

private:
    signing::PublicKey m_public;
};

} // namespace

/// Signatures that are made on a thread of their own while a group becomes durable.
class CheckpointSignerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsTheHeadsOfTheLogsThatHaveGrown();
    void signsTheSameHeadToTheSameBytes();
    void hasNothingWhereNothingWasBegun();
    void signsInTurns();
    void tellsThatTheKeyDoesNotSign();
    void endsWithWorkUnderWay();

private:
    const test::LogKeys m_keys = test::LogKeys::generate();
};

void CheckpointSignerTest::signsTheHeadsOfTheLogsThatHaveGrown()
{
    CheckpointSigner signer(m_keys.signers());
    signer.begin({std::nullopt, headAt(7)});
    const auto done = signer.finish();
    QVERIFY(!done[0]);
    QVERIFY(done[1] && *done[1]);
    QCOMPARE((*done[1])->head, headAt(7));
    const auto opened = log::SignedCheckpoint::open((*done[1])->note, signer.verifier(LogId::Activity), {});
    QVERIFY(opened);
    QCOMPARE(opened->size(), 7);
    QCOMPARE(opened->root().toBytes(), headAt(7).root);
}

void CheckpointSignerTest::signsTheSameHeadToTheSameBytes()
{
    CheckpointSigner signer(m_keys.signers());
    signer.begin({headAt(3), std::nullopt});
    const auto before = signer.finish();
    QCOMPARE(CheckpointSigner(m_keys.signers()).sign(LogId::Governance, headAt(3))->note, (*before[0])->note);
}

void CheckpointSignerTest::hasNothingWhereNothingWasBegun()
{
    CheckpointSigner signer(m_keys.signers());
    const auto done = signer.finish();
    QVERIFY(!done[0] && !done[1]);
}

void CheckpointSignerTest::signsInTurns()
{
    CheckpointSigner signer(m_keys.signers());
    for (qint64 size = 1; size <= 200; ++size) {
        signer.begin({headAt(size), headAt(2 * size)});
        const auto done = signer.finish();
        QCOMPARE((*done[0])->head.size, size);
        QCOMPARE((*done[1])->head.size, 2 * size);
    }
}

void CheckpointSignerTest::tellsThatTheKeyDoesNotSign()
{
    const LostSigner lost(m_keys.activity->publicKey());
    auto signers = m_keys.signers();
    signers.activity = log::NoteSigner::make("test.example/activity"_ba, log::NoteAlgorithm::Ed25519, lost).value();
    CheckpointSigner signer(std::move(signers));
    signer.begin({headAt(1), headAt(1)});
    const auto done = signer.finish();
    QVERIFY(*done[0]);
    QCOMPARE(done[1]->error().type, ProblemType::TokenUnavailable);
}

void CheckpointSignerTest::endsWithWorkUnderWay()
{
    CheckpointSigner signer(m_keys.signers());
    signer.begin({headAt(1), headAt(1)});
}

ENIGM_TEST_MAIN(CheckpointSignerTest)
#include "CheckpointSignerTest.moc"
