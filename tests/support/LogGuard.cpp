#include "tests/support/LogGuard.h"

#include <QTest>

namespace enigm::test {

int runGuarded(QObject &test, int argc, char **argv)
{
    return QTest::qExec(&test, argc, argv);
}

} // namespace enigm::test
