#include "tests/support/LogGuard.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace enigm::test {

namespace {

/// Lines that the platform writes on machines without a desktop session, whatever the program does.
constexpr auto platformNoise = std::to_array<const char *>({
    "^This plugin does not support propagateSizeHints\\(\\)$",
    "^This plugin does not support raise\\(\\)$",
    "^This plugin does not support grabbing the keyboard$",
    "^QStandardPaths: XDG_RUNTIME_DIR not set, defaulting to '[^']*'$",
    "^QStandardPaths: wrong permissions on runtime directory [^,]*, [0-9]* instead of [0-9]*$",
});

bool isPlatformNoise(const QString &message)
{
    return std::any_of(platformNoise.begin(), platformNoise.end(), [&message](const char *pattern) {
        return QRegularExpression(QLatin1StringView(pattern)).match(message).hasMatch();
    });
}

/// What prints a line: Qt Test's own handler, which knows the announced messages, or Qt's; set before any guarded line
/// is written.
std::atomic<QtMessageHandler> printer = nullptr;
/// Lines that no running test could be blamed for.
std::atomic<int> strayLines = 0;

void handleSuspect(const QMessageLogContext &context, const QString &message)
{
    // Qt Test keeps its lists of announced and failing messages without a lock against other threads.
    static std::recursive_mutex oneAtATime;
    const std::scoped_lock lock(oneAtATime);
    if (QTest::currentTestFunction() == nullptr)
        ++strayLines;
    // Qt Test forgets failing patterns after each test function, so the pattern is given afresh with each line; the
    // announced messages are looked at first, and a pattern that has matched once does no harm.
    else
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^")));
    printer.load()(QtWarningMsg, context, message);
}

void guard(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const bool isSuspect = type == QtWarningMsg || type == QtCriticalMsg;
    if (isSuspect && isPlatformNoise(message))
        return;
    if (isSuspect)
        handleSuspect(context, message);
    else
        printer.load()(type, context, message);
}

} // namespace

int runGuarded(QObject &test, int argc, char **argv)
{
    // The three steps of QTest::qExec: the first installs Qt Test's handler, and ours goes on top of it.
    QTest::qInit(&test, argc, argv);
    printer = qInstallMessageHandler(nullptr);
    qInstallMessageHandler(guard);
    const int failures = QTest::qRun();
    qInstallMessageHandler(printer);
    QTest::qCleanup();
    if (strayLines > 0)
        std::fprintf(stderr, "log guard: %d unexpected line(s) outside of any test function\n", strayLines.load());
    return failures > 0 || strayLines == 0 ? failures : EXIT_FAILURE;
}

ProgramLogGuard::ProgramLogGuard()
{
    printer = qInstallMessageHandler(nullptr);
    qInstallMessageHandler(guard);
}

ProgramLogGuard::~ProgramLogGuard()
{
    qInstallMessageHandler(printer);
}

int ProgramLogGuard::unexpectedLines() const
{
    return strayLines;
}

} // namespace enigm::test
