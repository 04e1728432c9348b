#include "contract/log/SignedCheckpoint.h"
#include "tests/contract/log/SampleTree.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::log;
using enigm::Expected;
using enigm::ProblemType;
using enigm::signing::PrivateKey;
using enigm::signing::PublicKey;
using enigm::test::sampleTree;

namespace {

constexpr qint64 noon = 1'700'000'000;

template <typename T>
bool refusedAs(const Expected<T> &answer, ProblemType type)
{
    return !answer && answer.error().type == type;
}

} // namespace

class CheckpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCheckpointHasOneText();
    void anotherTextIsNoCheckpoint_data();
    void anotherTextIsNoCheckpoint();
    void extensionLinesAreReadButNotByUs();
    void aReviewerOpensWhatTheLogSigned();
    void aReviewerSeesWhichWitnessesConfirmed();
    void aWitnessHandsInItsOwnLineAlone();
    void aWitnessAloneMakesNoCheckpoint();
    void aCheckpointOfAnotherLogIsRefused();
    void aForeignReaderPassesOverWhatIsUnknown();
    void everyChangedByteIsRefused();

private:
    [[nodiscard]] Checkpoint head() const;

    std::unique_ptr<PrivateKey> m_logKey = PrivateKey::generate(PublicKey::Kind::Ed25519);
    std::unique_ptr<PrivateKey> m_witnessKey = PrivateKey::generate(PublicKey::Kind::Ed25519);
    std::unique_ptr<PrivateKey> m_secondKey = PrivateKey::generate(PublicKey::Kind::Ed25519);
    NoteSigner m_log = NoteSigner::make("example.com/log"_ba, NoteAlgorithm::Ed25519, *m_logKey).value();
    NoteSigner m_witness = NoteSigner::make("witness-1"_ba, NoteAlgorithm::CosignatureV1, *m_witnessKey).value();
    NoteSigner m_second = NoteSigner::make("witness-2"_ba, NoteAlgorithm::CosignatureV1, *m_secondKey).value();
};

Checkpoint CheckpointTest::head() const
{
    const MerkleTree tree = sampleTree(20);
    return {.origin = "example.com/log"_ba, .size = tree.size(), .root = tree.root(), .extensions = {}};
}

void CheckpointTest::aCheckpointHasOneText()
{
    const QByteArray text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    const auto checkpoint = Checkpoint::parseStrictly(text).value();
    QCOMPARE(checkpoint.origin, "example.com/behind-the-sofa"_ba);
    QCOMPARE(checkpoint.size, 20'852'163);
    QCOMPARE(checkpoint.root.toBase64(), "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="_ba);
    QCOMPARE(checkpoint.toNoteText(), text);
    const Checkpoint nothing{.origin = "log"_ba, .size = 0, .root = emptyRoot(), .extensions = {}};
    QCOMPARE(Checkpoint::parseStrictly(nothing.toNoteText()).value(), nothing);
}

void CheckpointTest::anotherTextIsNoCheckpoint_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
    const QByteArray root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    row("nothing", {});
    row("a newline", "\n");
    row("two lines", "log\n5\n");
    row("no last newline", "log\n5\n" + root.chopped(1));
    row("no origin", "\n5\n" + root);
    row("no size", "log\n\n" + root);
    row("an empty line more", "log\n5\n" + root + "\n");
    row("an empty line before an extension", "log\n5\n" + root + "\nmore\n");
    row("leading zero", "log\n05\n" + root);
    row("plus", "log\n+5\n" + root);
    row("negative", "log\n-5\n" + root);
    row("negative zero", "log\n-0\n" + root);
    row("space", "log\n5 \n" + root);
    row("hexadecimal", "log\n0x5\n" + root);
    row("beyond 63 bits", "log\n9223372036854775808\n" + root);
    row("beyond 64 bits", "log\n18446744073709551621\n" + root);
    row("short root", "log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n");
    row("unpadded root", "log\n5\n" + root.chopped(2) + "\n");
    row("trailing bits of the root", "log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n");
    row("root of nothing", "log\n0\n" + root);
}

void CheckpointTest::anotherTextIsNoCheckpoint()
{
    QFETCH(const QByteArray, text);
    QVERIFY(refusedAs(Checkpoint::parse(text), ProblemType::MalformedCheckpoint));
    QVERIFY(refusedAs(Checkpoint::parseStrictly(text), ProblemType::MalformedCheckpoint));
}

void CheckpointTest::extensionLinesAreReadButNotByUs()
{
    Checkpoint checkpoint = head();
    checkpoint.extensions = {"one"_ba, "two"_ba};
    const QByteArray text = checkpoint.toNoteText();
    QCOMPARE(Checkpoint::parse(text).value(), checkpoint);
    QVERIFY(refusedAs(Checkpoint::parseStrictly(text), ProblemType::MalformedCheckpoint));
}

void CheckpointTest::aReviewerOpensWhatTheLogSigned()
{
    const auto made = SignedCheckpoint::sign(head(), m_log).value();
    const auto opened = SignedCheckpoint::open(made.note(), m_log.verifier(), {}).value();
    QCOMPARE(opened.checkpoint(), head());
    QCOMPARE(opened.size(), head().size);
    QCOMPARE(opened.root(), head().root);
    QCOMPARE(opened.note(), made.note());
    QVERIFY(opened.cosignatures().empty());
}

