#include "contract/signing/Secret.h"
#include "control-plane/store/Reader.h"
#include "tests/control-plane/store/OpenStore.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;
using fleet::DeviceHandle;
using fleet::DeviceState;
using store::DeviceRow;
using store::Transaction;
using test::handleOf;

/// What is kept of attestations after devices have enrolled, and of what they are judged by.
class AttestationStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anAttestationAnswersWhatWasAsked();
    void oldAttestationsAreFoundOldestFirst();
    void changesOfAnAttestationAreBounded();
    void revocationListsAreKeptByTheirDigest();

private:
    using Check = test::OpenStore::Job;
    /// Runs in a transaction that is committed.
    [[nodiscard]] Expected<void> write(Check job) { return m_store->write(std::move(job)); }
    [[nodiscard]] store::Reader read() const { return m_store->read(); }

    std::unique_ptr<test::OpenStore> m_store;
};

namespace {

DeviceRow deviceOf(int number, DeviceState state = DeviceState::Trusted)
{
    return {.handle = handleOf(number),
            .key = u"key %1"_s.arg(number),
            .state = state,
            .attestation = {.outcome = u"verified"_s, .facts = "{}"_ba, .securityLevel = u"strongbox"_s, .judged = 400},
            .enrolledAt = 300,
            .cursor = 1};
}

} // namespace

void AttestationStoreTest::init()
{
    m_store = std::make_unique<test::OpenStore>();
}

void AttestationStoreTest::cleanup()
{
    m_store.reset();
}

void AttestationStoreTest::anAttestationAnswersWhatWasAsked()
{
    DeviceRow device = deviceOf(1);
    QVERIFY(write([&](Transaction &t) { return t.devices.insert(device); }));
    QVERIFY(write([&](Transaction &t) { return t.devices.setAttestationAsked(device.handle, 500, 60); }));
    QCOMPARE(read()->devices.find(device.handle).value()->attestationAsked, std::optional<qint64>(500));
    // Another outcome for what was judged then answers nothing.
    QVERIFY(
        write([&](Transaction &t) { return t.devices.setOutcome(device.handle, u"stale-attestation"_s, "{}", 61); }));
    QCOMPARE(read()->devices.find(device.handle).value()->attestationAsked, std::optional<qint64>(500));
    QCOMPARE(read()->devices.find(device.handle).value()->attestation.judged, device.attestation.judged);
    device.attestation.judged = 600;
    QVERIFY(write([&](Transaction &t) { return t.devices.setAttestation(device.handle, device.attestation, 62); }));
    device.cursor = 62;
    QCOMPARE(read()->devices.find(device.handle).value(), std::optional(device));
}

void AttestationStoreTest::oldAttestationsAreFoundOldestFirst()
{
    std::vector<DeviceRow> devices;
    for (int i = 0; i < 4; ++i) {
        devices.push_back(deviceOf(i, i == 3 ? DeviceState::PendingEnrollment : DeviceState::Trusted));
        devices.back().attestation.judged = 100 - i;
    }
    devices[1].attestation.outcome = u"replay-attempt"_s;
    QVERIFY(write([&](Transaction &t) { return t.devices.insert(devices); }));
    const auto old = [this](qint64 before, int limit) {
        std::vector<fleet::DeviceHandle> handles;
        const auto rows = read()->devices.attestedBefore(before, u"verified"_s, limit);
        for (const DeviceRow &row : *rows)
            handles.push_back(row.handle);
        return handles;
    };
    QCOMPARE(old(101, 9), (std::vector{devices[2].handle, devices[0].handle})); // who waits is judged when admitted
    QCOMPARE(old(101, 1), std::vector{devices[2].handle});
    QCOMPARE(old(100, 9), std::vector{devices[2].handle});
}

void AttestationStoreTest::changesOfAnAttestationAreBounded()
{
    constexpr int most = store::AttestationStore::mostChanges;
    QVERIFY(write([](Transaction &t) -> Expected<void> {
        for (int i = 0; i < most + 5; ++i) {
            if (auto done =
                    t.attestations.add(handleOf(1), {.position = i, .judged = i, .outcome = u"a"_s, .before = u"b"_s});
                !done)
                return done;
        }
        return t.attestations.add(handleOf(2), {.position = 1000, .judged = 3, .outcome = u"a"_s, .before = u"b"_s});
    }));
    const auto changes = read()->attestations.changes(handleOf(1)).value();
    QCOMPARE(changes.size(), std::size_t(most));
    QCOMPARE(changes.front().position, 5);
    QCOMPARE(changes.back().position, most + 4);
    QCOMPARE(read()->attestations.countSince(handleOf(1), most).value(), 4);
    QCOMPARE(read()->attestations.changes(handleOf(2)).value().size(), std::size_t(1));
}

void AttestationStoreTest::revocationListsAreKeptByTheirDigest()
{
    store::RevocationRow row{.digest = QByteArray(32, 'd'), .list = "{\n}"_ba, .entries = 0, .stored = 5};
    QVERIFY(write([&](Transaction &t) { return t.revocations.put(row); }));
    QCOMPARE(read()->revocations.find(row.digest).value(), std::optional(row));
    QVERIFY(read()->revocations.contains(row.digest).value());
    QVERIFY(!read()->revocations.contains(QByteArray(32, 'e')).value());
    row.stored = 9;
    QVERIFY(write([&](Transaction &t) { return t.revocations.put(row); })); // again
    QCOMPARE(read()->revocations.find(row.digest).value()->stored, 9);
    QCOMPARE(read()->revocations.all().value().size(), std::size_t(1));
    QVERIFY(write([&](Transaction &t) { return t.revocations.remove(row.digest); }));
    QVERIFY(!read()->revocations.find(row.digest).value());
}

ENIGM_TEST_MAIN(AttestationStoreTest)
#include "AttestationStoreTest.moc"
