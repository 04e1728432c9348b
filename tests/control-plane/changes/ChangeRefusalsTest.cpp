#include "contract/encoding/Uuid.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

#include <functional>
#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::Approval;
using changes::ChangeRequest;
using changes::ChangeState;
using changes::TargetSet;
using test::LivePlane;
using test::outcomeOf;
using test::Person;
using test::require;
using test::SampleHistory;

/// Everything that is tried and must not work: each attempt gets its problem, changes nothing, and leaves an entry
/// where it matters to security.
class ChangeRefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_live.reset(); }

    void aRequestIsRefused_data();
    void aRequestIsRefused();
    void anApprovalIsRefused_data();
    void anApprovalIsRefused();
    void aWithdrawalIsRefused_data();
    void aWithdrawalIsRefused();
    void aReplayedRequestIsRefused();
    void aReplayedApprovalIsRefused();
    void aNonceCountsOnce();
    void aSecondKeyOfTheRequesterDoesNotApprove();
    void equalInstallationsMakeNoQuorum();
    void equalInstallationsMakeAQuorumInASample();
    void aDeviceWithoutVerifiedAttestationIsNotAdmitted();
    void aPreviewRefusesAsTheActDoes();
    void aChangeThatIsUnknownIsNotFound();

private:
    using ChangeTheRequest = std::function<void(ChangeRequest &)>;
    using ChangeTheApproval = std::function<void(Approval &)>;

    /// That nothing happened but the entry of the refusal, where there is one.
    template <typename Attempt>
    void expectRefusal(Attempt attempt, const QString &problem, bool isLogged = true);
    [[nodiscard]] LivePlane::Record pendingRevocation();

    std::unique_ptr<LivePlane> m_live;
    TargetSet m_devices;
};

Q_DECLARE_METATYPE(std::function<void(ChangeRequest &)>)
Q_DECLARE_METATYPE(std::function<void(Approval &)>)

namespace {

/// Turns one bit of a signature.
template <typename Signed>
Signed tampered(const Signed &value)
{
    QByteArray compact = value.jws.compact();
    const auto place = compact.lastIndexOf('.') + 5;
    compact[place] = compact[place] == 'A' ? 'B' : 'A';
    return require(Signed::parse(compact));
}

} // namespace

void ChangeRefusalsTest::init()
{
    m_live = std::make_unique<LivePlane>();
    m_devices = m_live->admit(2);
}

LivePlane::Record ChangeRefusalsTest::pendingRevocation()
{
    return require(m_live->ask(m_live->administrator1, u"device.revoke"_s, m_devices));
}

template <typename Attempt>
void ChangeRefusalsTest::expectRefusal(Attempt attempt, const QString &problem, bool isLogged)
{
    const QStringList before = m_live->activity();
    const qint64 governance = m_live->governanceSize();
    const auto all = [](const auto &) -> Expected<bool> { return true; };
    const auto states = m_live->plane().changeReader().page({}, {}, 100, all);
    QCOMPARE(outcomeOf(attempt()), problem);
    const QStringList entries = isLogged ? QStringList(u"change.refused refused"_s) : QStringList();
    QCOMPARE(m_live->activity(), before + entries);
    QCOMPARE(m_live->governanceSize(), governance);
    const auto after = m_live->plane().changeReader().page({}, {}, 100, all);
    QCOMPARE(after->items.size(), states->items.size());
    for (std::size_t i = 0; i < after->items.size(); ++i)
        QCOMPARE(after->items[i].toJson(), states->items[i].toJson());
    for (const changes::TargetLeaf &device : m_devices.leaves())
        QCOMPARE(m_live->stateOf(device), fleet::DeviceState::Trusted);
}

