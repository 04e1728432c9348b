#include "contract/changes/PolicyFold.h"

#include "contract/changes/EnforcementParameters.h"
#include "contract/changes/Parameters.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::AssignPolicyParameters;
using changes::EnforcementFold;
using changes::EnrollPointParameters;
using changes::PolicyFold;
using changes::PolicyStanding;
using changes::PublishPolicyParameters;
using changes::RevokePointParameters;
using changes::RollBackPolicyParameters;
using test::outcomeOf;
using test::require;

/// What executions make of policies and enforcement points, and what a log that lies about them cannot.
class PolicyFoldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parametersAreReadAsTheyAreWritten();
    void parametersOfOneMeaningHaveOneSpelling_data();
    void parametersOfOneMeaningHaveOneSpelling();
    void aPolicyStandsAsItsChangesMadeIt();
    void aChangeThatDoesNotFollowIsRefused();
    void aNameBelongsToWhatIsInForce();
    void nothingIsKnownOfWhatWasWithheld();
    void pointsComeOnceAndGoOnce();
    void pointsOfAWithheldExecutionAreBelievedOnce();
};

namespace {

QString id(int number)
{
    return u"0197f9a0-0000-7000-8000-%1"_s.arg(number, 12, 10, QLatin1Char('0'));
}

const QString &field()
{
    static const QString policy = id(1);
    return policy;
}

PublishPolicyParameters first(const QString &policy = field(), const QString &name = u"Field"_s)
{
    return {.version = {.policy = policy, .version = 1, .document = {.name = name, .rules = {}}}, .replaces = {}};
}

PublishPolicyParameters next(const PolicyFold &fold, const QString &name)
{
    const PolicyStanding standing = fold.find(field())->standing;
    return {.version = {.policy = field(), .version = standing.last + 1, .document = {.name = name, .rules = {}}},
            .replaces = standing.replacedBy()};
}

EnrollPointParameters point(int number, char key, const QString &name)
{
    return {.point = id(number), .name = name, .key = QByteArray(32, key), .path = policy::NetworkPath::TorGateway};
}

template <typename T>
void checkSurvives(QLatin1StringView action, const T &parameters)
{
    const auto read = changes::parseParameters(action, changes::toJson(parameters), {});
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(std::get<T>(*read), parameters);
}

} // namespace

void PolicyFoldTest::parametersAreReadAsTheyAreWritten()
{
    checkSurvives(changes::policyPublish, first());
    const QByteArray digest(32, 'd');
    checkSurvives(changes::policyAssign, AssignPolicyParameters{.policy = id(1), .groups = {}, .replaces = digest});
    checkSurvives(
        changes::policyAssign,
        AssignPolicyParameters{.policy = id(1), .groups = std::vector{id(2), id(300'000)}, .replaces = digest});
    checkSurvives(changes::policyRollback,
                  RollBackPolicyParameters{.policy = id(1), .version = 3, .digest = digest, .replaces = digest});
}

void PolicyFoldTest::parametersOfOneMeaningHaveOneSpelling_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("refusal");
    const QByteArray policy = field().toLatin1();
    const QByteArray other = id(300'000).toLatin1();
    const QByteArray digest = QByteArray(43, 'A');
    const QString assign = changes::policyAssign;
    const QString publish = changes::policyPublish;
    QTest::newRow("groups out of order") << assign
                                         << QByteArray(R"({"groups":[")" + other + R"(",")" + policy +
                                                       R"("],"policy":")" + policy + R"(","replaces":")" + digest +
                                                       R"("})")
                                         << u"not-canonical at /groups"_s;
    QTest::newRow("a group twice") << assign
                                   << QByteArray(R"({"groups":[")" + other + R"(",")" + other + R"("],"policy":")" +
                                                 policy + R"(","replaces":")" + digest + R"("})")
                                   << u"not-canonical at /groups"_s;
    QTest::newRow("a first version that replaces something")
        << publish
        << QByteArray(R"({"document":{"kind":"device-trust","name":"a","rules":{},"settings":null,"v":1},"policy":")" +
                      policy + R"(","replaces":")" + digest + R"(","version":1})")
        << u"out-of-range at /replaces"_s;
    QTest::newRow("a later version that replaces nothing")
        << publish
        << QByteArray(R"({"document":{"kind":"device-trust","name":"a","rules":{},"settings":null,"v":1},"policy":")" +
                      policy + R"(","replaces":null,"version":2})")
        << u"out-of-range at /replaces"_s;
    QTest::newRow("words out of order")
        << publish
        << QByteArray(
               R"({"document":{"kind":"device-trust","name":"a","rules":{"a":{"action":"access","conditions":{"actor":null,)"
               R"("app_session":null,"attestation":null,"device_state":["trusted","restricted"],"groups":null,)"
               R"("integrity":null,"network_path":null,"os_trust":null,"policy_state":null,"times":null,)"
               R"("trust_center":null},"effect":"deny","obligations":null,"resource":"device"}},"settings":null,"v":1},)"
               R"("policy":")" +
               policy + R"(","replaces":null,"version":1})")
        << u"not-canonical at /document"_s;
}

void PolicyFoldTest::parametersOfOneMeaningHaveOneSpelling()
{
    QFETCH(const QString, action);
    QFETCH(const QByteArray, parameters);
    QFETCH(const QString, refusal);
    const auto read = changes::parseParameters(action, require(json::parse(parameters)), {});
    QVERIFY(!read);
    QCOMPARE(outcomeOf(read) + u" at "_s + read.error().where, refusal);
}

