#include "contract/log/SignedNote.h"

#include "contract/log/NoteSigner.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::log;
using enigm::Expected;
using enigm::ProblemType;
using enigm::signing::PrivateKey;
using enigm::signing::PublicKey;

namespace {

constexpr qint64 noon = 1'700'000'000;

template <typename T>
bool refusedAs(const Expected<T> &answer, ProblemType type)
{
    return !answer && answer.error().type == type;
}

/// A key and the name that it signs under.
struct Person
{
    explicit Person(const QByteArray &name, NoteAlgorithm algorithm = NoteAlgorithm::Ed25519)
        : key(PrivateKey::generate(PublicKey::Kind::Ed25519))
        , signer(NoteSigner::make(name, algorithm, *key).value())
    {}

    [[nodiscard]] NoteSignature sign(const QByteArray &text, qint64 time = noon) const
    {
        return signer.sign(text, time).value();
    }

    std::unique_ptr<PrivateKey> key;
    NoteSigner signer;
};

} // namespace

class SignedNoteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNoteKeepsItsTextAndSignatures();
    void emptyLinesMayStandInTheText();
    void aMalformedNoteIsRefused_data();
    void aMalformedNoteIsRefused();
    void aNoteOfManySignaturesIsReadUpToALimit();
    void aNoteThatIsTooLongIsRefused();
    void aVerifierKeyIsReadAndWritten();
    void anotherVerifierKeyIsRefused_data();
    void anotherVerifierKeyIsRefused();
    void onlyEd25519KeysSignNotes();
    void unknownSignaturesAreKeptAside();
    void aNoteOfStrangersIsRefused();
    void oneBadSignatureOfAKnownKeyRefusesTheNote();
    void aKeyOfTheSameNameIsAnotherKey();
    void aRepeatedLineIsCountedOnce();
    void aStrictReaderRefusesUnknownLines();
    void aStrictReaderRefusesRepeatedLines();
    void aStrictReaderNoticesEveryChangedByte();
    void aCosignatureSaysWhen();
    void aCosignatureOfAnotherTimeIsRefused();
    void aCosignatureIsNoSignature();
};

void SignedNoteTest::aNoteKeepsItsTextAndSignatures()
{
    const Person log("example.com/log");
    const QByteArray text = "one\ntwo\n";
    const auto note = SignedNote::make(text, {log.sign(text)}).value();
    const QByteArray bytes = note.toBytes();
    QVERIFY(bytes.startsWith("one\ntwo\n\n\xE2\x80\x94 example.com/log "));
    QVERIFY(bytes.endsWith('\n'));
    const auto read = SignedNote::parse(bytes).value();
    QCOMPARE(read, note);
    QCOMPARE(read.text(), text);
    QCOMPARE(read.signatures().front().keyId, log.signer.verifier().keyId());
    QCOMPARE(read.toBytes(), bytes);
}

void SignedNoteTest::emptyLinesMayStandInTheText()
{
    const Person log("log");
    for (const QByteArray &text : {"\n"_ba, "\n\n"_ba, "one\n\ntwo\n"_ba, "\n\none\n\n\n"_ba}) {
        const QByteArray bytes = SignedNote::make(text, {log.sign(text)}).value().toBytes();
        QCOMPARE(SignedNote::parse(bytes).value().text(), text);
    }
}

