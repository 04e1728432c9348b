#include "api-client/keys/FileVault.h"

#include "tests/api-client/keys/SealedOperators.h"
#include "tests/support/LogGuard.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using client::FileVault;
using deployment::OperatorFile;

namespace {

constexpr auto everybody = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup |
                           QFile::ReadOther | QFile::ExeOther;

QFile::Permissions othersIn(const QString &path)
{
    return QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                       QFile::WriteOther | QFile::ExeOther);
}

} // namespace

/// Operator keys in files, where no keychain runs: only this user may read them.
class FileVaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void keysOutliveTheConsole();
    void nobodyElseMayReadThem();
    void eachDeploymentHasItsOwn();
    void aKeyIsReplacedAndRemoved();
    void aFileThatIsNoKeyIsNamed();
    void aFolderThatCannotBeMadeIsSaid();

private:
    [[nodiscard]] QString place() const { return m_home->filePath(u"keys"_s); }
    [[nodiscard]] QString onlyFile() const;

    std::unique_ptr<QTemporaryDir> m_home;
};

QString FileVaultTest::onlyFile() const
{
    QDirIterator files(place(), QDir::Files, QDirIterator::Subdirectories);
    const QString path = files.hasNext() ? files.next() : QString();
    return files.hasNext() ? QString() : path;
}

void FileVaultTest::keysOutliveTheConsole()
{
    const OperatorFile file = operatorFile(u"administrator"_s);
    {
        FileVault vault(place());
        QCOMPARE(namesIn(vault, file.deployment), QStringList());
        QVERIFY(answerOf(vault.store(file)));
    }
    FileVault vault(place());
    const auto files = answerOf(vault.list(file.deployment));
    QVERIFY(files);
    QCOMPARE(files->size(), std::size_t{1});
    QCOMPARE(files->front().toBytes(), file.toBytes());
}

void FileVaultTest::nobodyElseMayReadThem()
{
    FileVault vault(place());
    QVERIFY(answerOf(vault.store(operatorFile(u"first"_s))));
    const QString path = onlyFile();
    const QString folder = QFileInfo(path).path();
    QCOMPARE(othersIn(path), QFile::Permissions());
    QCOMPARE(othersIn(folder), QFile::Permissions());
    // Somebody has opened it to all: the next key closes it again.
    QVERIFY(QFile::setPermissions(folder, everybody));
    QVERIFY(answerOf(vault.store(operatorFile(u"second"_s))));
    QCOMPARE(othersIn(folder), QFile::Permissions());
}

void FileVaultTest::eachDeploymentHasItsOwn()
{
    FileVault vault(place());
    const QByteArray here(32, 'a');
    const QByteArray there = QByteArray(31, 'a') + 'b'; // in the same folder, by its first bytes
    QVERIFY(answerOf(vault.store(operatorFile(u"here"_s, here))));
    QVERIFY(answerOf(vault.store(operatorFile(u"there"_s, there))));
    QCOMPARE(namesIn(vault, here), QStringList{u"here"_s});
    QCOMPARE(namesIn(vault, there), QStringList{u"there"_s});
    QCOMPARE(namesIn(vault, QByteArray(32, 'c')), QStringList());
}

void FileVaultTest::aKeyIsReplacedAndRemoved()
{
    FileVault vault(place());
    OperatorFile file = operatorFile(u"before"_s);
    QVERIFY(answerOf(vault.store(file)));
    file.name = u"after"_s;
    QVERIFY(answerOf(vault.store(file)));
    QCOMPARE(namesIn(vault, file.deployment), QStringList{u"after"_s});
    QVERIFY(answerOf(vault.remove(file.deployment, file.operatorId)));
    QCOMPARE(namesIn(vault, file.deployment), QStringList());
    QVERIFY(!answerOf(vault.remove(file.deployment, file.operatorId)));
}

void FileVaultTest::aFileThatIsNoKeyIsNamed()
{
    FileVault vault(place());
    const OperatorFile file = operatorFile(u"administrator"_s);
    QVERIFY(answerOf(vault.store(file)));
    const QString path = onlyFile();
    QFile stored(path);
    QVERIFY(stored.open(QIODevice::WriteOnly | QIODevice::Truncate));
    stored.write(file.toBytes().chopped(10));
    stored.close();
    const auto files = answerOf(vault.list(file.deployment));
    QVERIFY(!files);
    QVERIFY2(files.error().where.startsWith(path), qPrintable(files.error().toString()));
}

void FileVaultTest::aFolderThatCannotBeMadeIsSaid()
{
    QFile inTheWay(place());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    FileVault vault(place());
    const auto stored = answerOf(vault.store(operatorFile(u"administrator"_s)));
    QVERIFY(!stored);
    QCOMPARE(stored.error().type, ProblemType::FileUnreadable);
}

ENIGM_TEST_MAIN(FileVaultTest)
#include "FileVaultTest.moc"
