#pragma once

#include "tests/app/enigmctl/CtlProcess.h"

#include <QTest>

/// A run of enigmctl that ended well; otherwise the test fails with all that it said.
#define ENIGM_SUCCEEDS(run) QVERIFY2((run).exit == 0, ((run).out + (run).err).constData())

/// One that was refused: with this exit code, this problem, and a sentence for people.
#define ENIGM_REFUSED(run, code, slug)                                                                                 \
    do {                                                                                                               \
        QVERIFY2((run).exit == (code), ((run).out + (run).err).constData());                                           \
        QCOMPARE((run).member("type"_L1), u"urn:enigm:problem:"_s + (slug));                                           \
        QVERIFY((run).err.contains("enigmctl: "));                                                                     \
    } while (false)
