#pragma once

#include <QByteArray>
#include <QString>

namespace enigm::test {

/// The folder of published test vectors: ENIGM_VECTORS, or ../shared/vectors beside the checkout; empty where missing.
[[nodiscard]] QString vectorsDirectory();

/// The bytes of a file; fails the test where it cannot be read.
[[nodiscard]] QByteArray readFile(const QString &path);

} // namespace enigm::test

/// In initTestCase of a test that lives on vectors: says that the whole test was skipped where they are missing.
#define ENIGM_REQUIRE_VECTORS()                                                                                        \
    do {                                                                                                               \
        if (enigm::test::vectorsDirectory().isEmpty())                                                                 \
            QSKIP("SKIPPED WHOLE TEST: the vectors are missing; set ENIGM_VECTORS to their folder");                   \
    } while (false)
