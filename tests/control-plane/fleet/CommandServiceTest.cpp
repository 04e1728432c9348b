#include "control-plane/fleet/CommandService.h"

#include "contract/device/Command.h"
#include "contract/evidence/AuditExport.h"
#include "contract/log/ActivityEntry.h"
#include "control-plane/fleet/DeviceReader.h"
#include "control-plane/store/Reader.h"
#include "tests/control-plane/fleet/EquippedDevice.h"
#include "tests/support/LogGuard.h"

#include <QBuffer>
#include <QTest>

#include <functional>
#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::fleet::CommandService;
using controlplane::fleet::DeviceReader;
using controlplane::fleet::NonceBook;
using fleet::CommandState;
using reports::EffectOutcome;
using reports::Obedience;
using test::EquippedDevice;
using test::LivePlane;
using test::outcomeOf;
using test::require;

/// What a device was told to do is asked of it, and done once it has said so itself.
class CommandServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anExecutionQueuesACommandForEachDeviceItWasAppliedTo();
    void whatWasNotExecutedIsNoCommand();
    void whoeverWasSkippedIsNotCommanded();
    void fetchingTheEvidenceDelivers();
    void whatBecomesOfACommandMovesItsDevicesCursor();
    void theEvidenceIsWhatTheDeviceTakes();
    void anotherDevicesEvidenceIsNotThere();
    void anAcknowledgementIsKeptWithItsReport();
    void aRefusalIsShownWithItsReasonAndMayBeTakenBack();
    void whatSaysNothingNewIsNotLoggedAgain();
    void aSilentCommandExpires();
    void aLateAcknowledgementIsTaken();
    void whatIsNotTrueIsRefused_data();
    void whatIsNotTrueIsRefused();
    void aNonceServesOnce();
    void aNonceIsForOneDeviceAndAWhile();
    void theOldestNonceIsForgotten();
    void refusalsAreCountedWithTheDevice();
    void aRevokedDeviceIsStillHeard();
    void nothingIsHeardWithoutItsCertificate();
    void everythingIsThereAfterARestart();
    void theLogVerifiesWithTheAnswersInIt();

private:
    [[nodiscard]] CommandService &service() { return m_live->plane().commands(); }
    [[nodiscard]] Expected<QByteArray> evidence(const EquippedDevice &device, qint64 execution);
    [[nodiscard]] Expected<CommandState> handIn(const EquippedDevice &device, const EffectOutcome &outcome);
    /// An honest answer to the suspension, over a fresh nonce.
    [[nodiscard]] reports::Report reportOf(const EquippedDevice &device, Obedience outcome = Obedience::Obeyed);
    [[nodiscard]] Expected<CommandState> answer(const EquippedDevice &device, Obedience outcome = Obedience::Obeyed);
    /// The suspension, as operators see it.
    [[nodiscard]] controlplane::fleet::DeviceCommand shown(const EquippedDevice &device);
    [[nodiscard]] QStringList answersLogged();

    std::unique_ptr<LivePlane> m_live;
    std::unique_ptr<EquippedDevice> m_device;
    std::unique_ptr<EquippedDevice> m_other;
    QByteArray m_change;    ///< digest of the suspension
    qint64 m_execution = 0; ///< its index
};

void CommandServiceTest::init()
{
    m_live = std::make_unique<LivePlane>();
    m_device = std::make_unique<EquippedDevice>(*m_live);
    m_other = std::make_unique<EquippedDevice>(*m_live);
    const auto both = require(changes::TargetSet::make({m_device->leaf, m_other->leaf}));
    m_live->perform(m_live->administrator1, u"device.admit"_s, both, changes::NoParameters{}, {m_live->approver1});
    const auto trusted = test::SampleHistory::inState(both, fleet::DeviceState::Trusted);
    const auto record = require(m_live->ask(m_live->administrator1, u"device.suspend"_s, trusted));
    m_change = record.change.digest();
    m_execution = record.executed->index;
}

void CommandServiceTest::cleanup()
{
    m_other.reset();
    m_device.reset();
    m_live.reset();
}

Expected<QByteArray> CommandServiceTest::evidence(const EquippedDevice &device, qint64 execution)
{
    std::promise<Expected<QByteArray>> promise;
    auto given = promise.get_future();
    service().evidence(device.certificate, execution,
                       [&promise](const Expected<QByteArray> &bytes) { promise.set_value(bytes); });
    return given.get();
}

