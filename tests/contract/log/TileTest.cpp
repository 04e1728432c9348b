#include "contract/log/TileAddress.h"
#include "contract/log/TileData.h"
#include "contract/log/TileHashReader.h"
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

using Kind = TileAddress::Kind;

template <typename T>
bool refusedAs(const Expected<T> &answer, ProblemType type)
{
    return !answer && answer.error().type == type;
}

/// A log that serves its tiles, and may change one bit of one of them.
struct TileServer
{
    const MerkleTree &tree;
    std::optional<TileAddress> lie = {};
    int fetched = 0;

    Expected<QByteArray> operator()(const TileAddress &address)
    {
        ++fetched;
        std::vector<Hash> hashes;
        for (int i = 0; i < address.width; ++i)
            hashes.push_back(tree.hashAt(address.nodeAt(i)).value());
        if (lie && *lie == address)
            hashes.back() = flipped(hashes.back(), 77);
        return encodeTile(hashes);
    }
};

} // namespace

class TileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAddressHasOnePath_data();
    void anAddressHasOnePath();
    void anotherPathNamesNoTile_data();
    void anotherPathNamesNoTile();
    void tilesGrowWithTheTree();
    void aTileKeepsItsHashes();
    void aBundleKeepsItsEntries();
    void aBundleThatIsNotExactIsRefused();
    void anEntryThatNoBundleHoldsIsRefused();
    void proofsAreReadOutOfTiles();
    void everySmallTreeIsReadOutOfTiles();
    void aForgedTileIsRefused();
    void aTileOfAnotherSizeIsRefused();
    void aTileThatCannotBeFetchedIsNamed();

private:
    MerkleTree m_tree;
};

