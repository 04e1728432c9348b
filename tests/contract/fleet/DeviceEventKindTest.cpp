#include "contract/fleet/DeviceEventKind.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

/// What happens to a device, in the words of contract/openapi.yaml.
class DeviceEventKindTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWordsAreThoseOfTheInterface();
};

void DeviceEventKindTest::theWordsAreThoseOfTheInterface()
{
    QStringList words;
    for (const DeviceEventKind kind : allDeviceEventKinds()) {
        words << toWord(kind);
        QCOMPARE(deviceEventKindFromWord(toWord(kind)), std::optional(kind));
    }
    QCOMPARE(words, QStringList({u"enrolled"_s, u"attested"_s, u"posture"_s, u"asked"_s, u"executed"_s, u"delivered"_s,
                                 u"answered"_s, u"expired"_s}));
    QCOMPARE(deviceEventKindFromWord(u"Enrolled"), std::nullopt);
    QCOMPARE(deviceEventKindFromWord(u""), std::nullopt);
}

ENIGM_TEST_MAIN(DeviceEventKindTest)
#include "DeviceEventKindTest.moc"
