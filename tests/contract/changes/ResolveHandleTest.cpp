#include "contract/changes/HandleResolution.h"
#include "contract/changes/Quorum.h"
#include "contract/fleet/HandleEpoch.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::HandleResolution;
using changes::ResolveHandleParameters;
using fleet::DeviceHandle;
using fleet::HandleAudience;

/// What is asked of whoever wants to know whose a handle is, and what is answered.
class ResolveHandleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parametersReadBackAsTheyWereWritten();
    void wrongParametersAreRefused_data();
    void wrongParametersAreRefused();
    void anEpochThatHasNotBegunIsRefused();
    void itNamesNoDeviceAndTellsNone();
    void anApproverAndAReviewerAgree();
    void theRequesterIsNeitherOfThem();
    void anAnswerReadsBackAsItWasWritten();
    void wrongAnswersAreRefused();

private:
    [[nodiscard]] ResolveHandleParameters asked() const
    {
        return {.audience = HandleAudience::Network,
                .epoch = fleet::handleEpochAt(m_history.now()),
                .handle = DeviceHandle::fromBytes(HandleAudience::Network, {7, 7, 7})};
    }
    [[nodiscard]] changes::ChangeRequest request(const Person &person) const
    {
        return m_history.compose(person, changes::resolveHandle, {}, asked());
    }
    /// What counting answers when these have signed.
    [[nodiscard]] changes::QuorumAnswer counted(const Person &requester, const std::vector<Person> &signers) const;

    SampleHistory m_history;
};

namespace {

const QString network = DeviceHandle::fromBytes(HandleAudience::Network, {7, 7, 7}).text();
const QString intelligence = DeviceHandle::fromBytes(HandleAudience::Intelligence, {7, 7, 7}).text();
const QString console = DeviceHandle::fromBytes(HandleAudience::Console, {7, 7, 7}).text();

QByteArray parametersText(const QString &audience, const QString &epoch, const QString &handle)
{
    return u"{\"audience\":\"%1\",\"epoch\":%2,\"handle\":\"%3\"}"_s.arg(audience, epoch, handle).toUtf8();
}

QString outcomeOfParameters(const QByteArray &text)
{
    const auto value = require(json::parse(text));
    return outcomeOf(changes::parseParameters(changes::resolveHandle, value, {}));
}

} // namespace

void ResolveHandleTest::parametersReadBackAsTheyWereWritten()
{
    const auto value = changes::toJson(asked());
    const auto read = require(changes::parseParameters(changes::resolveHandle, value, {}));
    QCOMPARE(std::get<ResolveHandleParameters>(read), asked());
    QCOMPARE(json::canonical(value), parametersText(u"network"_s, QString::number(asked().epoch), network));
    QCOMPARE(outcomeOfParameters(parametersText(u"intelligence"_s, u"0"_s, intelligence)), u"accepted"_s);
}

void ResolveHandleTest::wrongParametersAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("a console's handle") << parametersText(u"console"_s, u"0"_s, console) << u"out-of-range"_s;
    QTest::newRow("another audience's handle")
        << parametersText(u"network"_s, u"0"_s, intelligence) << u"malformed-handle"_s;
    QTest::newRow("a console's handle as the network's")
        << parametersText(u"network"_s, u"0"_s, console) << u"malformed-handle"_s;
    QTest::newRow("an audience of nobody") << parametersText(u"press"_s, u"0"_s, network) << u"out-of-range"_s;
    QTest::newRow("a wrong checksum") << parametersText(u"network"_s, u"0"_s, network.chopped(1) + u'q')
                                      << u"malformed-handle"_s;
    QTest::newRow("spaces") << parametersText(u"network"_s, u"0"_s, network + u' ') << u"malformed-handle"_s;
    QTest::newRow("an epoch before time") << parametersText(u"network"_s, u"-1"_s, network) << u"out-of-range"_s;
    QTest::newRow("an epoch as text") << parametersText(u"network"_s, u"\"0\""_s, network) << u"wrong-type"_s;
    QTest::newRow("no epoch") << u"{\"audience\":\"network\",\"handle\":\"%1\"}"_s.arg(network).toUtf8()
                              << u"missing-member"_s;
    QTest::newRow("one member more") << u"{\"audience\":\"network\",\"device\":\"%2\",\"epoch\":0,\"handle\":\"%1\"}"_s
                                            .arg(network, console)
                                            .toUtf8()
                                     << u"unknown-member"_s;
}

void ResolveHandleTest::wrongParametersAreRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, outcome);
    QCOMPARE(outcomeOfParameters(text), outcome);
}