void PolicyFoldTest::aPolicyStandsAsItsChangesMadeIt()
{
    PolicyFold fold;
    require(fold.apply(first()));
    QCOMPARE(fold.find(field())->standing.groups, changes::AssignedGroups(std::vector<QString>()));
    const QByteArray digest = fold.find(field())->standing.digest;
    QCOMPARE(digest, first().version.digest());
    const std::vector groups{id(2)};
    require(fold.apply(AssignPolicyParameters{
        .policy = field(), .groups = groups, .replaces = fold.find(field())->standing.replacedBy()}));
    require(fold.apply(next(fold, u"Field 2"_s)));
    QCOMPARE(fold.find(field())->standing.groups, changes::AssignedGroups(groups));
    QCOMPARE(fold.find(field())->inForce.document.name, u"Field 2"_s);
    require(fold.apply(RollBackPolicyParameters{
        .policy = field(), .version = 1, .digest = digest, .replaces = fold.find(field())->standing.replacedBy()}));
    QCOMPARE(fold.find(field())->inForce, first().version);
    QCOMPARE(fold.find(field())->standing.last, 2);
    QCOMPARE(next(fold, u"x"_s).version.version, 3);
    QCOMPARE(fold.policies().size(), 1U);
}

void PolicyFoldTest::aChangeThatDoesNotFollowIsRefused()
{
    PolicyFold fold;
    QCOMPARE(
        outcomeOf(fold.apply(AssignPolicyParameters{.policy = field(), .groups = {}, .replaces = QByteArray(32, 'r')})),
        u"not-found"_s);
    require(fold.apply(first()));
    QCOMPARE(outcomeOf(fold.apply(first())), u"already-exists"_s);
    const auto late = next(fold, u"Late"_s);
    require(fold.apply(next(fold, u"Field 2"_s)));
    QCOMPARE(outcomeOf(fold.apply(late)), u"drifted"_s);
    auto kind = next(fold, u"Field 3"_s);
    kind.version.document.kind = policy::PolicyKind::OtaEligibility;
    QCOMPARE(outcomeOf(fold.apply(kind)), u"out-of-range"_s);
    RollBackPolicyParameters back{.policy = field(),
                                  .version = 1,
                                  .digest = QByteArray(32, 'x'),
                                  .replaces = fold.find(field())->standing.replacedBy()};
    QCOMPARE(outcomeOf(fold.apply(back)), u"not-found"_s);
    back.version = 9;
    QCOMPARE(outcomeOf(fold.apply(back)), u"not-found"_s);
    QCOMPARE(fold.find(field())->inForce.version, 2);
}

void PolicyFoldTest::aNameBelongsToWhatIsInForce()
{
    PolicyFold fold;
    require(fold.apply(first()));
    QCOMPARE(outcomeOf(fold.apply(first(id(2), u"FIELD"_s))), u"already-exists"_s);
    require(fold.apply(next(fold, u"Depot"_s)));
    require(fold.apply(first(id(2), u"Field"_s)));
    // Rolled back, it would take its name from another.
    QCOMPARE(outcomeOf(fold.apply(RollBackPolicyParameters{.policy = field(),
                                                           .version = 1,
                                                           .digest = first().version.digest(),
                                                           .replaces = fold.find(field())->standing.replacedBy()})),
             u"already-exists"_s);
}

void PolicyFoldTest::nothingIsKnownOfWhatWasWithheld()
{
    PolicyFold fold;
    require(fold.apply(first()));
    const auto second = next(fold, u"Field 2"_s);
    fold.forget(field());
    QVERIFY(!fold.find(field()));
    require(fold.apply(second));
    QVERIFY(!fold.find(field()));
    require(fold.apply(first(id(2), u"Field"_s)));
    fold.forgetAll();
    QVERIFY(fold.policies().empty());
    require(fold.apply(AssignPolicyParameters{.policy = id(2), .groups = {}, .replaces = QByteArray(32, 'r')}));
    QVERIFY(fold.policies().empty());
    require(fold.apply(first(id(3), u"New"_s)));
    QCOMPARE(fold.policies().size(), 1U);
}

void PolicyFoldTest::pointsComeOnceAndGoOnce()
{
    EnforcementFold fold;
    require(fold.apply(point(1, 'a', u"tor.example"_s)));
    QCOMPARE(outcomeOf(fold.apply(point(1, 'b', u"b"_s))), u"already-exists"_s);
    QCOMPARE(outcomeOf(fold.apply(point(2, 'a', u"b"_s))), u"already-exists"_s);
    QCOMPARE(outcomeOf(fold.apply(point(2, 'b', u"TOR.example"_s))), u"already-exists"_s);
    require(fold.apply(RevokePointParameters{.point = id(1)}));
    QVERIFY(fold.points().isEmpty());
    QCOMPARE(outcomeOf(fold.apply(RevokePointParameters{.point = id(1)})), u"not-found"_s);
    // The name is free again, id and key never are.
    QCOMPARE(outcomeOf(fold.apply(point(1, 'c', u"c"_s))), u"already-exists"_s);
    QCOMPARE(outcomeOf(fold.apply(point(3, 'a', u"c"_s))), u"already-exists"_s);
    require(fold.apply(point(3, 'c', u"tor.example"_s)));
}

void PolicyFoldTest::pointsOfAWithheldExecutionAreBelievedOnce()
{
    EnforcementFold fold;
    fold.forgetAll();
    require(fold.apply(RevokePointParameters{.point = id(1)}));
    QCOMPARE(outcomeOf(fold.apply(RevokePointParameters{.point = id(1)})), u"not-found"_s);
}

ENIGM_TEST_MAIN(PolicyFoldTest)
#include "PolicyFoldTest.moc"
