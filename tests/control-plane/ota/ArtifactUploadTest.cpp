#include "contract/signing/Secret.h"
#include "control-plane/ota/ArtifactUploads.h"
#include "tests/support/LogGuard.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <sys/stat.h>

using namespace enigm;
using namespace Qt::StringLiterals;
using controlplane::ota::ArtifactStore;
using controlplane::ota::ArtifactUpload;
using controlplane::ota::ArtifactUploads;
using signing::sha256;

/// The file of an artifact that arrives: what was acknowledged stays, and nothing else counts.
class ArtifactUploadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_artifacts = ArtifactStore::open(m_directory->path()).value();
    }

    void aFileIsItsOwnersAlone();
    void theHashGoesOnAcrossRestarts();
    void whatWasNotAcknowledgedIsCutOff();
    void whatTheDiskHasLostIsNotCountedOn();
    void itBeginsAgain();
    void oneRequestAtATimeWrites();
    void aSpoiltUploadIsReadAgain();
    void manyUploadsKeepFewFilesOpen();
    void roomIsKeptForTheRest();
    void leftoversAreRemoved();
    void nothingIsWrittenThroughALink();

private:
    [[nodiscard]] QString path() const { return m_artifacts->pathOf(u"release"_s); }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "unreadable"_ba;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ArtifactStore> m_artifacts;
};

namespace {

qsizetype openFiles()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size();
}

} // namespace

void ArtifactUploadTest::aFileIsItsOwnersAlone()
{
    const auto upload = ArtifactUpload::open(path(), 0);
    QVERIFY(upload);
    struct stat file = {};
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &file), 0);
    QCOMPARE(file.st_mode & 07777U, 0600U);
    QCOMPARE(::stat(QFile::encodeName(m_directory->filePath(u"artifacts"_s)).constData(), &file), 0);
    QCOMPARE(file.st_mode & 07777U, 0700U);
}

void ArtifactUploadTest::theHashGoesOnAcrossRestarts()
{
    {
        const auto upload = ArtifactUpload::open(path(), 0);
        QVERIFY((*upload)->append("one "));
        QVERIFY((*upload)->append("two "));
        QCOMPARE((*upload)->offset(), 8);
        QCOMPARE((*upload)->digest(), sha256("one two "));
    }
    const auto upload = ArtifactUpload::open(path(), 8);
    QCOMPARE((*upload)->offset(), 8);
    QVERIFY((*upload)->append("three"));
    QCOMPARE((*upload)->digest(), sha256("one two three"));
    QCOMPARE((*upload)->sha1(), QCryptographicHash::hash("one two three"_ba, QCryptographicHash::Sha1));
    QCOMPARE(content(), "one two three"_ba);
}

void ArtifactUploadTest::whatWasNotAcknowledgedIsCutOff()
{
    {
        const auto upload = ArtifactUpload::open(path(), 0);
        QVERIFY((*upload)->append("one two "));
    }
    const auto upload = ArtifactUpload::open(path(), 4);
    QCOMPARE((*upload)->offset(), 4);
    QCOMPARE(content(), "one "_ba);
    QVERIFY((*upload)->append("2"));
    QCOMPARE((*upload)->digest(), sha256("one 2"));
    QCOMPARE(content(), "one 2"_ba);
}

void ArtifactUploadTest::whatTheDiskHasLostIsNotCountedOn()
{
    {
        const auto upload = ArtifactUpload::open(path(), 0);
        QVERIFY((*upload)->append("one "));
    }
    const auto upload = ArtifactUpload::open(path(), 8);
    QVERIFY(upload);
    QCOMPARE((*upload)->offset(), 0);
    QCOMPARE(content(), QByteArray());
    QCOMPARE((*upload)->digest(), sha256({}));
}

void ArtifactUploadTest::itBeginsAgain()
{
    const auto upload = ArtifactUpload::open(path(), 0);
    QVERIFY((*upload)->append("wrong"));
    QVERIFY((*upload)->restart());
    QCOMPARE((*upload)->offset(), 0);
    QVERIFY((*upload)->append("right"));
    QCOMPARE((*upload)->digest(), sha256("right"));
    QCOMPARE(content(), "right"_ba);
}

void ArtifactUploadTest::oneRequestAtATimeWrites()
{
    ArtifactUploads uploads(*m_artifacts);
    {
        auto lease = uploads.hold(u"release"_s);
        QVERIFY(lease && lease->open(0));
        QVERIFY((*lease)->append("one"));
        QCOMPARE(uploads.hold(u"release"_s).error().type, ProblemType::TargetState);
        QVERIFY(uploads.hold(u"another"_s));
    }
    auto lease = uploads.hold(u"release"_s);
    QVERIFY(lease && lease->open(3));
    QCOMPARE((*lease)->digest(), sha256("one"));
}

void ArtifactUploadTest::aSpoiltUploadIsReadAgain()
{
    ArtifactUploads uploads(*m_artifacts);
    {
        auto lease = uploads.hold(u"release"_s);
        QVERIFY(lease && lease->open(0));
        QVERIFY((*lease)->append("one two"));
        lease->spoil(); // the database does not have it
    }
    auto lease = uploads.hold(u"release"_s);
    QVERIFY(lease && lease->open(4));
    QCOMPARE((*lease)->offset(), 4);
    QCOMPARE(content(), "one "_ba);
}

void ArtifactUploadTest::manyUploadsKeepFewFilesOpen()
{
    ArtifactUploads uploads(*m_artifacts);
    const qsizetype before = openFiles();
    for (int i = 0; i < 40; ++i) {
        auto lease = uploads.hold(QString::number(i));
        QVERIFY(lease && lease->open(0));
        QVERIFY((*lease)->append("x"));
    }
    QCOMPARE(openFiles() - before, 16);
    auto lease = uploads.hold(u"39"_s);
    QVERIFY(lease && lease->open(1));
    QCOMPARE((*lease)->digest(), sha256("x"));
}

void ArtifactUploadTest::roomIsKeptForTheRest()
{
    QVERIFY(m_artifacts->checkRoom(1));
    QCOMPARE(m_artifacts->checkRoom(std::numeric_limits<qint64>::max() / 2).error().type, ProblemType::StorageFull);
    const auto full = ArtifactStore::open(m_directory->path(), std::numeric_limits<qint64>::max() / 2);
    QCOMPARE((*full)->checkRoom(1).error().type, ProblemType::StorageFull);
}

void ArtifactUploadTest::leftoversAreRemoved()
{
    for (const auto &name : {u"b"_s, u"c"_s, u".hidden"_s}) {
        const auto upload = ArtifactUpload::open(m_artifacts->pathOf(name), 0);
        QVERIFY(upload);
    }
    QVERIFY(m_artifacts->sweep({u"a"_s, u"b"_s}));
    const QDir folder(m_directory->filePath(u"artifacts"_s));
    QCOMPARE(folder.entryList(QDir::Files | QDir::Hidden), QStringList{u"b"_s});
    QVERIFY(m_artifacts->remove(u"b"_s));
    QVERIFY(m_artifacts->remove(u"b"_s)); // there is none any more
    QVERIFY(folder.isEmpty());
}

void ArtifactUploadTest::nothingIsWrittenThroughALink()
{
    const QString target = m_directory->filePath(u"target"_s);
    QVERIFY(QFile(target).open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(target, path()));
    QCOMPARE(ArtifactUpload::open(path(), 0).error().type, ProblemType::FileUnreadable);
}

ENIGM_TEST_MAIN(ArtifactUploadTest)
#include "ArtifactUploadTest.moc"