Expected<CommandState> CommandServiceTest::handIn(const EquippedDevice &device, const EffectOutcome &outcome)
{
    std::promise<Expected<CommandState>> promise;
    auto taken = promise.get_future();
    service().acknowledge(device.certificate, outcome,
                          [&promise](const Expected<CommandState> &state) { promise.set_value(state); });
    return taken.get();
}

reports::Report CommandServiceTest::reportOf(const EquippedDevice &device, Obedience outcome)
{
    reports::Acknowledgement body{.change = m_change, .execution = m_execution, .outcome = outcome, .problem = {}};
    if (outcome == Obedience::Refused)
        body.problem = ProblemType::CosignaturesStale;
    return {.deployment = m_live->plane().governance().directory()->deploymentId(),
            .handle = device.leaf.handle,
            .body = body,
            .time = m_live->clock.now(),
            .nonce = require(service().nonce(device.certificate)).bytes};
}

Expected<CommandState> CommandServiceTest::answer(const EquippedDevice &device, Obedience outcome)
{
    return handIn(device, device.sign(reportOf(device, outcome)));
}

controlplane::fleet::DeviceCommand CommandServiceTest::shown(const EquippedDevice &device)
{
    const DeviceReader reader(m_live->plane().database(), m_live->clock, false);
    return require(reader.detail(device.leaf.handle.text())).commands.back();
}

QStringList CommandServiceTest::answersLogged()
{
    return m_live->activity().filter(u"effect.outcome"_s);
}

void CommandServiceTest::anExecutionQueuesACommandForEachDeviceItWasAppliedTo()
{
    for (const auto *const device : {m_device.get(), m_other.get()}) {
        const auto commands = require(service().open(device->certificate));
        QCOMPARE(commands.size(), 2U);
        QCOMPARE(commands[0].action, u"device.admit"_s);
        QCOMPARE(commands[1].action, u"device.suspend"_s);
        QCOMPARE(commands[1].execution, m_execution);
        QCOMPARE(commands[1].digest, m_change);
        QCOMPARE(commands[1].queued, m_live->clock.now());
        QCOMPARE(commands[1].state, CommandState::Queued);
        QCOMPARE(shown(*device).state, CommandState::Queued);
    }
}

void CommandServiceTest::whatWasNotExecutedIsNoCommand()
{
    const auto suspended = test::SampleHistory::inState(require(changes::TargetSet::make({m_device->leaf})),
                                                        fleet::DeviceState::Suspended);
    require(m_live->ask(m_live->administrator1, u"device.revoke"_s, suspended)); // and nobody approves
    QCOMPARE(require(service().open(m_device->certificate)).size(), 2U);
}

void CommandServiceTest::whoeverWasSkippedIsNotCommanded()
{
    const auto both = test::SampleHistory::inState(require(changes::TargetSet::make({m_device->leaf, m_other->leaf})),
                                                   fleet::DeviceState::Suspended);
    auto request = m_live->compose(m_live->administrator1, u"device.reactivate"_s, both,
                                   changes::ReactivateParameters{.to = fleet::DeviceState::Trusted});
    request.targets.maxSkipped = 500;
    const auto change = test::SampleHistory::sign(request, m_live->administrator1);
    const auto pending = require(m_live->request(m_live->administrator1, change, both));
    const auto other =
        test::SampleHistory::inState(require(changes::TargetSet::make({m_other->leaf})), fleet::DeviceState::Suspended);
    m_live->perform(m_live->administrator1, u"device.revoke"_s, other, changes::NoParameters{}, {m_live->approver1});
    QCOMPARE(require(m_live->approve(m_live->approver1, pending)).state, changes::ChangeState::Executed);
    QCOMPARE(shown(*m_device).action, u"device.reactivate"_s);
    QCOMPARE(shown(*m_other).action, u"device.revoke"_s);
    QCOMPARE(require(service().open(m_other->certificate)).size(), 3U);
}

void CommandServiceTest::fetchingTheEvidenceDelivers()
{
    m_live->clock.advance(60);
    require(evidence(*m_device, m_execution));
    QCOMPARE(shown(*m_device).state, CommandState::Delivered);
    QCOMPARE(shown(*m_device).delivered, std::optional(m_live->clock.now()));
    QCOMPARE(shown(*m_device).queued, m_live->clock.now() - 60);
    QCOMPARE(shown(*m_other).state, CommandState::Queued);
    // To fetch it again is no news.
    m_live->clock.advance(60);
    require(evidence(*m_device, m_execution));
    QCOMPARE(shown(*m_device).delivered, std::optional(m_live->clock.now() - 60));
    QVERIFY(answersLogged().isEmpty());
}

