#include "contract/signing/Secret.h"
#include "tests/control-plane/store/OpenStore.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;
using changes::ChangeState;
using fleet::DeviceHandle;
using fleet::DeviceState;
using store::ChangeRow;
using store::DeviceRow;
using store::Transaction;
using test::handleOf;

namespace {

DeviceRow deviceOf(int number, DeviceState state = DeviceState::Trusted)
{
    return {.handle = handleOf(number),
            .key = u"key %1"_s.arg(number),
            .state = state,
            .certificate = signing::sha256("certificate", QByteArray::number(number)),
            .attestation = {.outcome = u"verified"_s,
                            .facts = R"({"version":200})"_ba,
                            .securityLevel = u"strongbox"_s,
                            .patch = 202611,
                            .judged = 1'790'000'000 + number},
            .enrolledAt = 1'790'000'000 + number,
            .lastSeen = std::nullopt,
            .cursor = number + 1};
}

ChangeRow changeOf(int number, ChangeState state = ChangeState::Pending)
{
    return {.id = u"change %1"_s.arg(number),
            .digest = signing::sha256("change", QByteArray::number(number)),
            .state = state,
            .action = u"device.revoke"_s,
            .actionClass = changes::ActionClass::Final,
            .requester = u"operator"_s,
            .request = "a.b.c"_ba,
            .targets = "[]"_ba,
            .approveBy = 1000,
            .executeBy = 2000,
            .requested = {.index = number, .governanceSize = 3, .time = 900},
            .executed = std::nullopt,
            .failure = std::nullopt,
            .cursor = number + 1};
}

store::ChangeSignatureRow signatureOf(const QString &change, const QString &approver)
{
    return {.digest = signing::sha256(change.toUtf8(), approver.toUtf8()),
            .change = change,
            .approver = approver,
            .decision = changes::Decision::Approve,
            .jws = "d.e.f"_ba,
            .position = {.index = 20, .governanceSize = 4, .time = 950}};
}

std::vector<QString> idsOf(const std::vector<ChangeRow> &changes)
{
    std::vector<QString> ids;
    for (const ChangeRow &change : changes)
        ids.push_back(change.id);
    return ids;
}

} // namespace

/// What every database behind the repositories must do, spoken to through them alone; the logs have a test of their
/// own.
class StoreConformanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void devicesAreFoundByEveryName();
    void devicesAreListedByPages();
    void devicesAreListedByStateAndPrefix();
    void devicesAreFollowedByCursor();
    void aFleetIsInsertedAtOnce();
    void changesKeepWhatWasSigned();
    void changesAreTakenOnce();
    void changesAreListedNewestFirst();
    void changesOfADeviceAreFound();
    void textsArePruned();
    void operatorsKeepNamesAndPins();
    void proposedNamesAreListedWhereTheyAgree();
    void sessionsEnd();
    void stepUpsServeOnce();
    void answersAreRepeatedByKey();
    void assertionsServeOnce();

private:
    using Check = test::OpenStore::Job;
    /// Runs in a transaction that is committed.
    [[nodiscard]] Expected<void> write(Check job) { return m_store->write(std::move(job)); }
    [[nodiscard]] store::Reader read() const { return m_store->read(); }

    std::unique_ptr<test::OpenStore> m_store;
};

void StoreConformanceTest::init()
{
    m_store = std::make_unique<test::OpenStore>();
}

void StoreConformanceTest::cleanup()
{
    m_store.reset();
}

void StoreConformanceTest::devicesAreFoundByEveryName()
{
    DeviceRow device = deviceOf(1);
    QVERIFY(write([&](Transaction &t) { return t.devices.insert(device); }));
    QCOMPARE(read()->devices.find(device.handle).value(), std::optional(device));
    QCOMPARE(read()->devices.findByCertificate(*device.certificate).value(), std::optional(device));
    QCOMPARE(read()->devices.findByKey(device.key).value(), std::vector{device});
    QVERIFY(!read()->devices.find(handleOf(2))->has_value());
    QCOMPARE(write([&](Transaction &t) { return t.devices.insert(device); }).error().type, ProblemType::AlreadyExists);

    device.state = DeviceState::Suspended;
    device.lastSeen = 1'790'000'500;
    device.attestation.outcome = u"ineligible-build"_s;
    device.certificate = std::nullopt;
    device.cursor = 50;
    QVERIFY(write([&](Transaction &t) -> Expected<void> {
        if (auto done = t.devices.setState(device.handle, device.state, 47); !done)
            return done;
        if (auto done = t.devices.setLastSeen(device.handle, *device.lastSeen, 48); !done)
            return done;
        if (auto done = t.devices.setAttestation(device.handle, device.attestation, 49); !done)
            return done;
        return t.devices.setCertificate(device.handle, device.certificate, 50);
    }));
    QCOMPARE(read()->devices.find(device.handle).value(), std::optional(device));
    QCOMPARE(
        write([](Transaction &t) { return t.devices.setState(handleOf(9), DeviceState::Revoked, 51); }).error().type,
        ProblemType::NotFound);
}