void CheckpointTest::aReviewerSeesWhichWitnessesConfirmed()
{
    const std::array witnesses{m_witness.verifier(), m_second.verifier()};
    const auto made = SignedCheckpoint::sign(head(), m_log).value();
    const QByteArray once = made.note() + cosign(head(), m_second, noon).value().toLine();
    const auto opened = SignedCheckpoint::open(once, m_log.verifier(), witnesses).value();
    QCOMPARE(opened.cosignatures(), (std::vector{Cosignature{.witness = 1, .time = noon}}));
    const QByteArray twice = once + cosign(head(), m_witness, noon + 9).value().toLine();
    QCOMPARE(SignedCheckpoint::open(twice, m_log.verifier(), witnesses).value().cosignatures().size(), 2U);
    QVERIFY(refusedAs(SignedCheckpoint::open(twice, m_log.verifier(), std::array{m_witness.verifier()}),
                      ProblemType::UnknownSignatureLine));
}

void CheckpointTest::aWitnessHandsInItsOwnLineAlone()
{
    const std::array witnesses{m_witness.verifier(), m_second.verifier()};
    const auto made = SignedCheckpoint::sign(head(), m_log).value();
    const QByteArray seen = made.note() + cosign(head(), m_second, noon).value().toLine();
    const auto opened = SignedCheckpoint::open(seen, m_log.verifier(), witnesses).value();
    QCOMPARE(opened.bareNote().value(), made.note());
    const QByteArray given = opened.cosignedBy(m_witness, noon + 1).value();
    QCOMPARE(given, made.note() + cosign(head(), m_witness, noon + 1).value().toLine());
    QCOMPARE(SignedCheckpoint::open(given, m_log.verifier(), witnesses).value().cosignatures(),
             (std::vector{Cosignature{.witness = 0, .time = noon + 1}}));
}

void CheckpointTest::aWitnessAloneMakesNoCheckpoint()
{
    const QByteArray text = head().toNoteText();
    const auto note = SignedNote::make(text, {cosign(head(), m_witness, noon).value()}).value();
    const std::array witnesses{m_witness.verifier()};
    QVERIFY(refusedAs(SignedCheckpoint::open(note.toBytes(), m_log.verifier(), witnesses), ProblemType::BadSignature));
    QVERIFY(refusedAs(SignedCheckpoint::openForeign(note.toBytes(), m_log.verifier(), witnesses),
                      ProblemType::BadSignature));
}

void CheckpointTest::aCheckpointOfAnotherLogIsRefused()
{
    Checkpoint other = head();
    other.origin = "example.com/other";
    QVERIFY(refusedAs(SignedCheckpoint::sign(other, m_log), ProblemType::MalformedCheckpoint));
    const QByteArray text = other.toNoteText();
    const auto note = SignedNote::make(text, {m_log.sign(text, noon).value()}).value();
    QVERIFY(refusedAs(SignedCheckpoint::open(note.toBytes(), m_log.verifier(), {}), ProblemType::MalformedCheckpoint));
    QVERIFY(refusedAs(SignedCheckpoint::openForeign(note.toBytes(), m_log.verifier(), {}),
                      ProblemType::MalformedCheckpoint));
}

void CheckpointTest::aForeignReaderPassesOverWhatIsUnknown()
{
    Checkpoint checkpoint = head();
    checkpoint.extensions = {"more"_ba};
    const auto made = SignedCheckpoint::sign(checkpoint, m_log).value();
    const QByteArray note = made.note() + cosign(checkpoint, m_witness, noon).value().toLine();
    const auto opened = SignedCheckpoint::openForeign(note, m_log.verifier(), {}).value();
    QCOMPARE(opened.checkpoint(), checkpoint);
    QVERIFY(opened.cosignatures().empty());
    QVERIFY(!SignedCheckpoint::open(note, m_log.verifier(), {}));
}

void CheckpointTest::everyChangedByteIsRefused()
{
    const std::array witnesses{m_witness.verifier()};
    const auto made = SignedCheckpoint::sign(head(), m_log).value();
    const QByteArray bytes = made.note() + cosign(head(), m_witness, noon).value().toLine();
    QVERIFY(SignedCheckpoint::open(bytes, m_log.verifier(), witnesses).has_value());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            QByteArray changed = bytes;
            changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << bit));
            QVERIFY(!SignedCheckpoint::open(changed, m_log.verifier(), witnesses));
        }
        QVERIFY(!SignedCheckpoint::open(QByteArray(bytes).remove(i, 1), m_log.verifier(), witnesses));
        QVERIFY(!SignedCheckpoint::open(QByteArray(bytes).insert(i, 'A'), m_log.verifier(), witnesses));
        QVERIFY(!SignedCheckpoint::open(QByteArray(bytes).insert(i, '\n'), m_log.verifier(), witnesses));
    }
}

ENIGM_TEST_MAIN(CheckpointTest)
#include "CheckpointTest.moc"