void SignedNoteTest::aMalformedNoteIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray dash = "\xE2\x80\x94 ";
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    row("nothing", {});
    row("no text", "\n" + dash + "log AAAAAAA=\n");
    row("no signature", "text\n\n");
    row("no blank line", "text\n" + dash + "log AAAAAAA=\n");
    row("no last newline", "text\n\n" + dash + "log AAAAAAA=");
    row("text after the signatures", "text\n\n" + dash + "log AAAAAAA=\nmore\n");
    row("a blank line after the signatures", "text\n\n" + dash + "log AAAAAAA=\n\n");
    row("a hyphen", "text\n\n- log AAAAAAA=\n");
    row("an em dash without space", "text\n\n\xE2\x80\x94log AAAAAAA=\n");
    row("no name", "text\n\n" + dash + " AAAAAAA=\n");
    row("no base64", "text\n\n" + dash + "log\n");
    row("empty base64", "text\n\n" + dash + "log \n");
    row("two spaces", "text\n\n" + dash + "log  AAAAAAA=\n");
    row("a plus in the name", "text\n\n" + dash + "l+g AAAAAAA=\n");
    row("a wide space in the name", "text\n\n" + dash + "l\xE2\x80\x83g AAAAAAA=\n");
    row("a space after base64", "text\n\n" + dash + "log AAAAAAA= \n");
    row("no padding", "text\n\n" + dash + "log AAAAAAA\n");
    row("set trailing bits", "text\n\n" + dash + "log AAAAAAB=\n");
    row("base64url", "text\n\n" + dash + "log AAAA_A-_\n");
    row("no byte behind the key id", "text\n\n" + dash + "log AAAAAA==\n");
    row("a carriage return", "text\r\n\n" + dash + "log AAAAAAA=\n");
    row("a tab", "te\txt\n\n" + dash + "log AAAAAAA=\n");
    row("a null byte", "te\0xt\n\n"_ba + dash + "log AAAAAAA=\n");
    row("broken UTF-8 in the text", "te\xC3xt\n\n" + dash + "log AAAAAAA=\n");
    row("broken UTF-8 in the name", "text\n\n" + dash + "l\xFFg AAAAAAA=\n");
}

void SignedNoteTest::aMalformedNoteIsRefused()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(SignedNote::parse("text\n\n\xE2\x80\x94 log AAAAAAA=\n").has_value());
    QVERIFY(refusedAs(SignedNote::parse(bytes), ProblemType::MalformedNote));
}

void SignedNoteTest::aNoteOfManySignaturesIsReadUpToALimit()
{
    const NoteSignature line{.name = "log"_ba, .keyId = 1, .signature = "x"_ba};
    const std::vector<NoteSignature> most(SignedNote::MaximumSignatures, line);
    const auto note = SignedNote::make("text\n"_ba, most).value();
    QCOMPARE(SignedNote::parse(note.toBytes()).value(), note);
    QVERIFY(refusedAs(note.withSignature(line), ProblemType::MalformedNote));
    QVERIFY(refusedAs(SignedNote::parse(note.toBytes() + line.toLine()), ProblemType::MalformedNote));
    QVERIFY(refusedAs(SignedNote::make("text\n"_ba, {}), ProblemType::MalformedNote));
}

void SignedNoteTest::aNoteThatIsTooLongIsRefused()
{
    const NoteSignature line{.name = "log"_ba, .keyId = 1, .signature = "x"_ba};
    const QByteArray text = QByteArray(SignedNote::MaximumBytes - 2 - line.toLine().size(), 't') + '\n';
    const auto note = SignedNote::make(text, {line});
    QVERIFY(note.has_value());
    QCOMPARE(note->toBytes().size(), SignedNote::MaximumBytes);
    QVERIFY(refusedAs(SignedNote::make('t' + text, {line}), ProblemType::MalformedNote));
    QVERIFY(refusedAs(SignedNote::parse('t' + note->toBytes()), ProblemType::MalformedNote));
}

void SignedNoteTest::aVerifierKeyIsReadAndWritten()
{
    for (const auto algorithm : {NoteAlgorithm::Ed25519, NoteAlgorithm::CosignatureV1}) {
        const Person person("example.com/log", algorithm);
        const QByteArray vkey = person.signer.verifier().toVkey();
        const auto read = NoteVerifier::parse(vkey);
        QVERIFY(read.has_value());
        QCOMPARE(*read, person.signer.verifier());
        QCOMPARE(read->keyId(), person.signer.verifier().keyId());
        QCOMPARE(read->toVkey(), vkey);
    }
}

void SignedNoteTest::anotherVerifierKeyIsRefused_data()
{
    QTest::addColumn<QByteArray>("vkey");
    for (const char *const vkey : {
             "",
             "++",
             "PeterNeumann",
             "PeterNeumann+c74f20a3",
             "PeterNeumann+c74f20a3+",
             "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
             "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
             "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
             "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
             "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
             "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=",
             "PeterNeumann+c74f20a3+BRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
             "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
         })
        QTest::newRow(vkey) << QByteArray(vkey);
}

