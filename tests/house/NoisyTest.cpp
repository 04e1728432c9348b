#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QTest>

#include <thread>

/// Not a test of the house: the program that LogGuardTest runs to see what the guard makes of each kind of line.
class NoisyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSilent() {}
    void writesDebugLine() { qDebug("harmless"); }
    void writesPlatformNoise() { qWarning("This plugin does not support propagateSizeHints()"); }
    void writesSomethingLikePlatformNoise() { qWarning("This plugin does not support propagateSizeHints() either"); }
    void warns() { qWarning("unexpected"); }
    void warnsOnAnotherThread()
    {
        std::thread([] { qWarning("unexpected"); }).join();
    }
    void writesCriticalLine() { qCritical("unexpected"); }
    void warnsAsAnnounced();
    void writesCriticalLineAsAnnounced();
    void warnsOnceMoreThanAnnounced();
};

void NoisyTest::warnsAsAnnounced()
{
    QTest::ignoreMessage(QtWarningMsg, "announced");
    qWarning("announced");
}

void NoisyTest::writesCriticalLineAsAnnounced()
{
    QTest::ignoreMessage(QtWarningMsg, "announced");
    qCritical("announced");
}

void NoisyTest::warnsOnceMoreThanAnnounced()
{
    QTest::ignoreMessage(QtWarningMsg, "announced");
    qWarning("announced");
    qWarning("announced");
}

/// "--program": what the guard counts in a program that is no Qt Test, as its exit code.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 2 && qstrcmp(argv[1], "--program") == 0) {
        const enigm::test::ProgramLogGuard guard;
        qDebug("harmless");
        qWarning("This plugin does not support propagateSizeHints()");
        qWarning("unexpected");
        std::thread([] { qCritical("unexpected"); }).join();
        return guard.unexpectedLines();
    }
    NoisyTest test;
    return enigm::test::runGuarded(test, argc, argv);
}
#include "NoisyTest.moc"
