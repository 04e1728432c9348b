#include "simulator/device/MemoryFile.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::simulator;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A simulated device keeps what it has to in a file of its own.
class MemoryFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewDeviceWaitsForItsAdmission();
    void whatIsKeptIsReadAgain();
    void theMemoryOfAnotherIsRefused();
    void aBrokenFileIsRefused();
    void whereNothingCanBeKeptNothingIs();

private:
    [[nodiscard]] MemoryFile fileOf(const deployment::DeviceIdentity &device, char deployment = 'd') const
    {
        return {m_folder.path(), device, QByteArray(32, deployment)};
    }

    QTemporaryDir m_folder;
};

namespace {

deployment::DeviceIdentity makeDevice()
{
    return {.handle = SampleHistory::makeDevice().handle,
            .attestedKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256),
            .tlsKey = {},
            .certificate = {}};
}

} // namespace

void MemoryFileTest::aNewDeviceWaitsForItsAdmission()
{
    const auto device = makeDevice();
    const auto memory = require(fileOf(device).read());
    QCOMPARE(memory.state, fleet::DeviceState::PendingEnrollment);
    QCOMPARE(memory.handle, device.handle);
    QCOMPARE(memory.key, device.attestedKey->publicKey().thumbprint());
    QCOMPARE(memory.deployment, QByteArray(32, 'd'));
    QCOMPARE(memory.obeyed, std::nullopt);
}

void MemoryFileTest::whatIsKeptIsReadAgain()
{
    const auto device = makeDevice();
    auto memory = require(fileOf(device).read());
    for (const qint64 obeyed : {57, 58}) {
        memory.state = fleet::DeviceState::Suspended;
        memory.obeyed = obeyed;
        require(fileOf(device).write(memory));
        QCOMPARE(require(fileOf(device).read()), memory);
    }
    QCOMPARE(require(fileOf(makeDevice()).read()).obeyed, std::nullopt);
}

void MemoryFileTest::theMemoryOfAnotherIsRefused()
{
    const auto device = makeDevice();
    require(fileOf(device).write(require(fileOf(device).read())));
    QCOMPARE(outcomeOf(fileOf(device, 'e').read()), u"wrong-deployment"_s);
    auto impostor = makeDevice();
    impostor.handle = device.handle;
    QCOMPARE(outcomeOf(fileOf(impostor).read()), u"wrong-device"_s);
}

void MemoryFileTest::aBrokenFileIsRefused()
{
    const auto device = makeDevice();
    require(fileOf(device).write(require(fileOf(device).read())));
    QFile file(m_folder.filePath(device.handle.text() + u".json"_s));
    QVERIFY(file.resize(file.size() - 1));
    const auto read = fileOf(device).read();
    QVERIFY(!read);
    QVERIFY(read.error().where.contains(device.handle.text()));
}

void MemoryFileTest::whereNothingCanBeKeptNothingIs()
{
    const auto device = makeDevice();
    const MemoryFile file(m_folder.filePath(u"nowhere"_s), device, QByteArray(32, 'd'));
    QCOMPARE(outcomeOf(file.write(require(file.read()))), u"file-unreadable"_s);
}

ENIGM_TEST_MAIN(MemoryFileTest)
#include "MemoryFileTest.moc"