void SignedNoteTest::anotherVerifierKeyIsRefused()
{
    QFETCH(const QByteArray, vkey);
    QVERIFY(NoteVerifier::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").has_value());
    QVERIFY(refusedAs(NoteVerifier::parse(vkey), ProblemType::MalformedKey));
}

void SignedNoteTest::onlyEd25519KeysSignNotes()
{
    const auto key = PrivateKey::generate(PublicKey::Kind::P256);
    QVERIFY(refusedAs(NoteSigner::make("log"_ba, NoteAlgorithm::Ed25519, *key), ProblemType::MalformedKey));
    const auto good = PrivateKey::generate(PublicKey::Kind::Ed25519);
    QVERIFY(refusedAs(NoteSigner::make("two words"_ba, NoteAlgorithm::Ed25519, *good), ProblemType::MalformedKey));
}

void SignedNoteTest::unknownSignaturesAreKeptAside()
{
    const Person log("log");
    const Person stranger("stranger");
    const QByteArray text = "text\n";
    const auto note = SignedNote::make(text, {stranger.sign(text), log.sign(text)}).value();
    const auto opened = openNote(note.toBytes(), std::array{log.signer.verifier()}).value();
    QCOMPARE(opened.text, text);
    QCOMPARE(opened.verified.size(), 1U);
    QCOMPARE(opened.verified.front().line, log.sign(text));
    QVERIFY(!opened.verified.front().time);
    QCOMPARE(opened.unverified, std::vector{stranger.sign(text)});
}

void SignedNoteTest::aNoteOfStrangersIsRefused()
{
    const Person log("log");
    const Person stranger("stranger");
    const auto note = SignedNote::make("text\n"_ba, {stranger.sign("text\n"_ba)}).value();
    QVERIFY(refusedAs(openNote(note.toBytes(), std::array{log.signer.verifier()}), ProblemType::BadSignature));
    QVERIFY(refusedAs(openNote(note.toBytes(), {}), ProblemType::BadSignature));
}

void SignedNoteTest::oneBadSignatureOfAKnownKeyRefusesTheNote()
{
    const Person log("log");
    const Person witness("witness");
    const std::array known{log.signer.verifier(), witness.signer.verifier()};
    const auto note = SignedNote::make("text\n"_ba, {log.sign("text\n"_ba), witness.sign("other\n"_ba)}).value();
    QVERIFY(refusedAs(openNote(note.toBytes(), known), ProblemType::BadSignature));
    QVERIFY(refusedAs(openNoteStrictly(note.toBytes(), known), ProblemType::BadSignature));
}

void SignedNoteTest::aKeyOfTheSameNameIsAnotherKey()
{
    const Person log("log");
    const Person namesake("log");
    const QByteArray text = "text\n";
    const auto note = SignedNote::make(text, {namesake.sign(text), log.sign(text)}).value();
    const auto opened = openNote(note.toBytes(), std::array{log.signer.verifier()}).value();
    QCOMPARE(opened.verified.size(), 1U);
    QCOMPARE(opened.unverified.size(), 1U);
}

void SignedNoteTest::aRepeatedLineIsCountedOnce()
{
    const Person log("log");
    const QByteArray text = "text\n";
    const auto note = SignedNote::make(text, {log.sign(text), log.sign(text)}).value();
    QCOMPARE(openNote(note.toBytes(), std::array{log.signer.verifier()}).value().verified.size(), 1U);
}

void SignedNoteTest::aStrictReaderRefusesUnknownLines()
{
    const Person log("log");
    const Person stranger("stranger");
    const QByteArray text = "text\n";
    const std::array known{log.signer.verifier()};
    const auto note = SignedNote::make(text, {log.sign(text)}).value();
    QCOMPARE(openNoteStrictly(note.toBytes(), known).value().verified.size(), 1U);
    const auto more = note.withSignature(stranger.sign(text)).value();
    const auto refused = openNoteStrictly(more.toBytes(), known);
    QVERIFY(refusedAs(refused, ProblemType::UnknownSignatureLine));
    QCOMPARE(refused.error().where, u"stranger"_s);
}

void SignedNoteTest::aStrictReaderRefusesRepeatedLines()
{
    const Person witness("witness", NoteAlgorithm::CosignatureV1);
    const QByteArray text = "text\n";
    const auto note = SignedNote::make(text, {witness.sign(text, noon), witness.sign(text, noon + 1)}).value();
    QVERIFY(
        refusedAs(openNoteStrictly(note.toBytes(), std::array{witness.signer.verifier()}), ProblemType::MalformedNote));
}

void SignedNoteTest::aStrictReaderNoticesEveryChangedByte()
{
    const Person log("example.com/log");
    const Person witness("witness", NoteAlgorithm::CosignatureV1);
    const std::array known{log.signer.verifier(), witness.signer.verifier()};
    const QByteArray text = "one\n\ntw\xC3\xB6\n";
    const QByteArray bytes = SignedNote::make(text, {log.sign(text), witness.sign(text)}).value().toBytes();
    QCOMPARE(openNoteStrictly(bytes, known).value().verified.size(), 2U);
    const auto tryByte = [&](qsizetype place, char value) {
        QByteArray changed = bytes;
        changed[place] = value;
        return openNoteStrictly(changed, known).has_value() == (changed == bytes);
    };
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit)
            QVERIFY(tryByte(i, static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ (1U << bit))));
        for (const char value : {'\n', ' ', '+', '=', 'A', '\0'})
            QVERIFY(tryByte(i, value));
    }
}

