#include "tests/house/Sources.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::test;

/// Whether every source is as clang-format 19 would write it.
class FormattingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySourceIsFormatted();
};

void FormattingTest::everySourceIsFormatted()
{
    const QString tool = QStandardPaths::findExecutable(u"clang-format-19"_s);
    if (tool.isEmpty())
        QSKIP("SKIPPED WHOLE TEST: clang-format-19 is not installed");

    QProcess process;
    process.setWorkingDirectory(repositoryRoot());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(tool, QStringList{u"--dry-run"_s, u"-Werror"_s} + sourcesWith({u"h"_s, u"cpp"_s}));
    QVERIFY(process.waitForFinished(300'000));

    const QByteArray report = "clang-format-19 -i would change some files:\n" + process.readAll().left(8000);
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, report.constData());
}

ENIGM_TEST_MAIN(FormattingTest)
#include "FormattingTest.moc"