void StoreConformanceTest::devicesAreListedByPages()
{
    std::vector<DeviceRow> devices;
    for (int i = 0; i < 57; ++i)
        devices.push_back(deviceOf(i));
    QVERIFY(write([&](Transaction &t) { return t.devices.insert(devices); }));
    std::ranges::sort(devices, {}, &DeviceRow::handle);
    std::vector<DeviceRow> listed;
    for (;;) {
        const auto page = read()->devices.page({}, listed.empty() ? QString() : listed.back().handle.text(), 10);
        QVERIFY(page);
        if (page->empty())
            break;
        listed.insert(listed.end(), page->begin(), page->end());
    }
    QCOMPARE(listed, devices);
}

void StoreConformanceTest::devicesAreListedByStateAndPrefix()
{
    std::vector<DeviceRow> devices;
    for (int i = 0; i < 300; ++i)
        devices.push_back(deviceOf(i, i % 3 == 0 ? DeviceState::Suspended : DeviceState::Trusted));
    devices[0].state = DeviceState::Revoked;
    QVERIFY(write([&](Transaction &t) { return t.devices.insert(devices); }));
    const QString prefix = handleOf(5).text().left(6);
    std::ranges::sort(devices, {}, &DeviceRow::handle);
    std::erase_if(devices, [&](const DeviceRow &device) {
        return device.state == DeviceState::Trusted || !device.handle.text().startsWith(prefix.left(5));
    });
    const store::DeviceFilter filter{.states = {DeviceState::Revoked, DeviceState::Suspended},
                                     .handlePrefix = prefix.left(5)};
    QCOMPARE(read()->devices.page(filter, {}, 1000).value(), devices);
    const auto rest = read()->devices.page(filter, devices.front().handle.text(), 1000);
    QCOMPARE(rest->size() + 1, devices.size());
    const auto counts = read()->devices.countByState();
    QCOMPARE(counts->at(DeviceState::Revoked), 1);
    QCOMPARE(counts->at(DeviceState::Suspended), 99);
    QCOMPARE(counts->at(DeviceState::Trusted), 200);
    QVERIFY(!counts->contains(DeviceState::Retired));
    QVERIFY(read()->devices.countByState({.handlePrefix = prefix})->size() <= 2);
}

void StoreConformanceTest::devicesAreFollowedByCursor()
{
    QVERIFY(write([](Transaction &t) -> Expected<void> {
        for (int i = 0; i < 5; ++i) {
            if (auto done = t.devices.insert(deviceOf(i)); !done)
                return done;
        }
        return t.devices.setLastSeen(handleOf(0), 1, 6);
    }));
    const auto changed = read()->devices.changedSince(3, 2);
    QCOMPARE(changed->size(), 2);
    QCOMPARE(changed->front().handle, handleOf(3));
    QCOMPARE(read()->devices.changedSince(5, 10)->front().handle, handleOf(0));
}

void StoreConformanceTest::aFleetIsInsertedAtOnce()
{
    std::vector<DeviceRow> devices;
    for (int i = 0; i < 5000; ++i)
        devices.push_back(deviceOf(i));
    QVERIFY(write([&](Transaction &t) { return t.devices.insert(devices); }));
    QCOMPARE(read()->devices.countByState()->at(DeviceState::Trusted), 5000);
}