void ChangeRefusalsTest::aRequestIsRefused_data()
{
    QTest::addColumn<ChangeTheRequest>("edit");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<bool>("isLogged");
    const auto row = [](const char *name, const QString &problem, bool isLogged, const ChangeTheRequest &edit) {
        QTest::newRow(name) << edit << problem << isLogged;
    };
    row("another deployment", u"wrong-deployment"_s, true,
        [](ChangeRequest &request) { request.deployment = QByteArray(32, 'x'); });
    row("a governance log that never was", u"unknown-log-position"_s, true,
        [](ChangeRequest &request) { request.governance.root = QByteArray(32, 'x'); });
    row("a longer governance log", u"unknown-log-position"_s, true,
        [](ChangeRequest &request) { ++request.governance.size; });
    row("an activity log that never was", u"unknown-log-position"_s, true,
        [](ChangeRequest &request) { request.activity.root = QByteArray(32, 'x'); });
    row("a longer activity log", u"unknown-log-position"_s, true,
        [](ChangeRequest &request) { ++request.activity.size; });
    row("other targets", u"target-mismatch"_s, true,
        [](ChangeRequest &request) { request.targets.root = QByteArray(32, 'x'); });
    row("another reason", u"body-mismatch"_s, true,
        [](ChangeRequest &request) { request.reason = QByteArray(32, 'x'); });
    row("a reference without its text", u"body-mismatch"_s, true,
        [](ChangeRequest &request) { request.reference = QByteArray(32, 'x'); });
    row("of yesterday", u"clock-out-of-range"_s, false, [](ChangeRequest &request) {
        for (qint64 *const time : {&request.created, &request.approveBy, &request.executeBy})
            *time -= 3600;
    });
    row("over already", u"change-expired"_s, false, [](ChangeRequest &request) {
        request.created -= 200;
        request.approveBy = request.created + 100;
    });
    row("by somebody unknown", u"operator-unknown"_s, true,
        [](ChangeRequest &request) { request.requester = encoding::makeUuid7(1'800'000'000'000); });
}

void ChangeRefusalsTest::aRequestIsRefused()
{
    QFETCH(ChangeTheRequest, edit);
    QFETCH(QString, problem);
    QFETCH(bool, isLogged);
    ChangeRequest request = m_live->compose(m_live->administrator1, u"device.suspend"_s, m_devices);
    edit(request);
    const auto change = SampleHistory::sign(request, m_live->administrator1);
    expectRefusal([&] { return m_live->request(m_live->administrator1, change, m_devices); }, problem, isLogged);
}