void ResolveHandleTest::anEpochThatHasNotBegunIsRefused()
{
    auto later = request(m_history.administrator1);
    auto parameters = asked();
    ++parameters.epoch;
    later.parameters = parameters.toJson();
    const auto refused = changes::ChangeRequest::fromJson(later.toJson());
    QCOMPARE(outcomeOf(refused), u"out-of-range"_s);
    QCOMPARE(refused.error().where, u"/parameters/epoch"_s);
    parameters.epoch = 0;
    later.parameters = parameters.toJson();
    QVERIFY(changes::ChangeRequest::fromJson(later.toJson()));
}

void ResolveHandleTest::itNamesNoDeviceAndTellsNone()
{
    const auto fine = request(m_history.administrator1);
    QVERIFY(changes::ChangeRequest::fromJson(fine.toJson()));
    QVERIFY(!fine.obeyBy);
    auto named = fine;
    named.targets.count = 1;
    named.targets.from = {fleet::DeviceState::Trusted};
    QCOMPARE(outcomeOf(changes::ChangeRequest::fromJson(named.toJson())), u"out-of-range"_s);
    auto told = fine;
    told.obeyBy = told.executeBy;
    QCOMPARE(outcomeOf(changes::ChangeRequest::fromJson(told.toJson())), u"clock-out-of-range"_s);
    auto lesser = fine;
    lesser.actionClass = changes::ActionClass::Reducing;
    QCOMPARE(outcomeOf(changes::ChangeRequest::fromJson(lesser.toJson())), u"wrong-class"_s);
}

changes::QuorumAnswer ResolveHandleTest::counted(const Person &requester, const std::vector<Person> &signers) const
{
    const auto change = SampleHistory::sign(request(requester), requester);
    const qint64 size = m_history.governanceSize();
    std::vector<changes::LoggedApproval> approvals;
    for (const Person &signer : signers)
        approvals.push_back({.signedApproval = m_history.approve(change, signer), .loggedAt = size});
    return require(changes::countQuorum({.directory = m_history.directory(),
                                         .change = change,
                                         .requestLoggedAt = size,
                                         .approvals = approvals,
                                         .executedAt = size}));
}

void ResolveHandleTest::anApproverAndAReviewerAgree()
{
    const SampleHistory &h = m_history;
    QVERIFY(!counted(h.administrator1, {}).complete);
    QVERIFY(!counted(h.administrator1, {h.approver1}).complete);
    QVERIFY(!counted(h.administrator1, {h.reviewer1}).complete);
    QVERIFY(!counted(h.administrator1, {h.approver1, h.approver2}).complete);
    QVERIFY(counted(h.administrator1, {h.approver1, h.reviewer1}).complete);
    QVERIFY(counted(h.administrator1, {h.reviewer1, h.approver2}).complete);
}

void ResolveHandleTest::theRequesterIsNeitherOfThem()
{
    const SampleHistory &h = m_history;
    // A reviewer may ask, and then needs another one.
    QVERIFY(!counted(h.reviewer1, {h.approver1, h.approver2}).complete);
    const auto own = SampleHistory::sign(request(h.approver1), h.approver1);
    QCOMPARE(outcomeOf(changes::countQuorum({.directory = h.directory(),
                                             .change = own,
                                             .requestLoggedAt = h.governanceSize(),
                                             .approvals = {},
                                             .executedAt = h.governanceSize()})),
             u"not-permitted"_s);
}

void ResolveHandleTest::anAnswerReadsBackAsItWasWritten()
{
    const HandleResolution found{.execution = 17, .device = require(DeviceHandle::parse(console))};
    QCOMPARE(require(HandleResolution::fromJson(found.toJson())), found);
    const HandleResolution nobody{.execution = 17, .device = {}};
    QCOMPARE(require(HandleResolution::fromJson(nobody.toJson())), nobody);
    const QByteArray digest(32, 'd');
    QCOMPARE(found.describe(digest).handles, std::vector{console});
    QVERIFY(nobody.describe(digest).handles.empty());
    QCOMPARE(found.describe(digest).action, u"handle.resolved"_s);
    QCOMPARE(found.describe(digest).change, std::optional(digest));
}

void ResolveHandleTest::wrongAnswersAreRefused()
{
    const auto outcome = [](const QString &text) {
        return outcomeOf(HandleResolution::fromJson(require(json::parse(text.toUtf8()))));
    };
    QCOMPARE(outcome(u"{\"execution\":1,\"handle\":\"%1\"}"_s.arg(network)), u"malformed-handle"_s);
    QCOMPARE(outcome(u"{\"execution\":-1,\"handle\":null}"_s), u"out-of-range"_s);
    QCOMPARE(outcome(u"{\"execution\":1}"_s), u"missing-member"_s);
}

ENIGM_TEST_MAIN(ResolveHandleTest)
#include "ResolveHandleTest.moc"