void StoreConformanceTest::changesKeepWhatWasSigned()
{
    const ChangeRow change = changeOf(1);
    const auto signature = signatureOf(change.id, u"approver"_s);
    const store::ChangeWithdrawalRow withdrawal{
        .change = change.id, .digest = "digest"_ba, .jws = "g.h.i"_ba, .position = {.index = 30}};
    QVERIFY(write([&](Transaction &t) -> Expected<void> {
        if (auto done = t.changes.insert(change, {}); !done)
            return done;
        if (auto done = t.changes.insertSignature(signature); !done)
            return done;
        if (auto done = t.changes.insertWithdrawal(withdrawal); !done)
            return done;
        return t.changes.setExecuted(change.id, ChangeState::Executed, {.index = 31, .governanceSize = 4, .time = 970},
                                     40);
    }));
    const auto found = read()->changes.findByDigest(change.digest).value();
    QVERIFY(found);
    QCOMPARE(found->id, change.id);
    QCOMPARE(found->state, ChangeState::Executed);
    QCOMPARE(found->actionClass, change.actionClass);
    QCOMPARE(found->request, change.request);
    QCOMPARE(found->requested.governanceSize, 3);
    QCOMPARE(found->executed->index, 31);
    QCOMPARE(found->cursor, 40);
    const auto signatures = read()->changes.signatures(change.id);
    QCOMPARE(signatures->size(), 1);
    QCOMPARE(signatures->front().jws, signature.jws);
    QCOMPARE(signatures->front().position.index, 20);
    QCOMPARE(read()->changes.withdrawal(change.id).value()->jws, withdrawal.jws);
    QVERIFY(write([&](Transaction &t) { return t.changes.setFailed(change.id, u"drifted"_s, 41); }));
    QCOMPARE(read()->changes.find(change.id).value()->failure, std::optional(u"drifted"_s));
    QCOMPARE(
        write([](Transaction &t) { return t.changes.setState(u"unknown"_s, ChangeState::Expired, 42); }).error().type,
        ProblemType::NotFound);
}

void StoreConformanceTest::changesAreTakenOnce()
{
    const ChangeRow change = changeOf(1);
    const auto signature = signatureOf(change.id, u"approver"_s);
    auto second = signature;
    second.digest = "another"_ba;
    QVERIFY(write([&](Transaction &t) { return t.changes.insert(change, {}); }));
    QVERIFY(write([&](Transaction &t) { return t.changes.insertSignature(signature); }));
    QVERIFY(write([](Transaction &t) { return t.changes.useNonce("nonce"_ba); }));
    QCOMPARE(write([&](Transaction &t) { return t.changes.insert(change, {}); }).error().type, ProblemType::Replayed);
    QCOMPARE(write([&](Transaction &t) { return t.changes.insertSignature(signature); }).error().type,
             ProblemType::Replayed);
    QCOMPARE(write([&](Transaction &t) { return t.changes.insertSignature(second); }).error().type,
             ProblemType::AlreadySigned);
    QCOMPARE(write([](Transaction &t) { return t.changes.useNonce("nonce"_ba); }).error().type, ProblemType::Replayed);
}

void StoreConformanceTest::changesAreListedNewestFirst()
{
    QVERIFY(write([](Transaction &t) -> Expected<void> {
        for (int i = 0; i < 9; ++i) {
            if (auto done =
                    t.changes.insert(changeOf(i, i % 3 == 0 ? ChangeState::Executed : ChangeState::Pending), {});
                !done)
                return done;
        }
        return t.changes.setState(u"change 1"_s, ChangeState::Rejected, 99);
    }));
    QCOMPARE(idsOf(*read()->changes.page({}, std::nullopt, 2)), (std::vector{u"change 8"_s, u"change 7"_s}));
    QCOMPARE(idsOf(*read()->changes.page({ChangeState::Executed, ChangeState::Rejected}, 6, 2)),
             (std::vector{u"change 3"_s, u"change 1"_s}));
    QCOMPARE(read()->changes.countByState()->at(ChangeState::Pending), 5);
    QCOMPARE(idsOf(*read()->changes.changedSince(8, 10)), (std::vector{u"change 8"_s, u"change 1"_s}));
}

void StoreConformanceTest::changesOfADeviceAreFound()
{
    const std::vector both{handleOf(1), handleOf(2)};
    QVERIFY(write([&](Transaction &t) -> Expected<void> {
        if (auto done = t.changes.insert(changeOf(1), both); !done)
            return done;
        if (auto done = t.changes.insert(changeOf(2), std::span(both).first(1)); !done)
            return done;
        return t.changes.insert(changeOf(3, ChangeState::Expired), both);
    }));
    QCOMPARE(idsOf(*read()->changes.naming(handleOf(1), {ChangeState::Pending})),
             (std::vector{u"change 2"_s, u"change 1"_s}));
    QCOMPARE(idsOf(*read()->changes.naming(handleOf(2), {ChangeState::Pending})), (std::vector{u"change 1"_s}));
    QVERIFY(read()->changes.naming(handleOf(3), {ChangeState::Pending})->empty());
}

