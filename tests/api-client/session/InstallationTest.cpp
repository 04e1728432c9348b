#include "api-client/session/Installation.h"

#include "contract/encoding/Uuid.h"
#include "tests/support/LogGuard.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;

/// An approver's quorum counts installations: each must stay the one that it is.
class InstallationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anInstallationKeepsItsId();
    void twoInstallationsDiffer();
    void aSpoiledFileIsRefused();
    void aPlaceThatCannotBeWrittenIsSaid();
    void theStateLiesWhereTheDesktopSays();
};

namespace {

constexpr qint64 now = 1'800'000'000'000;

} // namespace

void InstallationTest::anInstallationKeepsItsId()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"deep/below"_s);
    const auto first = client::installationId(place, now);
    QVERIFY(first.has_value());
    QVERIFY(encoding::parseUuid7(*first).has_value());
    QCOMPARE(client::installationId(place, now + 1000).value(), *first);
}

void InstallationTest::twoInstallationsDiffer()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    QVERIFY(client::installationId(one.path(), now).value() != client::installationId(other.path(), now).value());
}

void InstallationTest::aSpoiledFileIsRefused()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"installation"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("somebody") > 0);
    file.close();
    QCOMPARE(client::installationId(folder.path(), now).error().type, ProblemType::MalformedEncoding);
}

void InstallationTest::aPlaceThatCannotBeWrittenIsSaid()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"taken"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(client::installationId(file.fileName(), now).error().type, ProblemType::FileUnreadable);
}

void InstallationTest::theStateLiesWhereTheDesktopSays()
{
    qputenv("XDG_STATE_HOME", "/state");
    QCOMPARE(client::stateDirectory(), u"/state/enigm-command"_s);
    qputenv("XDG_STATE_HOME", "relative");
    QVERIFY(client::stateDirectory().endsWith("/.local/state/enigm-command"_L1));
    qunsetenv("XDG_STATE_HOME");
    QVERIFY(client::stateDirectory().endsWith("/.local/state/enigm-command"_L1));
}

ENIGM_TEST_MAIN(InstallationTest)
#include "InstallationTest.moc"
