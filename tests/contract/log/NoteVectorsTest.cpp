#include "contract/log/SignedCheckpoint.h"
#include "contract/log/TileAddress.h"
#include "contract/log/TileData.h"
#include "contract/log/TileHashReader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::log;
using enigm::test::readFile;

/// Notes and a tile log that other programs wrote.
class NoteVectorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPublishedNoteGetsItsVerdict_data();
    void aPublishedNoteGetsItsVerdict();
    void aPublishedLogAgreesWithItsCheckpoint_data();
    void aPublishedLogAgreesWithItsCheckpoint();
    void aPublishedLogGrowsConsistently();

private:
    [[nodiscard]] QByteArray logFile(const QString &path) const;
    [[nodiscard]] NoteVerifier logKey() const;
    [[nodiscard]] SignedCheckpoint checkpoint(int size) const;
    [[nodiscard]] enigm::Expected<TileHashReader> tiles(const Checkpoint &checkpoint) const;

    QString m_folder;
};

namespace {
constexpr int largestSize = 7;
}

QByteArray NoteVectorsTest::logFile(const QString &path) const
{
    return readFile(m_folder + u"/tessera-log/"_s + path);
}

NoteVerifier NoteVectorsTest::logKey() const
{
    return NoteVerifier::parse(readFile(m_folder + u"/tessera-log.vkey"_s).trimmed()).value();
}

SignedCheckpoint NoteVectorsTest::checkpoint(int size) const
{
    return SignedCheckpoint::open(logFile(u"checkpoint.%1"_s.arg(size)), logKey(), {}).value();
}

enigm::Expected<TileHashReader> NoteVectorsTest::tiles(const Checkpoint &checkpoint) const
{
    return TileHashReader::open(
        [this](const TileAddress &address) -> enigm::Expected<QByteArray> {
            return logFile(QString::fromLatin1(address.path()));
        },
        checkpoint.size, checkpoint.root);
}

void NoteVectorsTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
    m_folder = enigm::test::vectorsDirectory() + u"/signed-note"_s;
}

void NoteVectorsTest::aPublishedNoteGetsItsVerdict_data()
{
    QTest::addColumn<QJsonObject>("vector");
    const QJsonArray vectors = QJsonDocument::fromJson(readFile(m_folder + u"/notes.json"_s)).array();
    QVERIFY(!vectors.isEmpty());
    for (const QJsonValue vector : vectors)
        QTest::newRow(qPrintable(vector["name"_L1].toString())) << vector.toObject();
}

void NoteVectorsTest::aPublishedNoteGetsItsVerdict()
{
    QFETCH(const QJsonObject, vector);
    const QJsonObject expected = vector["expect"_L1].toObject();
    const QByteArray bytes = QByteArray::fromBase64(vector["note_b64"_L1].toString().toLatin1());
    std::vector<NoteVerifier> known;
    for (const QJsonValue vkey : vector["vkeys"_L1].toArray())
        known.push_back(NoteVerifier::parse(vkey.toString().toUtf8()).value());

    const auto opened = openNote(bytes, known);
    QCOMPARE(opened.has_value(), expected["ok"_L1].toBool());
    if (!opened) {
        const bool malformed = expected["why"_L1].toString() == "malformed"_L1;
        QCOMPARE(opened.error().type, malformed ? enigm::ProblemType::MalformedNote : enigm::ProblemType::BadSignature);
        return;
    }
    QCOMPARE(std::ssize(opened->verified), expected["verified"_L1].toInteger());
    QCOMPARE(std::ssize(opened->unverified), expected["unverified"_L1].toInteger());
    QCOMPARE(SignedNote::parse(bytes).value().toBytes(), bytes);
    // Our bundles take the same note only where every line is known.
    QCOMPARE(openNoteStrictly(bytes, known).has_value(), opened->unverified.empty());
}

void NoteVectorsTest::aPublishedLogAgreesWithItsCheckpoint_data()
{
    QTest::addColumn<int>("size");
    for (int size = 0; size <= largestSize; ++size)
        QTest::addRow("size %d", size) << size;
}

void NoteVectorsTest::aPublishedLogAgreesWithItsCheckpoint()
{
    QFETCH(const int, size);
    const SignedCheckpoint signedCheckpoint = checkpoint(size);
    const Checkpoint &head = signedCheckpoint.checkpoint();
    QCOMPARE(head.size, size);
    QCOMPARE(head.origin, logKey().name());
    const auto reader = tiles(head);
    QVERIFY(reader.has_value());
    if (size == 0)
        return;
    const TileAddress bundle{.kind = TileAddress::Kind::Entries, .width = size};
    const QByteArray bytes = logFile(QString::fromLatin1(bundle.path()));
    const auto entries = decodeBundle(bytes, size);
    QVERIFY(entries.has_value());
    MerkleFrontier frontier;
    for (const QByteArrayView entry : *entries) {
        const qint64 index = frontier.size();
        const Hash leaf = leafHash(entry);
        QCOMPARE(reader->hashAt({.level = 0, .index = index}).value(), leaf);
        const Proof proof = inclusionProof(*reader, index, size).value();
        QVERIFY(verifyInclusion(index, size, leaf, proof, head.root).has_value());
        frontier.append(leaf);
    }
    QCOMPARE(frontier.root(), head.root);
}

void NoteVectorsTest::aPublishedLogGrowsConsistently()
{
    const auto reader = tiles(checkpoint(largestSize).checkpoint());
    QVERIFY(reader.has_value());
    for (int to = 1; to <= largestSize; ++to) {
        for (int from = 1; from <= to; ++from) {
            const Proof proof = consistencyProof(*reader, from, to).value();
            QVERIFY(verifyConsistency(from, to, proof, checkpoint(from).root(), checkpoint(to).root()).has_value());
        }
    }
}

ENIGM_TEST_MAIN(NoteVectorsTest)
#include "NoteVectorsTest.moc"
