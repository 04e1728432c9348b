#include "contract/log/MerkleTree.h"

#include "tests/contract/log/SampleTree.h"
#include "tests/support/LogGuard.h"

#include <QCryptographicHash>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace enigm::log;
using enigm::ProblemType;
using enigm::test::flipped;
using enigm::test::sampleLeaf;
using enigm::test::sampleTree;

namespace {

constexpr qint64 manyLeaves = 300;

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// MTH of RFC 6962 section 2.1 as it is written there, by another hash implementation.
QByteArray definedRoot(qint64 begin, qint64 end)
{
    if (begin == end)
        return sha256({});
    if (end - begin == 1)
        return sha256(QByteArray(1, '\0') + QByteArray::number(begin));
    qint64 k = 1;
    while (k * 2 < end - begin)
        k *= 2;
    return sha256(QByteArray(1, '\1') + definedRoot(begin, begin + k) + definedRoot(begin + k, end));
}

template <typename T>
bool refusedAs(const enigm::Expected<T> &answer, ProblemType type)
{
    return !answer && answer.error().type == type;
}

} // namespace

class MerkleTreeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHashKeepsItsBytes();
    void hashesAreThoseOfTheStandard();
    void hashingIsTheSameOnEveryThread();
    void rootsAreThoseOfTheDefinition();
    void aFrontierHasTheRootOfTheTreeAtEverySize();
    void aFrontierIsResumedFromItsBytes();
    void aMalformedFrontierIsRefused();
    void wholeSubtreesMayBeAppended();
    void everyLeafIsProvenAtEverySize();
    void everyTwoSizesAreProvenConsistent();
    void oneFlippedBitBreaksAnInclusionProof();
    void oneFlippedBitBreaksAConsistencyProof();
    void proofsOfAnotherLengthAreRefused();
    void nothingIsProvenFromAnEmptyTree();
    void proofsOutsideTheTreeAreRefused();
    void proofsTravelAsBytes();
};