void TileTest::initTestCase()
{
    m_tree = sampleTree(70'000);
}

void TileTest::anAddressHasOnePath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<TileAddress>("address");
    const auto row = [](const QByteArray &path, const TileAddress &address) {
        QTest::newRow(path.constData()) << path << address;
    };
    row("tile/0/000"_ba, {});
    row("tile/0/000.p/1"_ba, {.width = 1});
    row("tile/3/067.p/255"_ba, {.level = 3, .index = 67, .width = 255});
    row("tile/0/x001/067"_ba, {.index = 1067});
    row("tile/1/x001/x234/067"_ba, {.level = 1, .index = 1'234'067});
    row("tile/63/x001/000"_ba, {.level = 63, .index = 1000});
    row("tile/0/x009/x223/x372/x036/x854/x775/807"_ba, {.index = std::numeric_limits<qint64>::max()});
    row("tile/entries/000"_ba, {.kind = Kind::Entries});
    row("tile/entries/x123/456.p/7"_ba, {.kind = Kind::Entries, .index = 123'456, .width = 7});
}

void TileTest::anAddressHasOnePath()
{
    QFETCH(const QByteArray, path);
    QFETCH(const TileAddress, address);
    QCOMPARE(address.path(), path);
    const auto parsed = TileAddress::parse(path);
    QVERIFY(parsed.has_value());
    QCOMPARE(*parsed, address);
}

void TileTest::anotherPathNamesNoTile_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *const path : {"",
                                   "tile",
                                   "tile/",
                                   "tile/0",
                                   "tile/0/",
                                   "tile//000",
                                   "/tile/0/000",
                                   "tile/0/000/",
                                   "tile/0/0",
                                   "tile/0/00",
                                   "tile/0/0000",
                                   "tile/00/000",
                                   "tile/01/000",
                                   "tile/64/000",
                                   "tile/-1/000",
                                   "tile/+1/000",
                                   "tile/x/000",
                                   "tile/0/x000/000",
                                   "tile/0/x000/001",
                                   "tile/0/001/000",
                                   "tile/0/x001",
                                   "tile/0/x001/",
                                   "tile/0/x001/x000",
                                   "tile/0/X001/000",
                                   "tile/0/000.p",
                                   "tile/0/000.p/",
                                   "tile/0/000.p/0",
                                   "tile/0/000.p/01",
                                   "tile/0/000.p/256",
                                   "tile/0/000.p/-1",
                                   "tile/0/000.p/1/",
                                   "tile/0/000.p/1.p/1",
                                   "tile/0/000.q/1",
                                   "tile/0/ 00",
                                   "tile/0/0\xC3\xA9",
                                   "tile/entries",
                                   "tile/entries/",
                                   "tile/entries/0",
                                   "tile/entries/0/000",
                                   "tile/data/000",
                                   "tile/0/../000",
                                   "tile/0/x009/x223/x372/x036/x854/x775/808",
                                   "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                                   "tile/99999999999999999999/000",
                                   "tile/0/000.p/99999999999999999999",
                                   "checkpoint"})
        QTest::newRow(path) << QByteArray(path);
    QTest::newRow("a null byte") << "tile/0/000\0"_ba;
    QTest::newRow("very long") << "tile/0/" + QByteArray("x001/").repeated(100'000) + "001";
}

void TileTest::anotherPathNamesNoTile()
{
    QFETCH(const QByteArray, path);
    QVERIFY(refusedAs(TileAddress::parse(path), ProblemType::NotFound));
}

void TileTest::tilesGrowWithTheTree()
{
    // The example of C2SP tlog-tiles: a tree of 70,000.
    QCOMPARE(TileAddress::widthIn(0, 272, 70'000), 256);
    QCOMPARE(TileAddress::widthIn(0, 273, 70'000), 112);
    QCOMPARE(TileAddress::widthIn(0, 274, 70'000), 0);
    QCOMPARE(TileAddress::widthIn(1, 0, 70'000), 256);
    QCOMPARE(TileAddress::widthIn(1, 1, 70'000), 17);
    QCOMPARE(TileAddress::widthIn(2, 0, 70'000), 1);
    QCOMPARE(TileAddress::widthIn(3, 0, 70'000), 0);
    QCOMPARE(TileAddress::widthIn(63, 0, 70'000), 0);
    QCOMPARE(TileAddress::widthIn(0, -1, 70'000), 0);
    QCOMPARE(TileAddress::widthIn(0, std::numeric_limits<qint64>::max(), 70'000), 0);
    QCOMPARE(TileAddress::widthIn(0, 0, 0), 0);
    QVERIFY((TileAddress{.index = 273, .width = 112}).isWithin(70'000));
    QVERIFY(!(TileAddress{.index = 273, .width = 113}).isWithin(70'000));
    QCOMPARE((TileAddress{.level = 1, .index = 1, .width = 17}).nodeAt(3), (NodeAddress{.level = 8, .index = 259}));
}

void TileTest::aTileKeepsItsHashes()
{
    const std::vector<Hash> hashes{leafHash("one"), leafHash("two"), leafHash("three")};
    const QByteArray bytes = encodeTile(hashes);
    QCOMPARE(bytes.size(), 96);
    QCOMPARE(decodeTile(bytes, 3).value(), hashes);
    QVERIFY(refusedAs(decodeTile(bytes, 2), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(decodeTile(bytes, 4), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(decodeTile(bytes.chopped(1), 3), ProblemType::MalformedEncoding));
}

void TileTest::aBundleKeepsItsEntries()
{
    const std::vector<QByteArray> entries{"one"_ba, {}, QByteArray(maximumEntryBytes, 'x'), "four\n"_ba};
    QByteArray bundle;
    for (const QByteArray &entry : entries)
        QVERIFY(appendToBundle(bundle, entry).has_value());
    const auto decoded = decodeBundle(bundle, 4).value();
    QCOMPARE(decoded.size(), entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        QVERIFY(decoded[i] == entries[i]);
}

void TileTest::aBundleThatIsNotExactIsRefused()
{
    QByteArray bundle;
    QVERIFY(appendToBundle(bundle, "one"_ba).has_value());
    QVERIFY(appendToBundle(bundle, "two"_ba).has_value());
    for (qsizetype size = 0; size < bundle.size(); ++size)
        QVERIFY(refusedAs(decodeBundle(bundle.first(size), 2), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(decodeBundle(bundle + '\0', 2), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(decodeBundle(bundle, 1), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(decodeBundle(bundle, 3), ProblemType::MalformedEncoding));
}

void TileTest::anEntryThatNoBundleHoldsIsRefused()
{
    QByteArray bundle;
    QVERIFY(refusedAs(appendToBundle(bundle, QByteArray(maximumEntryBytes + 1, 'x')), ProblemType::TooLarge));
    QVERIFY(bundle.isEmpty());
}

void TileTest::proofsAreReadOutOfTiles()
{
    TileServer server{.tree = m_tree};
    const auto reader = TileHashReader::open(std::ref(server), m_tree.size(), m_tree.root());
    QVERIFY(reader.has_value());
    QCOMPARE(server.fetched, 3);
    QCOMPARE(rootOf(*reader, m_tree.size()).value(), m_tree.root());
    for (const qint64 index : {0, 255, 256, 65'535, 65'536, 69'888, 69'999})
        QCOMPARE(inclusionProof(*reader, index, m_tree.size()).value(), m_tree.inclusionProof(index).value());
    for (const qint64 from : {1, 255, 256, 257, 65'535, 65'536, 65'537, 69'999, 70'000})
        QCOMPARE(consistencyProof(*reader, from, m_tree.size()).value(),
                 m_tree.consistencyProof(from, m_tree.size()).value());
    QVERIFY(refusedAs(reader->hashAt({.level = 0, .index = 70'000}), ProblemType::OutOfRange));
    QVERIFY(refusedAs(reader->hashAt({.level = 16, .index = 1}), ProblemType::OutOfRange));
    QVERIFY(refusedAs(reader->hashAt({.level = -1, .index = 0}), ProblemType::OutOfRange));
    QVERIFY(refusedAs(reader->hashAt({.level = 64, .index = 0}), ProblemType::OutOfRange));
}

void TileTest::everySmallTreeIsReadOutOfTiles()
{
    for (const qint64 size : {0, 1, 2, 255, 256, 257, 511, 512, 513, 1000}) {
        const MerkleTree tree = sampleTree(size);
        const auto reader = TileHashReader::open(TileServer{.tree = tree}, size, tree.root());
        QVERIFY(reader.has_value());
        for (qint64 index = 0; index < size; ++index)
            QCOMPARE(inclusionProof(*reader, index, size).value(), tree.inclusionProof(index).value());
        QVERIFY(refusedAs(TileHashReader::open(TileServer{.tree = tree}, size, flipped(tree.root(), 0)),
                          ProblemType::EntryMismatch));
    }
}

void TileTest::aForgedTileIsRefused()
{
    for (const TileAddress &edge :
         {TileAddress{.index = 273, .width = 112}, TileAddress{.level = 1, .index = 1, .width = 17},
          TileAddress{.level = 2, .width = 1}})
        QVERIFY(refusedAs(TileHashReader::open(TileServer{.tree = m_tree, .lie = edge}, m_tree.size(), m_tree.root()),
                          ProblemType::EntryMismatch));
    for (const TileAddress &full : {TileAddress{.index = 4}, TileAddress{.level = 1}}) {
        const auto reader = TileHashReader::open(TileServer{.tree = m_tree, .lie = full}, m_tree.size(), m_tree.root());
        QVERIFY(reader.has_value());
        const auto answer = inclusionProof(*reader, 4 * 256, m_tree.size());
        QVERIFY(refusedAs(answer, ProblemType::EntryMismatch));
        QCOMPARE(answer.error().where, QString::fromLatin1(full.path()));
    }
}

void TileTest::aTileOfAnotherSizeIsRefused()
{
    const auto shortTile = [](const TileAddress &) -> Expected<QByteArray> { return QByteArray(31, 'x'); };
    QVERIFY(refusedAs(TileHashReader::open(shortTile, 1, emptyRoot()), ProblemType::MalformedEncoding));
}

void TileTest::aTileThatCannotBeFetchedIsNamed()
{
    const auto gone = [](const TileAddress &) -> Expected<QByteArray> {
        return enigm::refuse(ProblemType::Unreachable, u"the server does not answer"_s);
    };
    const auto reader = TileHashReader::open(gone, 300, m_tree.root());
    QVERIFY(refusedAs(reader, ProblemType::Unreachable));
    QCOMPARE(reader.error().where, u"tile/1/000.p/1"_s);
}

ENIGM_TEST_MAIN(TileTest)
#include "TileTest.moc"