/// Who follows devices by their cursors hears of their commands, too.
void CommandServiceTest::whatBecomesOfACommandMovesItsDevicesCursor()
{
    auto &plane = m_live->plane();
    const auto moved = [&](qint64 since) {
        const auto reader = require(plane.database().read());
        std::vector<fleet::DeviceHandle> handles;
        for (const auto &row : require(reader->devices.changedSince(since, 10)))
            handles.push_back(row.handle);
        return handles;
    };
    const qint64 queued = plane.checkpoints().current()->cursor;
    QVERIFY(moved(queued).empty());
    require(evidence(*m_device, m_execution));
    QCOMPARE(moved(queued), std::vector{m_device->leaf.handle});
    const qint64 delivered = plane.checkpoints().current()->cursor;
    QVERIFY(delivered > queued);
    require(answer(*m_device));
    QCOMPARE(moved(delivered), std::vector{m_device->leaf.handle});
}

void CommandServiceTest::theEvidenceIsWhatTheDeviceTakes()
{
    device::DeviceMemory memory = m_device->firstMemory();
    for (const auto &open : require(service().open(m_device->certificate))) {
        const auto command =
            require(device::checkCommand(require(evidence(*m_device, open.execution)), memory, m_live->clock.now()));
        QCOMPARE(command.execution, open.execution);
        QCOMPARE(command.digest, open.digest);
        memory = command.memory;
    }
    QCOMPARE(memory.state, fleet::DeviceState::Suspended);
}

void CommandServiceTest::anotherDevicesEvidenceIsNotThere()
{
    const EquippedDevice stranger(*m_live);
    QCOMPARE(outcomeOf(evidence(stranger, m_execution)), u"not-found"_s);
    QCOMPARE(outcomeOf(evidence(*m_device, m_execution + 1)), u"not-found"_s);
    QVERIFY(require(service().open(stranger.certificate)).empty());
}

void CommandServiceTest::anAcknowledgementIsKeptWithItsReport()
{
    require(evidence(*m_device, m_execution));
    const auto outcome = m_device->sign(reportOf(*m_device));
    QCOMPARE(require(handIn(*m_device, outcome)), CommandState::Acknowledged);
    QCOMPARE(shown(*m_device).state, CommandState::Acknowledged);
    QCOMPARE(shown(*m_device).answered, std::optional(m_live->clock.now()));
    QCOMPARE(shown(*m_other).state, CommandState::Queued);
    const qint64 last = m_live->activity().size() - 1;
    const auto record = require(m_live->plane().logs().records(last, last + 1)).front();
    const auto entry = require(log::ActivityEntry::parse(record.leaf));
    QCOMPARE(entry.action, u"effect.outcome"_s);
    QCOMPARE(entry.actor, m_device->leaf.handle.text());
    QCOMPARE(entry.change, std::optional(m_change));
    QCOMPARE(log::word(entry.outcome), u"done"_s);
    const auto kept = require(EffectOutcome::fromJson(record.body->value));
    QCOMPARE(kept.report.jws.compact(), outcome.report.jws.compact());
    require(kept.verify(m_device->leaf.key));
    // Done: the device is not told again.
    QCOMPARE(require(service().open(m_device->certificate)).size(), 1U);
}

void CommandServiceTest::aRefusalIsShownWithItsReasonAndMayBeTakenBack()
{
    QCOMPARE(require(answer(*m_device, Obedience::Refused)), CommandState::Refused);
    QCOMPARE(shown(*m_device).state, CommandState::Refused);
    QCOMPARE(shown(*m_device).problem, std::optional(u"cosignatures-stale"_s));
    QCOMPARE(answersLogged(), QStringList(u"effect.outcome refused"_s));
    QCOMPARE(require(service().open(m_device->certificate)).size(), 2U);
    m_live->clock.advance(60);
    QCOMPARE(require(answer(*m_device)), CommandState::Acknowledged);
    QCOMPARE(shown(*m_device).problem, std::nullopt);
    QCOMPARE(shown(*m_device).answered, std::optional(m_live->clock.now()));
}