void ChangeRefusalsTest::anApprovalIsRefused_data()
{
    QTest::addColumn<ChangeTheApproval>("edit");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<bool>("isLogged");
    const auto row = [](const char *name, const QString &problem, bool isLogged, const ChangeTheApproval &edit) {
        QTest::newRow(name) << edit << problem << isLogged;
    };
    row("another deployment", u"wrong-deployment"_s, true,
        [](Approval &approval) { approval.deployment = QByteArray(32, 'x'); });
    row("another change", u"wrong-change"_s, true, [](Approval &approval) { approval.change = QByteArray(32, 'x'); });
    row("a longer governance log", u"unknown-log-position"_s, true,
        [](Approval &approval) { ++approval.governance.size; });
    row("an activity log that never was", u"unknown-log-position"_s, true,
        [](Approval &approval) { approval.activity.root = QByteArray(32, 'x'); });
    row("a comment without its text", u"body-mismatch"_s, true,
        [](Approval &approval) { approval.comment = QByteArray(32, 'x'); });
    row("of yesterday", u"clock-out-of-range"_s, false, [](Approval &approval) { approval.time -= 86'400; });
    row("by somebody unknown", u"unknown-key"_s, true,
        [](Approval &approval) { approval.approver = encoding::makeUuid7(1'800'000'000'000); });
}

void ChangeRefusalsTest::anApprovalIsRefused()
{
    QFETCH(ChangeTheApproval, edit);
    QFETCH(QString, problem);
    QFETCH(bool, isLogged);
    const auto asked = pendingRevocation();
    Approval approval = m_live->composeApproval(asked.change, m_live->approver1);
    edit(approval);
    const auto signedApproval = require(changes::SignedApproval::sign(approval, *m_live->approver1.key));
    expectRefusal([&] { return m_live->decide(m_live->approver1, asked.change.request.id, signedApproval); }, problem,
                  isLogged);
}

void ChangeRefusalsTest::aWithdrawalIsRefused_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("problem");
    QTest::newRow("by another key") << u"another key"_s << u"unknown-key"_s;
    QTest::newRow("handed in by another") << u"another person"_s << u"not-permitted"_s;
    QTest::newRow("tampered with") << u"tampered"_s << u"bad-signature"_s;
}

void ChangeRefusalsTest::aWithdrawalIsRefused()
{
    QFETCH(QString, who);
    QFETCH(QString, problem);
    const auto asked = pendingRevocation();
    const Person &signer = who == u"another key" ? m_live->approver1 : m_live->administrator1;
    const Person &sender = who == u"another person" ? m_live->administrator2 : m_live->administrator1;
    auto withdrawal = m_live->withdrawalOf(asked.change, signer);
    if (who == u"tampered")
        withdrawal = tampered(withdrawal);
    expectRefusal([&] { return m_live->withdraw(sender, asked.change.request.id, withdrawal); }, problem);
}

void ChangeRefusalsTest::aReplayedRequestIsRefused()
{
    const auto asked = pendingRevocation();
    expectRefusal([&] { return m_live->request(m_live->administrator1, asked.change, m_devices); }, u"replayed"_s);
    ChangeRequest again = m_live->compose(m_live->administrator1, u"device.suspend"_s, m_devices);
    again.id = asked.change.request.id;
    const auto change = SampleHistory::sign(again, m_live->administrator1);
    expectRefusal([&] { return m_live->request(m_live->administrator1, change, m_devices); }, u"replayed"_s);
    expectRefusal(
        [&] {
            return m_live->request(
                m_live->administrator2,
                SampleHistory::sign(m_live->compose(m_live->administrator1, u"device.suspend"_s, m_devices),
                                    m_live->administrator1),
                m_devices);
        },
        u"not-permitted"_s);
    const auto forged = tampered(SampleHistory::sign(
        m_live->compose(m_live->administrator1, u"device.suspend"_s, m_devices), m_live->administrator1));
    expectRefusal([&] { return m_live->request(m_live->administrator1, forged, m_devices); }, u"bad-signature"_s);
    expectRefusal([&] { return m_live->ask(m_live->reviewer1, u"device.suspend"_s, m_devices); }, u"not-permitted"_s);
    const TargetSet wrong = SampleHistory::inState(m_devices, fleet::DeviceState::Suspended);
    expectRefusal([&] { return m_live->ask(m_live->administrator1, u"device.revoke"_s, wrong); }, u"target-state"_s,
                  false);
    const TargetSet strange = require(TargetSet::make({SampleHistory::makeDevice()}));
    expectRefusal([&] { return m_live->ask(m_live->administrator1, u"device.admit"_s, strange); },
                  u"target-mismatch"_s);
}

void ChangeRefusalsTest::aReplayedApprovalIsRefused()
{
    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    const auto asked = require(m_live->ask(m_live->administrator1, u"operator.admit"_s, {},
                                           changes::AdmitOperatorParameters{.operatorId = newcomer.id,
                                                                            .roles = newcomer.roles,
                                                                            .keys = {newcomer.key->publicKey()}}));
    const QString reference = asked.change.request.id;
    const auto approval = require(changes::SignedApproval::sign(
        m_live->composeApproval(asked.change, m_live->approver1), *m_live->approver1.key));
    require(m_live->decide(m_live->approver1, reference, approval));
    expectRefusal([&] { return m_live->decide(m_live->approver1, reference, approval); }, u"replayed"_s);
    expectRefusal([&] { return m_live->approve(m_live->approver1, asked); }, u"already-signed"_s);
    const auto forged = tampered(require(changes::SignedApproval::sign(
        m_live->composeApproval(asked.change, m_live->approver2), *m_live->approver2.key)));
    expectRefusal([&] { return m_live->decide(m_live->approver2, reference, forged); }, u"bad-signature"_s);
    // One person's signature, handed in by another who is signed in.
    const auto lent = require(changes::SignedApproval::sign(m_live->composeApproval(asked.change, m_live->approver2),
                                                            *m_live->approver2.key));
    expectRefusal([&] { return m_live->decide(m_live->approver1, reference, lent); }, u"not-permitted"_s);
}

void ChangeRefusalsTest::aNonceCountsOnce()
{
    const auto asked = pendingRevocation();
    Approval approval = m_live->composeApproval(asked.change, m_live->approver1);
    approval.nonce = asked.change.request.nonce;
    const auto signedApproval = require(changes::SignedApproval::sign(approval, *m_live->approver1.key));
    expectRefusal([&] { return m_live->decide(m_live->approver1, asked.change.request.id, signedApproval); },
                  u"replayed"_s);
}

void ChangeRefusalsTest::aSecondKeyOfTheRequesterDoesNotApprove()
{
    Person second = m_live->administrator1;
    second.key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    second.installation = encoding::makeUuid7(m_live->clock.nowMilliseconds());
    m_live->perform(m_live->administrator2, u"key.add"_s, {},
                    changes::AddKeyParameters{.operatorId = second.id, .key = second.key->publicKey()},
                    {m_live->approver1, m_live->reviewer1});
    const auto asked = pendingRevocation();
    expectRefusal([&] { return m_live->approve(m_live->administrator1, asked); }, u"self-approval"_s);
    expectRefusal([&] { return m_live->approve(second, asked); }, u"self-approval"_s);
    // In another person's name, by the key of the one who asked.
    Person impostor = m_live->approver1;
    impostor.key = second.key;
    expectRefusal([&] { return m_live->approve(impostor, asked); }, u"self-approval"_s);
}

void ChangeRefusalsTest::equalInstallationsMakeNoQuorum()
{
    const auto asked = pendingRevocation();
    Person borrowed = m_live->approver1;
    borrowed.installation = m_live->administrator1.installation;
    expectRefusal([&] { return m_live->approve(borrowed, asked); }, u"same-installation"_s);

    const Person newcomer = SampleHistory::makePerson({operators::Role::Approver});
    const auto admission = require(m_live->ask(m_live->administrator1, u"operator.admit"_s, {},
                                               changes::AdmitOperatorParameters{.operatorId = newcomer.id,
                                                                                .roles = newcomer.roles,
                                                                                .keys = {newcomer.key->publicKey()}}));
    require(m_live->approve(m_live->approver1, admission));
    Person shared = m_live->approver2;
    shared.installation = m_live->approver1.installation;
    expectRefusal([&] { return m_live->approve(shared, admission); }, u"same-installation"_s);
}

void ChangeRefusalsTest::equalInstallationsMakeAQuorumInASample()
{
    m_live = std::make_unique<LivePlane>(LivePlane::Options{.sample = true});
    const TargetSet devices = m_live->admit(1);
    Person borrowed = m_live->approver1;
    borrowed.installation = m_live->administrator1.installation;
    m_live->perform(m_live->administrator1, u"device.revoke"_s, devices, changes::NoParameters{}, {borrowed});
}

void ChangeRefusalsTest::aDeviceWithoutVerifiedAttestationIsNotAdmitted()
{
    const TargetSet unfit = m_live->enrol(1, u"ineligible-build"_s);
    expectRefusal([&] { return m_live->ask(m_live->administrator1, u"device.admit"_s, unfit); },
                  u"attestation-rejected"_s);
}

void ChangeRefusalsTest::aPreviewRefusesAsTheActDoes()
{
    const auto asked = pendingRevocation();
    const auto approval = require(changes::SignedApproval::sign(
        m_live->composeApproval(asked.change, m_live->administrator1), *m_live->administrator1.key));
    const auto preview = [&](const Person &person, const changes::SignedApproval &value) {
        std::promise<Expected<void>> promise;
        auto answer = promise.get_future();
        m_live->plane().changeService().preview(
            person.id, asked.change.request.id,
            controlplane::changes::DecisionSubmission{.approval = value, .comment = {}},
            [&promise](const Expected<void> &done) { promise.set_value(done); });
        return answer.get();
    };
    expectRefusal([&] { return preview(m_live->administrator1, approval); }, u"self-approval"_s);
    const auto good = require(changes::SignedApproval::sign(m_live->composeApproval(asked.change, m_live->approver1),
                                                            *m_live->approver1.key));
    expectRefusal([&] { return preview(m_live->approver1, good); }, u"accepted"_s, false);
}

void ChangeRefusalsTest::aChangeThatIsUnknownIsNotFound()
{
    const auto asked = pendingRevocation();
    const auto approval = require(changes::SignedApproval::sign(
        m_live->composeApproval(asked.change, m_live->approver1), *m_live->approver1.key));
    expectRefusal([&] { return m_live->decide(m_live->approver1, u"nothing"_s, approval); }, u"not-found"_s, false);
}

ENIGM_TEST_MAIN(ChangeRefusalsTest)
#include "ChangeRefusalsTest.moc"