void StoreConformanceTest::textsArePruned()
{
    const changes::FreeText text{.salt = QByteArray(16, 's'), .text = u"because of Grüße"_s};
    QVERIFY(write([&](Transaction &t) { return t.changes.insertText(text, 100); }));
    QVERIFY(write([&](Transaction &t) { return t.changes.insertText(text, 200); }));
    QCOMPARE(read()->changes.text(text.digest()).value(), std::optional(text));
    QVERIFY(write([](Transaction &t) -> Expected<void> {
        const auto pruned = t.changes.pruneTexts(101);
        return pruned == Expected<int>(1) ? Expected<void>() : refuse(ProblemType::Internal);
    }));
    QVERIFY(!read()->changes.text(text.digest())->has_value());
}

void StoreConformanceTest::operatorsKeepNamesAndPins()
{
    const store::PinVerifier pin{.n = 32768, .r = 8, .p = 1, .salt = "salt"_ba, .hash = "hash"_ba};
    QVERIFY(write([&](Transaction &t) -> Expected<void> {
        if (auto done = t.operators.setName({.id = u"a"_s, .name = u"Ada"_s}); !done)
            return done;
        if (auto done = t.operators.setName({.id = u"a"_s, .name = u"Ada L."_s}); !done)
            return done;
        if (auto done = t.operators.setPin(u"a"_s, pin); !done)
            return done;
        return t.operators.setPinAttempts(u"a"_s, 5, true);
    }));
    QCOMPARE(read()->operators.name(u"a"_s).value(), std::optional(u"Ada L."_s));
    QCOMPARE(read()->operators.names()->size(), 1);
    const auto kept = read()->operators.pin(u"a"_s).value();
    QVERIFY(kept && kept->locked && kept->failed == 5 && kept->hash == pin.hash);
    QVERIFY(write([&](Transaction &t) { return t.operators.setPin(u"a"_s, pin); }));
    QCOMPARE(read()->operators.pin(u"a"_s).value(), std::optional(pin));
    QVERIFY(!read()->operators.pinResetFor(u"a"_s)->has_value());
    QVERIFY(write([](Transaction &t) { return t.operators.resetPin(u"a"_s, u"first key"_s); }));
    QVERIFY(write([](Transaction &t) { return t.operators.resetPin(u"a"_s, u"second key"_s); }));
    QVERIFY(!read()->operators.pin(u"a"_s)->has_value());
    QCOMPARE(read()->operators.pinResetFor(u"a"_s).value(), std::optional(u"second key"_s));
    QCOMPARE(write([](Transaction &t) { return t.operators.setPinAttempts(u"a"_s, 1, false); }).error().type,
             ProblemType::NotFound);
    QVERIFY(write([&](Transaction &t) { return t.operators.setPin(u"a"_s, pin); }));
    QVERIFY(!read()->operators.pinResetFor(u"a"_s)->has_value());
}

void StoreConformanceTest::proposedNamesAreListedWhereTheyAgree()
{
    const auto propose = [this](const QString &change, const QString &operatorId, const QString &name) {
        return write([&](Transaction &t) { return t.operators.proposeName(change, {.id = operatorId, .name = name}); });
    };
    for (int number = 1; number <= 2; ++number)
        QVERIFY(write([&](Transaction &t) { return t.changes.insert(changeOf(number), {}); }));
    QVERIFY(propose(changeOf(1).id, u"a"_s, u"Ada"_s));
    QCOMPARE(propose(changeOf(1).id, u"a"_s, u"Eve"_s).error().type, ProblemType::AlreadyExists);
    const auto listed = [this] {
        QStringList names;
        const auto known = read()->operators.names().value();
        for (const store::OperatorName &name : known)
            names.append(name.name);
        return names;
    };
    QCOMPARE(listed(), QStringList{u"Ada"_s});
    QVERIFY(propose(changeOf(2).id, u"a"_s, u"Eve"_s));
    QCOMPARE(listed(), QStringList()); // nobody can say which
    QVERIFY(write([](Transaction &t) { return t.changes.setState(changeOf(2).id, ChangeState::Rejected, 9); }));
    QCOMPARE(listed(), QStringList{u"Ada"_s});
    QVERIFY(write([](Transaction &t) { return t.operators.setName({.id = u"a"_s, .name = u"Ada L."_s}); }));
    QCOMPARE(listed(), QStringList{u"Ada L."_s});
    QCOMPARE(read()->operators.proposedNames(changeOf(1).id)->front().name, u"Ada"_s);
}