void CommandServiceTest::whatSaysNothingNewIsNotLoggedAgain()
{
    for (int i = 0; i < 2; ++i)
        QCOMPARE(require(answer(*m_device, Obedience::Refused)), CommandState::Refused);
    QCOMPARE(answersLogged().size(), 1);
    reports::Report other = reportOf(*m_device, Obedience::Refused);
    std::get<reports::Acknowledgement>(other.body).problem = ProblemType::QuorumMissing;
    require(handIn(*m_device, m_device->sign(other)));
    QCOMPARE(shown(*m_device).problem, std::optional(u"quorum-missing"_s));
    QCOMPARE(answersLogged().size(), 2);
    // What is done stays done, whatever the device says later.
    QCOMPARE(require(answer(*m_device)), CommandState::Acknowledged);
    QCOMPARE(require(answer(*m_device, Obedience::AlreadySo)), CommandState::Acknowledged);
    QCOMPARE(require(answer(*m_device, Obedience::Refused)), CommandState::Acknowledged);
    QCOMPARE(answersLogged().size(), 3);
}

void CommandServiceTest::aSilentCommandExpires()
{
    require(evidence(*m_device, m_execution));
    m_live->clock.set(shown(*m_device).obeyBy);
    QCOMPARE(shown(*m_device).state, CommandState::Delivered);
    m_live->clock.advance(1);
    QCOMPARE(shown(*m_device).state, CommandState::Expired);
    QCOMPARE(shown(*m_other).state, CommandState::Expired);
    QVERIFY(require(service().open(m_device->certificate)).empty());
}

void CommandServiceTest::aLateAcknowledgementIsTaken()
{
    m_live->clock.set(shown(*m_device).obeyBy + 100);
    QCOMPARE(require(answer(*m_device)), CommandState::Acknowledged);
    QCOMPARE(shown(*m_device).state, CommandState::Acknowledged);
}

void CommandServiceTest::whatIsNotTrueIsRefused_data()
{
    using Change = std::function<void(CommandServiceTest &, reports::Report &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const Change &change, const QString &outcome) {
        QTest::newRow(name) << change << outcome;
    };
    const auto body = [](reports::Report &report) -> auto & { return std::get<reports::Acknowledgement>(report.body); };
    row("as it should be", [](auto &, auto &) {}, u"accepted"_s);
    row(
        "another deployment", [](auto &, auto &report) { report.deployment = QByteArray(32, 'x'); },
        u"wrong-deployment"_s);
    row(
        "another device", [](auto &test, auto &report) { report.handle = test.m_other->leaf.handle; },
        u"wrong-device"_s);
    row("a nonce of its own", [](auto &, auto &report) { report.nonce = QByteArray(16, 'x'); }, u"replayed"_s);
    row(
        "a nonce of another device",
        [](auto &test, auto &report) { report.nonce = require(test.service().nonce(test.m_other->certificate)).bytes; },
        u"replayed"_s);
    row("no such command", [body](auto &, auto &report) { ++body(report).execution; }, u"not-found"_s);
    row(
        "another change", [body](auto &, auto &report) { body(report).change = QByteArray(32, 'x'); },
        u"wrong-change"_s);
}

void CommandServiceTest::whatIsNotTrueIsRefused()
{
    QFETCH(const std::function<void(CommandServiceTest &, reports::Report &)>, change);
    QFETCH(const QString, outcome);
    reports::Report report = reportOf(*m_device);
    change(*this, report);
    QCOMPARE(outcomeOf(handIn(*m_device, m_device->sign(report))), outcome);
    const bool isTaken = outcome == u"accepted"_s;
    QCOMPARE(shown(*m_device).state, isTaken ? CommandState::Acknowledged : CommandState::Queued);
    QCOMPARE(answersLogged().size(), isTaken ? 1 : 0);
}

void CommandServiceTest::aNonceServesOnce()
{
    const auto outcome = m_device->sign(reportOf(*m_device, Obedience::Refused));
    require(handIn(*m_device, outcome));
    QCOMPARE(outcomeOf(handIn(*m_device, outcome)), u"replayed"_s);
    // What is refused for another reason does not use it up.
    reports::Report report = reportOf(*m_device);
    const auto forged = EffectOutcome{.key = m_other->key->publicKey(),
                                      .report = require(reports::SignedReport::sign(report, *m_other->key))};
    QCOMPARE(outcomeOf(handIn(*m_device, forged)), u"unknown-key"_s);
    require(handIn(*m_device, m_device->sign(report)));
}

