#pragma once

#include <QObject>

namespace enigm::test {

/// Runs the object's tests so that an unexpected warning or critical line fails the test that caused it, whichever
/// thread wrote it; what ENIGM_TEST_MAIN calls. Answers as QTest::qExec does.
///
/// A test that provokes a line announces it with QTest::ignoreMessage(QtWarningMsg, ...). A critical line is judged as
/// a warning and is announced as one. Noise of the platform is listed in LogGuard.cpp, and nowhere else.
[[nodiscard]] int runGuarded(QObject &test, int argc, char **argv);

/// The same guard over a program that is no Qt Test, from here to the end of this object's life: what it did not expect
/// is printed and counted.
class ProgramLogGuard
{
public:
    ProgramLogGuard();
    ~ProgramLogGuard();
    Q_DISABLE_COPY_MOVE(ProgramLogGuard)

    [[nodiscard]] int unexpectedLines() const;
};

} // namespace enigm::test

/// As QTEST_GUILESS_MAIN, with the log guard.
#define ENIGM_TEST_MAIN(TestClass)                                                                                     \
    int main(int argc, char **argv)                                                                                    \
    {                                                                                                                  \
        const QCoreApplication application(argc, argv);                                                                \
        TestClass test;                                                                                                \
        return enigm::test::runGuarded(test, argc, argv);                                                              \
    }

/// As QTEST_MAIN for widgets, with the log guard.
#define ENIGM_WIDGET_TEST_MAIN(TestClass)                                                                              \
    int main(int argc, char **argv)                                                                                    \
    {                                                                                                                  \
        const QApplication application(argc, argv);                                                                    \
        TestClass test;                                                                                                \
        return enigm::test::runGuarded(test, argc, argv);                                                              \
    }