void StoreConformanceTest::sessionsEnd()
{
    const store::SessionRow session{.id = u"s1"_s,
                                    .token = "token"_ba,
                                    .operatorId = u"a"_s,
                                    .key = u"key"_s,
                                    .dpop = u"jkt"_s,
                                    .created = 100,
                                    .expires = 200};
    auto other = session;
    other.id = u"s2"_s;
    QVERIFY(write([&](Transaction &t) { return t.sessions.insert(session); }));
    QCOMPARE(write([&](Transaction &t) { return t.sessions.insert(other); }).error().type, ProblemType::AlreadyExists);
    other.token = "token 2"_ba;
    QVERIFY(write([&](Transaction &t) { return t.sessions.insert(other); }));
    QCOMPARE(read()->sessions.findByToken("token"_ba).value(), std::optional(session));
    QCOMPARE(read()->sessions.open(u"a"_s, 150)->size(), 2);
    QCOMPARE(read()->sessions.open({}, 200)->size(), 0);
    QVERIFY(write([](Transaction &t) { return t.sessions.replaceToken(u"s1"_s, "token 3"_ba, u"jkt"_s); }));
    QVERIFY(!read()->sessions.findByToken("token"_ba)->has_value());
    QVERIFY(write([](Transaction &t) { return t.sessions.end(u"s1"_s, 120); }));
    QCOMPARE(write([](Transaction &t) { return t.sessions.end(u"s1"_s, 121); }).error().type, ProblemType::NotFound);
    QCOMPARE(read()->sessions.find(u"s1"_s).value()->ended, std::optional<qint64>(120));
    QVERIFY(write([](Transaction &t) -> Expected<void> {
        const auto ended = t.sessions.endAllOf(u"a"_s, 130);
        return ended == Expected<int>(1) ? Expected<void>() : refuse(ProblemType::Internal);
    }));
    QVERIFY(read()->sessions.open(u"a"_s, 150)->empty());
}

void StoreConformanceTest::stepUpsServeOnce()
{
    const store::SessionRow session{.id = u"s1"_s, .token = "token"_ba, .operatorId = u"a"_s, .expires = 200};
    const store::StepUpRow stepUp{
        .token = "up"_ba, .session = u"s1"_s, .bound = "digest"_ba, .created = 100, .expires = 150};
    auto late = stepUp;
    late.token = "late"_ba;
    QVERIFY(write([&](Transaction &t) -> Expected<void> {
        if (auto done = t.sessions.insert(session); !done)
            return done;
        if (auto done = t.sessions.insertStepUp(late); !done)
            return done;
        return t.sessions.insertStepUp(stepUp);
    }));
    QCOMPARE(read()->sessions.findStepUp("up"_ba).value(), std::optional(stepUp));
    QVERIFY(write([](Transaction &t) { return t.sessions.useStepUp("up"_ba, 110); }));
    for (const QByteArray &token : {"up"_ba, "unknown"_ba})
        QCOMPARE(write([&](Transaction &t) { return t.sessions.useStepUp(token, 111); }).error().type,
                 ProblemType::StepUpUsed);
    QCOMPARE(write([](Transaction &t) { return t.sessions.useStepUp("late"_ba, 150); }).error().type,
             ProblemType::StepUpUsed);
    QVERIFY(write([](Transaction &t) { return t.sessions.removeExpired(201); }));
    QVERIFY(!read()->sessions.findStepUp("up"_ba)->has_value());
}

void StoreConformanceTest::answersAreRepeatedByKey()
{
    const store::IdempotentAnswer answer{.operatorId = u"a"_s,
                                         .key = u"k"_s,
                                         .request = "digest"_ba,
                                         .status = 201,
                                         .headers = "{}"_ba,
                                         .body = QByteArray("b\0dy", 4),
                                         .expires = 100};
    QVERIFY(write([&](Transaction &t) { return t.idempotency.insert(answer); }));
    QCOMPARE(write([&](Transaction &t) { return t.idempotency.insert(answer); }).error().type,
             ProblemType::AlreadyExists);
    QCOMPARE(read()->idempotency.find(u"a"_s, u"k"_s).value(), std::optional(answer));
    QVERIFY(!read()->idempotency.find(u"b"_s, u"k"_s)->has_value());
    QVERIFY(write([](Transaction &t) { return t.idempotency.removeExpired(101); }));
    QVERIFY(!read()->idempotency.find(u"a"_s, u"k"_s)->has_value());
}

void StoreConformanceTest::assertionsServeOnce()
{
    QVERIFY(write([](Transaction &t) { return t.assertions.use("jti"_ba, 100); }));
    QCOMPARE(write([](Transaction &t) { return t.assertions.use("jti"_ba, 100); }).error().type,
             ProblemType::AssertionReplayed);
    QVERIFY(write([](Transaction &t) { return t.assertions.removeExpired(101); }));
    QVERIFY(write([](Transaction &t) { return t.assertions.use("jti"_ba, 200); }));
}

ENIGM_TEST_MAIN(StoreConformanceTest)
#include "StoreConformanceTest.moc"
