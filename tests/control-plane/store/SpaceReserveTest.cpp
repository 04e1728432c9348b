#include "control-plane/store/SpaceReserve.h"

#include "tests/support/LogGuard.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::store::SpaceReserve;

/// Space is really held back, and only as a whole.
class SpaceReserveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void holdsRealBlocksForItsOwnerAlone();
    void givesItUpSliceBySlice();
    void takesItAgain();
    void fillsTheHolesOfACopy();
    void shrinksToItsSize();
    void isNotWholeWhereTheDiskIsTooSmall();
    void cannotBeOpenedWhereNothingMayBeWritten();

private:
    [[nodiscard]] QString path() const { return m_directory.filePath(u"reserve"_s); }
    /// Bytes that the file takes on the disk.
    [[nodiscard]] qint64 taken() const;

    static constexpr qint64 size = 1024 * 1024;
    QTemporaryDir m_directory;
};

qint64 SpaceReserveTest::taken() const
{
    struct stat file = {};
    return ::stat(QFile::encodeName(path()).constData(), &file) == 0 ? file.st_blocks * 512 : -1;
}

void SpaceReserveTest::holdsRealBlocksForItsOwnerAlone()
{
    SpaceReserve reserve(path(), size);
    QVERIFY(reserve.open());
    QVERIFY(reserve.isWhole());
    QVERIFY(taken() >= size);
    QCOMPARE(QFileInfo(path()).permissions(),
             QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser);
}

void SpaceReserveTest::givesItUpSliceBySlice()
{
    SpaceReserve reserve(path(), size);
    QVERIFY(reserve.open());
    QVERIFY(reserve.isWhole());
    for (qint64 given = 1; given <= SpaceReserve::slices; ++given) {
        QVERIFY(reserve.giveUp());
        QCOMPARE(QFileInfo(path()).size(), size - given * (size / SpaceReserve::slices));
    }
    QCOMPARE(taken(), 0);
    QVERIFY(!reserve.giveUp());
}

void SpaceReserveTest::takesItAgain()
{
    SpaceReserve reserve(path(), size);
    QVERIFY(reserve.open());
    QVERIFY(reserve.isWhole());
    QVERIFY(reserve.giveUp());
    QVERIFY(reserve.isWhole());
    QVERIFY(taken() >= size);
}

void SpaceReserveTest::fillsTheHolesOfACopy()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(size));
    SpaceReserve reserve(path(), size);
    QVERIFY(reserve.open());
    QVERIFY(reserve.isWhole());
    QVERIFY(taken() >= size);
}

void SpaceReserveTest::shrinksToItsSize()
{
    {
        SpaceReserve larger(path(), 4 * size);
        QVERIFY(larger.open());
        QVERIFY(larger.isWhole());
    }
    SpaceReserve reserve(path(), size);
    QVERIFY(reserve.open());
    QVERIFY(reserve.isWhole());
    QCOMPARE(QFileInfo(path()).size(), size);
}

void SpaceReserveTest::isNotWholeWhereTheDiskIsTooSmall()
{
    {
        SpaceReserve smaller(path(), size);
        QVERIFY(smaller.open());
        QVERIFY(smaller.isWhole());
    }
    const qint64 held = taken();
    SpaceReserve reserve(path(), qint64(1) << 60);
    QVERIFY(reserve.open());
    QVERIFY(!reserve.isWhole());
    QCOMPARE(taken(), held); // nothing was taken from those who still write, and what was held is kept
}

void SpaceReserveTest::cannotBeOpenedWhereNothingMayBeWritten()
{
    SpaceReserve reserve(m_directory.filePath(u"missing/reserve"_s), size);
    QCOMPARE(reserve.open().error().type, ProblemType::FileUnreadable);
}

ENIGM_TEST_MAIN(SpaceReserveTest)
#include "SpaceReserveTest.moc"
