#pragma once

#include "tests/app/enigmctl/CtlProcess.h"

#include <QTest>

/// A run of enigmctl that ended well; otherwise the test fails with all that it said.
#define ENIGM_SUCCEEDS(run)                                                                                            \
    do {                                                                                                               \
        const auto &succeeding = (run); /* once, however often it is looked at */                                      \
        QVERIFY2(succeeding.exit == 0, (succeeding.out + succeeding.err).constData());                                 \
    } while (false)

/// One that was refused: with this exit code, this problem, and a sentence for people.
#define ENIGM_REFUSED(run, code, slug)                                                                                 \
    do {                                                                                                               \
        const auto &refused = (run);                                                                                   \
        QVERIFY2(refused.exit == (code), (refused.out + refused.err).constData());                                     \
        QCOMPARE(refused.member("type"_L1), u"urn:enigm:problem:"_s + (slug));                                         \
        QVERIFY(refused.err.contains("enigmctl: "));                                                                   \
    } while (false)
