#include "api-client/operators/OperatorClient.h"
#include "api-client/wire/PinnedTransport.h"
#include "contract/evidence/AuditExport.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/Desk.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;

namespace {

Desk deskOf(TestDeployment &deployment, const QString &name)
{
    return {deployment.file(), deployment.person(name), deployment.clock};
}

template <typename T>
QString complaint(const Expected<T> &result)
{
    return result ? QString() : result.error().toString();
}

} // namespace

#define REQUIRE(result)                                                                                                \
    do {                                                                                                               \
        const auto &outcome = (result);                                                                                \
        QVERIFY2(outcome, qPrintable(complaint(outcome)));                                                             \
    } while (false)

/// The consoles' own client against the real control plane.
class ClientStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_deployment = std::make_unique<TestDeployment>(); }
    void administratorAsksApproverSignsReviewerVerifies();
    void wrongPinIsAskedForAgain();
    void ownerChangesThePin();
    void requesterWithdraws();
    void everyPersonReadsWhatTheConsoleShows();
    void anotherServerIsTurnedAway();

private:
    [[nodiscard]] client::ChangeDraft draftFor(const QString &action);
    std::unique_ptr<TestDeployment> m_deployment;
};

client::ChangeDraft ClientStoryTest::draftFor(const QString &action)
{
    return {.action = action,
            .targets = m_deployment->devices(DeviceState::Trusted),
            .parameters = changes::NoParameters{},
            .reason = u"Lost on a train."_s,
            .reference = u"Case 17"_s,
            .names = {}};
}

void ClientStoryTest::administratorAsksApproverSignsReviewerVerifies()
{
    Desk administrator = deskOf(*m_deployment, u"administrator-1"_s);
    REQUIRE(QCoro::waitFor(administrator.signIn()));
    const client::ChangeDraft draft = draftFor(u"device.revoke"_s);
    const auto handle = draft.targets.leaves().front().handle;
    const auto asked = QCoro::waitFor(administrator.changes.request(draft, u"Sign the revocation"_s));
    REQUIRE(asked);
    QCOMPARE(asked->state, changes::ChangeState::Pending);
    QCOMPARE(administrator.prompt.questions.size(), 1U);

    Desk approver = deskOf(*m_deployment, u"approver-1"_s);
    REQUIRE(QCoro::waitFor(approver.signIn()));
    const auto page = QCoro::waitFor(approver.changes.page({changes::ChangeState::Pending}, {}, 50));
    REQUIRE(page);
    QCOMPARE(page->changes.size(), 1U);
    const QString reference = page->changes.front().change.request.id;
    const auto seen = QCoro::waitFor(approver.changes.verified(reference));
    REQUIRE(seen);
    QVERIFY(seen->proven.request);
    QVERIFY(seen->drifted.empty());
    QVERIFY(seen->effect.isFinal);
    const auto decided =
        QCoro::waitFor(approver.changes.decide(*seen, changes::Decision::Approve, u"Seen."_s, u"Approve"_s));
    REQUIRE(decided);
    QCOMPARE(decided->state, changes::ChangeState::Executed);
    QCOMPARE(m_deployment->stateOf(handle), DeviceState::Revoked);
    REQUIRE(QCoro::waitFor(approver.changes.evidence(reference)));

    Desk reviewer = deskOf(*m_deployment, u"reviewer-1"_s);
    REQUIRE(QCoro::waitFor(reviewer.signIn()));
    REQUIRE(QCoro::waitFor(reviewer.changes.verified(reference)));
    QBuffer file;
    file.open(QIODevice::ReadWrite);
    REQUIRE(QCoro::waitFor(reviewer.audit.exportTo(file, [](qint64, qint64) { return true; })));
    file.seek(0);
    const auto verdict = evidence::verifyAuditExport(file, m_deployment->file().deployment);
    REQUIRE(verdict);
    QVERIFY(verdict->changesExecuted > 0);
    QCOMPARE(verdict->bodiesAbsent, 0);
}