void SignedNoteTest::aCosignatureSaysWhen()
{
    const Person witness("witness", NoteAlgorithm::CosignatureV1);
    const QByteArray text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    QCOMPARE(cosignedMessage(text, 1'679'315'147), "cosignature/v1\ntime 1679315147\n" + text);
    const auto note = SignedNote::make(text, {witness.sign(text, noon)}).value();
    const auto opened = openNoteStrictly(note.toBytes(), std::array{witness.signer.verifier()}).value();
    QCOMPARE(opened.verified.front().time, std::optional(noon));
    // Eight bytes of time, big-endian, then the signature of the message.
    const QByteArray signature = note.signatures().front().signature;
    QCOMPARE(signature.size(), 72);
    QCOMPARE(signature.first(8).toHex(), QByteArray::number(noon, 16).rightJustified(16, '0'));
    QVERIFY(witness.key->publicKey().verify(cosignedMessage(text, noon), signature.sliced(8)));
}

void SignedNoteTest::aCosignatureOfAnotherTimeIsRefused()
{
    const Person witness("witness", NoteAlgorithm::CosignatureV1);
    const NoteVerifier &verifier = witness.signer.verifier();
    NoteSignature line = witness.sign("text\n", noon);
    QVERIFY(verifier.verify("text\n", line).has_value());
    line.signature[7] = static_cast<char>(line.signature[7] + 1);
    QVERIFY(refusedAs(verifier.verify("text\n", line), ProblemType::BadSignature));
    line = witness.sign("text\n", noon);
    line.signature.replace(0, 1, "\x80");
    QVERIFY(refusedAs(verifier.verify("text\n", line), ProblemType::BadSignature));
    line.signature.chop(1);
    QVERIFY(refusedAs(verifier.verify("text\n", line), ProblemType::BadSignature));
}

void SignedNoteTest::aCosignatureIsNoSignature()
{
    const Person log("name");
    const auto witness = NoteSigner::make("name"_ba, NoteAlgorithm::CosignatureV1, *log.key).value();
    QVERIFY(witness.verifier().keyId() != log.signer.verifier().keyId());
    const NoteSignature line = log.sign("text\n");
    QVERIFY(refusedAs(witness.verifier().verify("text\n", line), ProblemType::BadSignature));
    const NoteSignature cosigned = witness.sign("text\n", noon).value();
    QVERIFY(refusedAs(log.signer.verifier().verify("text\n", cosigned), ProblemType::BadSignature));
}

ENIGM_TEST_MAIN(SignedNoteTest)
#include "SignedNoteTest.moc"
