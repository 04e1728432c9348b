#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

/// The guard is watched from outside: each case runs NoisyTest, a guarded test program, for one of its functions.
class LogGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesLine_data();
    void judgesLine();
    void blamesTheTestThatWarned();
    void countsInAProgram();
};

namespace {

struct Outcome
{
    int exitCode = -1;
    QString output;
};

Outcome runNoisy(const QStringList &functions)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationDirPath() + "/NoisyTest"_L1, functions);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {.exitCode = process.exitCode(), .output = QString::fromLocal8Bit(process.readAll())};
}

} // namespace

void LogGuardTest::judgesLine_data()
{
    QTest::addColumn<QString>("function");
    QTest::addColumn<bool>("passes");

    QTest::newRow("silence") << u"isSilent"_s << true;
    QTest::newRow("debug line") << u"writesDebugLine"_s << true;
    QTest::newRow("platform noise") << u"writesPlatformNoise"_s << true;
    QTest::newRow("something like platform noise") << u"writesSomethingLikePlatformNoise"_s << false;
    QTest::newRow("warning") << u"warns"_s << false;
    QTest::newRow("warning on another thread") << u"warnsOnAnotherThread"_s << false;
    QTest::newRow("critical line") << u"writesCriticalLine"_s << false;
    QTest::newRow("announced warning") << u"warnsAsAnnounced"_s << true;
    QTest::newRow("announced critical line") << u"writesCriticalLineAsAnnounced"_s << true;
    QTest::newRow("one more than announced") << u"warnsOnceMoreThanAnnounced"_s << false;
}

void LogGuardTest::judgesLine()
{
    QFETCH(const QString, function);
    QFETCH(const bool, passes);

    const Outcome outcome = runNoisy({function});

    QVERIFY2((outcome.exitCode == 0) == passes, qPrintable(outcome.output));
    QCOMPARE(outcome.output.contains("FAIL!  : NoisyTest::%1("_L1.arg(function)), !passes);
}

void LogGuardTest::blamesTheTestThatWarned()
{
    const Outcome outcome = runNoisy({u"isSilent"_s, u"warns"_s, u"writesDebugLine"_s});

    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.output.contains("PASS   : NoisyTest::isSilent()"_L1));
    QVERIFY(outcome.output.contains("FAIL!  : NoisyTest::warns()"_L1));
    QVERIFY(outcome.output.contains("PASS   : NoisyTest::writesDebugLine()"_L1));
}

void LogGuardTest::countsInAProgram()
{
    const Outcome outcome = runNoisy({u"--program"_s});

    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.output.count("unexpected"_L1), 2);
    QVERIFY(!outcome.output.contains("propagateSizeHints"_L1));
}

ENIGM_TEST_MAIN(LogGuardTest)
#include "LogGuardTest.moc"