void ClientStoryTest::wrongPinIsAskedForAgain()
{
    Desk approver = deskOf(*m_deployment, u"approver-2"_s);
    REQUIRE(QCoro::waitFor(approver.signIn()));
    approver.prompt.pins.push_front(approver.person.pin == "000000" ? "000001"_ba : "000000"_ba);
    const auto asked = QCoro::waitFor(approver.changes.request(draftFor(u"device.suspend"_s), u"Suspend"_s));
    REQUIRE(asked);
    QCOMPARE(asked->state, changes::ChangeState::Executed);
    QCOMPARE(approver.prompt.questions.size(), 2U);
    QCOMPARE(approver.prompt.questions.back().attemptsLeft, 4);
}

void ClientStoryTest::ownerChangesThePin()
{
    Desk approver = deskOf(*m_deployment, u"approver-1"_s);
    REQUIRE(QCoro::waitFor(approver.signIn()));
    const QByteArray before = approver.person.pin;
    const QByteArray after = before == "271828" ? "314159"_ba : "271828"_ba;
    const auto change = [&](signing::Secret keySecret, const QByteArray &pin) {
        return QCoro::waitFor(
            approver.session.setPin(std::move(keySecret), signing::Secret(before), signing::Secret(pin)));
    };
    const auto misspelt = change(signing::Secret("not the passphrase"_ba), after);
    QVERIFY(!misspelt);
    QCOMPARE(misspelt.error().type, ProblemType::WrongPassphrase);
    REQUIRE(change(WatchedKey::secret(), after));

    approver.prompt.pins = {before, after};
    const auto asked = QCoro::waitFor(approver.changes.request(draftFor(u"device.suspend"_s), u"Suspend"_s));
    REQUIRE(asked);
    QCOMPARE(approver.prompt.questions.size(), 2U);
}

void ClientStoryTest::requesterWithdraws()
{
    Desk administrator = deskOf(*m_deployment, u"administrator-1"_s);
    REQUIRE(QCoro::waitFor(administrator.signIn()));
    const auto asked = QCoro::waitFor(administrator.changes.request(draftFor(u"device.retire"_s), u"Retire"_s));
    REQUIRE(asked);
    const auto withdrawn = QCoro::waitFor(administrator.changes.withdraw(asked->change, u"Withdraw"_s));
    REQUIRE(withdrawn);
    QCOMPARE(withdrawn->state, changes::ChangeState::Withdrawn);
}

void ClientStoryTest::everyPersonReadsWhatTheConsoleShows()
{
    for (const QString &name : {u"administrator-2"_s, u"approver-1"_s, u"reviewer-1"_s, u"release-manager-1"_s}) {
        Desk desk = deskOf(*m_deployment, name);
        REQUIRE(QCoro::waitFor(desk.signIn()));
        REQUIRE(QCoro::waitFor(desk.follower.refresh()));
        const auto summary = QCoro::waitFor(desk.devices.summary());
        REQUIRE(summary);
        QCOMPARE(summary->total, 30);
        const auto page = QCoro::waitFor(desk.devices.page({.states = {DeviceState::Trusted}, .text = {}}, {}, 10));
        REQUIRE(page);
        QCOMPARE(page->devices.size(), 10U);
        QVERIFY(page->devices.front().simulated);
        const auto again =
            QCoro::waitFor(desk.devices.page({.states = {DeviceState::Trusted}, .text = {}}, {}, 10, page->etag));
        REQUIRE(again);
        QVERIFY(again->notModified);
        REQUIRE(QCoro::waitFor(desk.devices.device(page->devices.front().handle)));
        const auto changePage = QCoro::waitFor(desk.changes.page({}, {}, 3));
        REQUIRE(changePage);
        QVERIFY(changePage->next);
        REQUIRE(QCoro::waitFor(desk.changes.page({}, *changePage->next, 3)));
        const auto names = QCoro::waitFor(client::OperatorClient(desk.session).names());
        REQUIRE(names);
        QCOMPARE(names->value(desk.person.id), name);
        REQUIRE(QCoro::waitFor(desk.session.signOut()));
    }
}

void ClientStoryTest::anotherServerIsTurnedAway()
{
    const qint64 size = m_deployment->activitySize();
    Desk misled(m_deployment->file(), m_deployment->person(u"administrator-1"_s), m_deployment->clock,
                std::make_unique<client::PinnedTransport>(QByteArray(32, 'x')));
    const auto refused = QCoro::waitFor(misled.signIn());
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::WrongServer);
    QCOMPARE(m_deployment->activitySize(), size);
}

ENIGM_TEST_MAIN(ClientStoryTest)
#include "ClientStoryTest.moc"
