#include "contract/changes/DeviceLimit.h"

#include "contract/changes/Quorum.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::DeviceLimit;
using changes::LoggedApproval;
using changes::TargetSet;
using fleet::DeviceState;
using operators::Role;
using operators::SignerClause;

/// The brake and the limit of mass suspension: how many devices may be reached before more people must sign.
class DeviceLimitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCountsTowardsWhich();
    void clausesAreRaised_data();
    void clausesAreRaised();
    void aChangeBeyondItNeedsMore_data();
    void aChangeBeyondItNeedsMore();
    void manySmallChangesAreBeyondItTogether();
    void anAdministratorIsNoApprover();
    void anExecutionIsRecountedAsItWasCounted();
};

namespace {

constexpr qint64 limit = 3;

/// A change of some trusted devices, and who has signed it.
struct Case
{
    SampleHistory history{{.deviceLimit = limit}};
    changes::SignedChange change;
    std::vector<LoggedApproval> approvals = {};

    Case(const QString &action, int devices)
        : change(sign(action, devices))
    {}
    Case &by(const Person &approver)
    {
        approvals.push_back({.signedApproval = history.approve(change, approver), .loggedAt = 1});
        return *this;
    }
    [[nodiscard]] changes::QuorumQuestion question(bool beyondLimit) const
    {
        return {.directory = history.directory(),
                .change = change,
                .requestLoggedAt = 1,
                .approvals = approvals,
                .executedAt = 1,
                .beyondLimit = beyondLimit};
    }
    [[nodiscard]] bool isComplete(bool beyondLimit = false) const
    {
        return require(changes::countQuorum(question(beyondLimit))).complete;
    }

private:
    changes::SignedChange sign(const QString &action, int devices)
    {
        const TargetSet targets =
            SampleHistory::inState(require(TargetSet::make(SampleHistory::makeDevices(devices))), DeviceState::Trusted);
        return history.sign(history.compose(history.administrator1, action, targets), history.administrator1);
    }
};

} // namespace

void DeviceLimitTest::whatCountsTowardsWhich()
{
    QCOMPARE(changes::limitedActions(DeviceLimit::Kind::Brake),
             QStringList({u"device.replace"_s, u"device.retire"_s, u"device.revoke"_s, u"device.wipe"_s}));
    QCOMPARE(changes::limitedActions(DeviceLimit::Kind::Suspension), QStringList({u"device.suspend"_s}));
    const Case restriction(u"device.restrict"_s, 1);
    QVERIFY(!changes::limitOn(restriction.history.founding(), restriction.change.request));
    const Case wipe(u"device.wipe"_s, 1);
    QCOMPARE(changes::limitOn(wipe.history.founding(), wipe.change.request),
             std::optional(DeviceLimit{.kind = DeviceLimit::Kind::Brake, .budget = wipe.history.founding().brake}));
}

void DeviceLimitTest::clausesAreRaised_data()
{
    using Clauses = std::vector<SignerClause>;
    QTest::addColumn<DeviceLimit::Kind>("kind");
    QTest::addColumn<Clauses>("asked");
    QTest::addColumn<Clauses>("raised");
    const auto brake = DeviceLimit::Kind::Brake;
    const auto suspension = DeviceLimit::Kind::Suspension;
    const SignerClause one{.count = 1, .roles = {Role::Approver}};
    const SignerClause two{.count = 2, .roles = {Role::Approver}};
    const SignerClause reviewer{.count = 1, .roles = {Role::SecurityReviewer}};
    const SignerClause either{.count = 2, .roles = {Role::Approver, Role::Administrator}};
    QTest::newRow("the default") << brake << Clauses{one} << Clauses{two};
    QTest::newRow("nobody") << suspension << Clauses{} << Clauses{one};
    QTest::newRow("enough") << brake << Clauses{two, reviewer} << Clauses{two, reviewer};
    QTest::newRow("beside another role") << brake << Clauses{reviewer, one} << Clauses{reviewer, two};
    QTest::newRow("in two clauses") << brake << Clauses{one, one} << Clauses{one, one};
    QTest::newRow("who need not be approvers") << brake << Clauses{either} << Clauses{either, two};
    QTest::newRow("enough to suspend") << suspension << Clauses{one} << Clauses{one};
}

void DeviceLimitTest::clausesAreRaised()
{
    QFETCH(const DeviceLimit::Kind, kind);
    QFETCH(std::vector<SignerClause>, asked);
    QFETCH(const std::vector<SignerClause>, raised);
    const DeviceLimit deviceLimit{.kind = kind, .budget = {}};
    deviceLimit.raise(asked);
    QVERIFY(asked == raised);
}

void DeviceLimitTest::aChangeBeyondItNeedsMore_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<int>("devices");
    QTest::addColumn<int>("approvers");
    QTest::newRow("as many as may be revoked") << u"device.revoke"_s << 3 << 1;
    QTest::newRow("one more") << u"device.revoke"_s << 4 << 2;
    QTest::newRow("as many as may be suspended") << u"device.suspend"_s << 3 << 0;
    QTest::newRow("one more suspended") << u"device.suspend"_s << 4 << 1;
    QTest::newRow("restricting has no limit") << u"device.restrict"_s << 4 << 0;
}

void DeviceLimitTest::aChangeBeyondItNeedsMore()
{
    QFETCH(const QString, action);
    QFETCH(const int, devices);
    QFETCH(const int, approvers);
    Case change(action, devices);
    const std::vector<Person> people{change.history.approver1, change.history.approver2};
    for (int signed_ = 0; signed_ < approvers; ++signed_) {
        QVERIFY(!change.isComplete());
        change.by(people[static_cast<std::size_t>(signed_)]);
    }
    QVERIFY(change.isComplete());
}

/// What one change cannot say, whoever holds the log does.
void DeviceLimitTest::manySmallChangesAreBeyondItTogether()
{
    Case change(u"device.revoke"_s, 1);
    change.by(change.history.approver1);
    QVERIFY(change.isComplete());
    QVERIFY(!change.isComplete(true));
    change.by(change.history.approver2);
    QVERIFY(change.isComplete(true));
}

void DeviceLimitTest::anAdministratorIsNoApprover()
{
    Case change(u"device.suspend"_s, 4);
    const auto refused = changes::checkApproval(change.history.directory(), change.change,
                                                change.history.approve(change.change, change.history.administrator2),
                                                change.history.governanceSize());
    QCOMPARE(outcomeOf(refused), u"role-missing"_s);
}

void DeviceLimitTest::anExecutionIsRecountedAsItWasCounted()
{
    Case change(u"device.revoke"_s, 1);
    change.by(change.history.approver1).by(change.history.approver2);
    const auto counted = [&change](std::size_t signatures) {
        return require(changes::recountExecution(change.question(false), signatures)).counted.size();
    };
    QCOMPARE(counted(1), 1U);
    QCOMPARE(counted(2), 2U);
    QCOMPARE(counted(3), 2U); // more than beyond the limit cannot be made to count
}

ENIGM_TEST_MAIN(DeviceLimitTest)
#include "DeviceLimitTest.moc"