void CommandServiceTest::aNonceIsForOneDeviceAndAWhile()
{
    const auto outcome = m_device->sign(reportOf(*m_device));
    m_live->clock.advance(NonceBook::lifetime + 1);
    QCOMPARE(outcomeOf(handIn(*m_device, outcome)), u"replayed"_s);
    const auto timely = m_device->sign(reportOf(*m_device));
    m_live->clock.advance(NonceBook::lifetime);
    require(handIn(*m_device, timely));
}

void CommandServiceTest::theOldestNonceIsForgotten()
{
    const auto first = m_device->sign(reportOf(*m_device));
    const auto second = m_device->sign(reportOf(*m_device));
    for (std::size_t i = 1; i < NonceBook::mostReportNonces; ++i)
        require(service().nonce(m_device->certificate));
    QCOMPARE(outcomeOf(handIn(*m_device, first)), u"replayed"_s);
    require(handIn(*m_device, second));
}

void CommandServiceTest::refusalsAreCountedWithTheDevice()
{
    reports::Report report = reportOf(*m_device);
    report.nonce = QByteArray(16, 'x');
    QCOMPARE(outcomeOf(handIn(*m_device, m_device->sign(report))), u"replayed"_s);
    const auto before = m_live->activity().size();
    std::promise<void> flushed;
    m_live->plane().checkIns().flushAll([&flushed](const Expected<void> &) { flushed.set_value(); });
    flushed.get_future().wait();
    QCOMPARE(m_live->activity().mid(before), QStringList(u"device.refused refused"_s));
    const auto record = require(m_live->plane().logs().records(before, before + 1)).front();
    QCOMPARE(record.body->value.object().find("problem"_L1)->text(), u"replayed"_s);
    QCOMPARE(require(log::ActivityEntry::parse(record.leaf)).handles,
             std::vector<QString>{m_device->leaf.handle.text()});
}

void CommandServiceTest::aRevokedDeviceIsStillHeard()
{
    const auto suspended = test::SampleHistory::inState(require(changes::TargetSet::make({m_device->leaf})),
                                                        fleet::DeviceState::Suspended);
    const auto record = m_live->perform(m_live->administrator1, u"device.revoke"_s, suspended, changes::NoParameters{},
                                        {m_live->approver1});
    QCOMPARE(outcomeOf(m_live->plane().checkIns().checkIn(m_device->certificate)), u"device-refused"_s);
    m_change = record.change.digest();
    m_execution = record.executed->index;
    require(evidence(*m_device, m_execution));
    QCOMPARE(require(answer(*m_device)), CommandState::Acknowledged);
    QCOMPARE(shown(*m_device).action, u"device.revoke"_s);
    QCOMPARE(shown(*m_device).state, CommandState::Acknowledged);
}

void CommandServiceTest::nothingIsHeardWithoutItsCertificate()
{
    const QByteArray foreign = m_device->otherCertificate(*m_live);
    QCOMPARE(outcomeOf(service().open(foreign)), u"certificate-refused"_s);
    QCOMPARE(outcomeOf(service().nonce(foreign)), u"certificate-refused"_s);
    EquippedDevice impostor = *m_device;
    impostor.certificate = foreign;
    QCOMPARE(outcomeOf(evidence(impostor, m_execution)), u"certificate-refused"_s);
    QCOMPARE(outcomeOf(handIn(impostor, m_device->sign(reportOf(*m_device)))), u"certificate-refused"_s);
    QCOMPARE(shown(*m_device).state, CommandState::Queued);
}

void CommandServiceTest::everythingIsThereAfterARestart()
{
    require(answer(*m_device));
    const auto before = m_other->sign(reportOf(*m_other));
    m_live->restart();
    QCOMPARE(shown(*m_device).state, CommandState::Acknowledged);
    QCOMPARE(shown(*m_other).state, CommandState::Queued);
    // But for the nonces: whoever had one asks again.
    QCOMPARE(outcomeOf(handIn(*m_other, before)), u"replayed"_s);
    QCOMPARE(require(answer(*m_other, Obedience::AlreadySo)), CommandState::Acknowledged);
}

void CommandServiceTest::theLogVerifiesWithTheAnswersInIt()
{
    require(answer(*m_device));
    require(answer(*m_other, Obedience::Refused));
    QByteArray exported = m_live->exportLog();
    QBuffer buffer(&exported);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const auto deployment = m_live->plane().governance().directory()->deploymentId();
    const auto verdict = require(evidence::verifyAuditExport(buffer, deployment));
    QCOMPARE(verdict.activitySize, qint64(m_live->activity().size()));
}

ENIGM_TEST_MAIN(CommandServiceTest)
#include "CommandServiceTest.moc"