void MerkleTreeTest::aHashKeepsItsBytes()
{
    const Hash hash = sampleLeaf(7);
    QCOMPARE(Hash::fromBytes(hash.toBytes()).value(), hash);
    QCOMPARE(Hash::fromBase64(hash.toBase64()).value(), hash);
    QVERIFY(refusedAs(Hash::fromBytes(hash.toBytes().chopped(1)), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(Hash::fromBytes(hash.toBytes() + 'x'), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(Hash::fromBase64(hash.toBase64().chopped(1)), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(Hash::fromBase64(hash.toBytes().toBase64(QByteArray::Base64UrlEncoding).chopped(1)),
                      ProblemType::MalformedEncoding));
}

void MerkleTreeTest::hashesAreThoseOfTheStandard()
{
    QCOMPARE(emptyRoot().toBytes(), sha256({}));
    QCOMPARE(leafHash({}).toBytes(), sha256(QByteArray(1, '\0')));
    const QByteArray large(100'000, 'e');
    QCOMPARE(leafHash(large).toBytes(), sha256(QByteArray(1, '\0') + large));
    QCOMPARE(nodeHash(sampleLeaf(1), sampleLeaf(2)).toBytes(),
             sha256(QByteArray(1, '\1') + sampleLeaf(1).toBytes() + sampleLeaf(2).toBytes()));
}

void MerkleTreeTest::hashingIsTheSameOnEveryThread()
{
    const Hash expected = sampleTree(manyLeaves).root();
    std::array<Hash, 4> roots;
    {
        std::vector<std::jthread> threads;
        for (Hash &root : roots)
            threads.emplace_back([&root] { root = sampleTree(manyLeaves).root(); });
    }
    for (const Hash &root : roots)
        QCOMPARE(root, expected);
}

void MerkleTreeTest::rootsAreThoseOfTheDefinition()
{
    MerkleTree tree;
    for (qint64 size = 0; size <= manyLeaves; ++size) {
        QCOMPARE(tree.size(), size);
        QCOMPARE(tree.root().toBytes(), definedRoot(0, size));
        tree.append(sampleLeaf(size));
    }
    for (qint64 size = 0; size <= manyLeaves; ++size)
        QCOMPARE(tree.rootAt(size).value().toBytes(), definedRoot(0, size));
}

void MerkleTreeTest::aFrontierHasTheRootOfTheTreeAtEverySize()
{
    const MerkleTree tree = sampleTree(manyLeaves);
    MerkleFrontier frontier;
    for (qint64 size = 0; size <= manyLeaves; ++size) {
        QCOMPARE(frontier.size(), size);
        QCOMPARE(frontier.root(), tree.rootAt(size).value());
        frontier.append(sampleLeaf(size));
    }
}

void MerkleTreeTest::aFrontierIsResumedFromItsBytes()
{
    MerkleFrontier frontier;
    for (qint64 size = 0; size <= manyLeaves; ++size) {
        const auto resumed = MerkleFrontier::parse(frontier.toBytes());
        QVERIFY(resumed.has_value());
        QCOMPARE(*resumed, frontier);
        QCOMPARE(resumed->root(), frontier.root());
        frontier.append(sampleLeaf(size));
    }
}

void MerkleTreeTest::aMalformedFrontierIsRefused()
{
    MerkleFrontier frontier;
    for (qint64 i = 0; i < 5; ++i)
        frontier.append(sampleLeaf(i));
    const QByteArray bytes = frontier.toBytes();
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY(refusedAs(MerkleFrontier::parse(bytes.first(size)), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(MerkleFrontier::parse(bytes + 'x'), ProblemType::MalformedEncoding));
    QVERIFY(refusedAs(MerkleFrontier::parse(QByteArray(8, '\xff')), ProblemType::MalformedEncoding));
}

void MerkleTreeTest::wholeSubtreesMayBeAppended()
{
    const MerkleTree tree = sampleTree(manyLeaves);
    MerkleFrontier frontier;
    for (qint64 i = 0; i < manyLeaves / 32; ++i)
        frontier.appendSubtree(5, tree.hashAt({.level = 5, .index = i}).value());
    for (qint64 i = frontier.size(); i < manyLeaves; ++i)
        frontier.append(sampleLeaf(i));
    QCOMPARE(frontier.size(), manyLeaves);
    QCOMPARE(frontier.root(), tree.root());
}

void MerkleTreeTest::everyLeafIsProvenAtEverySize()
{
    const MerkleTree tree = sampleTree(manyLeaves);
    for (qint64 size = 1; size <= manyLeaves; ++size) {
        const Hash root = tree.rootAt(size).value();
        for (qint64 index = 0; index < size; ++index) {
            const Proof proof = tree.inclusionProof(index, size).value();
            QVERIFY(verifyInclusion(index, size, sampleLeaf(index), proof, root).has_value());
        }
    }
}

void MerkleTreeTest::everyTwoSizesAreProvenConsistent()
{
    const MerkleTree tree = sampleTree(manyLeaves);
    std::vector<Hash> roots;
    for (qint64 size = 0; size <= manyLeaves; ++size)
        roots.push_back(tree.rootAt(size).value());
    for (std::size_t to = 1; to < roots.size(); ++to) {
        for (std::size_t from = 1; from <= to; ++from) {
            const auto oldSize = static_cast<qint64>(from);
            const auto newSize = static_cast<qint64>(to);
            const Proof proof = tree.consistencyProof(oldSize, newSize).value();
            QVERIFY(verifyConsistency(oldSize, newSize, proof, roots[from], roots[to]).has_value());
        }
    }
}

void MerkleTreeTest::oneFlippedBitBreaksAnInclusionProof()
{
    const MerkleTree tree = sampleTree(13);
    const auto bad = [&](qint64 index, const Hash &leaf, const Proof &proof, const Hash &root) {
        return refusedAs(verifyInclusion(index, tree.size(), leaf, proof, root), ProblemType::BadInclusionProof);
    };
    for (qint64 index = 0; index < tree.size(); ++index) {
        const Proof proof = tree.inclusionProof(index).value();
        const Hash leaf = sampleLeaf(index);
        for (int bit = 0; bit < 256; ++bit) {
            QVERIFY(bad(index, flipped(leaf, bit), proof, tree.root()));
            QVERIFY(bad(index, leaf, proof, flipped(tree.root(), bit)));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                Proof changed = proof;
                changed[i] = flipped(changed[i], bit);
                QVERIFY(bad(index, leaf, changed, tree.root()));
            }
        }
        for (qint64 other = 0; other < tree.size(); ++other)
            QCOMPARE(bad(other, leaf, proof, tree.root()), other != index);
    }
}

void MerkleTreeTest::oneFlippedBitBreaksAConsistencyProof()
{
    const MerkleTree tree = sampleTree(13);
    for (qint64 from = 1; from < tree.size(); ++from) {
        const Proof proof = tree.consistencyProof(from, tree.size()).value();
        const Hash oldRoot = tree.rootAt(from).value();
        const auto bad = [&](const Proof &changed, const Hash &fromRoot, const Hash &toRoot) {
            return refusedAs(verifyConsistency(from, tree.size(), changed, fromRoot, toRoot),
                             ProblemType::BadConsistencyProof);
        };
        for (int bit = 0; bit < 256; ++bit) {
            QVERIFY(bad(proof, flipped(oldRoot, bit), tree.root()));
            QVERIFY(bad(proof, oldRoot, flipped(tree.root(), bit)));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                Proof changed = proof;
                changed[i] = flipped(changed[i], bit);
                QVERIFY(bad(changed, oldRoot, tree.root()));
            }
        }
    }
}

void MerkleTreeTest::proofsOfAnotherLengthAreRefused()
{
    const MerkleTree tree = sampleTree(21);
    const auto others = [](const Proof &proof) {
        std::vector<Proof> result;
        for (std::size_t i = 0; i < proof.size(); ++i) {
            Proof shorter = proof;
            shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
            result.push_back(shorter);
        }
        for (std::size_t i = 0; i <= proof.size(); ++i) {
            Proof longer = proof;
            longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(i), sampleLeaf(0));
            result.push_back(longer);
        }
        return result;
    };
    for (qint64 index = 0; index < tree.size(); ++index) {
        for (const Proof &proof : others(tree.inclusionProof(index).value()))
            QVERIFY(refusedAs(verifyInclusion(index, tree.size(), sampleLeaf(index), proof, tree.root()),
                              ProblemType::BadInclusionProof));
    }
    for (qint64 from = 1; from <= tree.size(); ++from) {
        for (const Proof &proof : others(tree.consistencyProof(from, tree.size()).value()))
            QVERIFY(refusedAs(verifyConsistency(from, tree.size(), proof, tree.rootAt(from).value(), tree.root()),
                              ProblemType::BadConsistencyProof));
    }
}

void MerkleTreeTest::nothingIsProvenFromAnEmptyTree()
{
    const MerkleTree tree = sampleTree(3);
    QVERIFY(refusedAs(tree.consistencyProof(0, 0), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.consistencyProof(0, 3), ProblemType::OutOfRange));
    QVERIFY(refusedAs(verifyConsistency(0, 0, {}, emptyRoot(), emptyRoot()), ProblemType::BadConsistencyProof));
    QVERIFY(refusedAs(verifyConsistency(0, 3, {}, emptyRoot(), tree.root()), ProblemType::BadConsistencyProof));
    QVERIFY(refusedAs(verifyInclusion(0, 0, sampleLeaf(0), {}, emptyRoot()), ProblemType::BadInclusionProof));
}

void MerkleTreeTest::proofsOutsideTheTreeAreRefused()
{
    const MerkleTree tree = sampleTree(5);
    QVERIFY(refusedAs(tree.inclusionProof(5), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.inclusionProof(-1), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.inclusionProof(2, 6), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.consistencyProof(4, 3), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.consistencyProof(3, 6), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.rootAt(6), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.rootAt(-1), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.hashAt({.level = 2, .index = 1}), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.hashAt({.level = 3, .index = 0}), ProblemType::OutOfRange));
    QVERIFY(refusedAs(tree.hashAt({.level = -1, .index = 0}), ProblemType::OutOfRange));
    const qint64 most = std::numeric_limits<qint64>::max();
    QVERIFY(refusedAs(verifyInclusion(-1, most, sampleLeaf(0), {}, tree.root()), ProblemType::BadInclusionProof));
    QVERIFY(refusedAs(verifyInclusion(most - 1, most, sampleLeaf(0), {}, tree.root()), ProblemType::BadInclusionProof));
    QVERIFY(refusedAs(verifyConsistency(-1, most, {}, tree.root(), tree.root()), ProblemType::BadConsistencyProof));
    QVERIFY(
        refusedAs(verifyConsistency(most - 1, most, {}, tree.root(), tree.root()), ProblemType::BadConsistencyProof));
}

void MerkleTreeTest::proofsTravelAsBytes()
{
    const Proof proof = sampleTree(100).inclusionProof(42).value();
    std::vector<QByteArray> bytes = proofToBytes(proof);
    QCOMPARE(proofFromBytes(bytes).value(), proof);
    bytes.back().chop(1);
    QVERIFY(refusedAs(proofFromBytes(bytes), ProblemType::MalformedEncoding));
}

ENIGM_TEST_MAIN(MerkleTreeTest)
#include "MerkleTreeTest.moc"
