#include "contract/device/DeviceMemory.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleDevice.h"

#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using device::DeviceMemory;

/// What a device keeps has one spelling, so that what is read again is what was kept.
class DeviceMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsKeptIsReadAgain();
    void theFirstMemoryIsReadAgain();
    void everyChangedOrMissingByteIsNoticed();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
};

namespace {

DeviceMemory fullMemory()
{
    SampleHistory history({.founders = 2});
    SampleDevice device(history);
    device.admit(history);
    device.memory.wiped = device.memory.obeyed;
    device.memory.update = {.execution = 17, .rollbackIndex = 4};
    return device.memory;
}

} // namespace

void DeviceMemoryTest::whatIsKeptIsReadAgain()
{
    const DeviceMemory memory = fullMemory();
    QVERIFY(memory.governance && memory.activity && memory.obeyed);
    QCOMPARE(require(DeviceMemory::parse(memory.toBytes())), memory);
}

void DeviceMemoryTest::theFirstMemoryIsReadAgain()
{
    const SampleHistory history({.founders = 2});
    const SampleDevice device(history);
    const QByteArray bytes = device.memory.toBytes();
    QVERIFY(bytes.startsWith("{\"activity\":null,\"deployment\":\""));
    QVERIFY(bytes.endsWith(
        ",\"obeyed\":null,\"policies\":[],\"state\":\"pending-enrollment\",\"update\":null,\"v\":1,\"wiped\":null}"));
    QCOMPARE(require(DeviceMemory::parse(bytes)), device.memory);
}

void DeviceMemoryTest::everyChangedOrMissingByteIsNoticed()
{
    const DeviceMemory memory = fullMemory();
    const QByteArray bytes = memory.toBytes();
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QVERIFY(!DeviceMemory::parse(bytes.first(at)));
        for (int bit = 0; bit < 7; ++bit) {
            QByteArray changed = bytes;
            changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
            // Another value, or none: never the same from other bytes.
            const auto read = DeviceMemory::parse(changed);
            QVERIFY2(!read || (*read != memory && read->toBytes() == changed), qPrintable(QString::number(at)));
        }
    }
    QVERIFY(!DeviceMemory::parse(bytes + '\n'));
}

void DeviceMemoryTest::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<std::function<void(DeviceMemory &)>>("change");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const std::function<void(DeviceMemory &)> &change, const QString &outcome) {
        QTest::newRow(name) << change << outcome;
    };
    row("deployment", [](DeviceMemory &memory) { memory.deployment.chop(1); }, u"out-of-range"_s);
    row("no handle", [](DeviceMemory &memory) { memory.handle = {}; }, u"malformed-handle"_s);
    row("key", [](DeviceMemory &memory) { memory.key = u"AA"_s; }, u"out-of-range"_s);
    row("negative", [](DeviceMemory &memory) { memory.obeyed = -1; }, u"out-of-range"_s);
    row("wiped unobeyed", [](DeviceMemory &memory) { memory.obeyed = {}; }, u"out-of-range"_s);
    row("wiped later", [](DeviceMemory &memory) { ++*memory.wiped; }, u"out-of-range"_s);
    row("update", [](DeviceMemory &memory) { memory.update->rollbackIndex = -1; }, u"out-of-range"_s);
    row("empty log", [](DeviceMemory &memory) { memory.governance->size = 0; }, u"not-canonical"_s);
    row("root", [](DeviceMemory &memory) { memory.activity->root.chop(1); }, u"out-of-range"_s);
}

void DeviceMemoryTest::whatMakesNoSenseIsRefused()
{
    QFETCH(const std::function<void(DeviceMemory &)>, change);
    QFETCH(const QString, outcome);
    DeviceMemory memory = fullMemory();
    QCOMPARE(outcomeOf(DeviceMemory::parse(memory.toBytes())), u"accepted"_s);
    change(memory);
    QCOMPARE(outcomeOf(DeviceMemory::parse(memory.toBytes())), outcome);
}

ENIGM_TEST_MAIN(DeviceMemoryTest)
#include "DeviceMemoryTest.moc"
