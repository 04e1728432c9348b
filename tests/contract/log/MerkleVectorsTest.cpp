#include "contract/log/MerkleProof.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace enigm::log;

namespace {

/// Every file of a folder of the published proofs as a row of test data.
void addFiles(const QString &folder)
{
    QTest::addColumn<QString>("path");
    const QString base = enigm::test::vectorsDirectory() + u"/merkle/"_s + folder;
    int rows = 0;
    for (QDirIterator files(base, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        const QString path = files.next();
        QTest::newRow(qPrintable(path.sliced(base.size() + 1))) << path;
        ++rows;
    }
    QVERIFY(rows > 40);
}

QJsonObject read(const QString &path)
{
    return QJsonDocument::fromJson(enigm::test::readFile(path)).object();
}

/// A size that no qint64 holds (2^64 - 1 in two files) is one that no parser of ours lets through: -1 stands for it.
qint64 size(const QJsonValue &value)
{
    return value.toInteger(-1);
}

/// What is not a hash of 32 bytes is refused where it is read.
std::optional<Hash> hash(const QJsonValue &value)
{
    const auto result = Hash::fromBytes(QByteArray::fromBase64(value.toString().toLatin1()));
    return result ? std::optional(*result) : std::nullopt;
}

/// Equal sizes are tried with equal roots that are no hashes ("don't care"). Their digests are as equal.
Hash root(const QJsonValue &value)
{
    const QByteArray bytes = QByteArray::fromBase64(value.toString().toLatin1());
    return Hash::fromBytes(bytes).value_or(leafHash(bytes));
}

std::optional<Proof> proof(const QJsonValue &value)
{
    Proof hashes;
    for (const QJsonValue item : value.toArray()) {
        const auto next = hash(item);
        if (!next)
            return std::nullopt;
        hashes.push_back(*next);
    }
    return hashes;
}

} // namespace

class MerkleVectorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void inclusion_data();
    void inclusion();
    void consistency_data();
    void consistency();
};

void MerkleVectorsTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
}

void MerkleVectorsTest::inclusion_data()
{
    addFiles(u"inclusion"_s);
}

void MerkleVectorsTest::inclusion()
{
    QFETCH(const QString, path);
    const QJsonObject vector = read(path);
    const auto leaf = hash(vector["leafHash"_L1]);
    const auto root = hash(vector["root"_L1]);
    const auto hashes = proof(vector["proof"_L1]);
    const bool accepted =
        leaf && root && hashes &&
        verifyInclusion(size(vector["leafIdx"_L1]), size(vector["treeSize"_L1]), *leaf, *hashes, *root);
    QVERIFY(vector.contains("wantErr"_L1));
    QCOMPARE(!accepted, vector["wantErr"_L1].toBool());
}

void MerkleVectorsTest::consistency_data()
{
    addFiles(u"consistency"_s);
}

void MerkleVectorsTest::consistency()
{
    QFETCH(const QString, path);
    const QJsonObject vector = read(path);
    const auto hashes = proof(vector["proof"_L1]);
    const bool accepted = hashes && verifyConsistency(size(vector["size1"_L1]), size(vector["size2"_L1]), *hashes,
                                                      root(vector["root1"_L1]), root(vector["root2"_L1]));
    QVERIFY(vector.contains("wantErr"_L1));
    QCOMPARE(!accepted, vector["wantErr"_L1].toBool());
}

ENIGM_TEST_MAIN(MerkleVectorsTest)
#include "MerkleVectorsTest.moc"
