#pragma once

#include <QObject>

namespace enigm::test {

/// Runs the object's tests under the log guard; what ENIGM_TEST_MAIN calls.
int runGuarded(QObject &test, int argc, char **argv);

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
