#include "contract/changes/DeviceGroup.h"

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/Effect.h"
#include "contract/changes/GroupFold.h"
#include "contract/encoding/GivenName.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeGroupParameters;
using changes::ChangeRequest;
using changes::DeviceGroup;
using changes::GroupDefinition;
using changes::GroupFold;
using changes::TargetSet;
using fleet::DeviceState;

/// What is signed of a group of devices, and what executed changes make of it.
class DeviceGroupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupListsDevicesOrFindsThem();
    void devicesAreAdmittedIntoAGroupOrNone();
    void devicesJoinWhatListsThem();
    void wrongParametersAreRefused_data();
    void wrongParametersAreRefused();
    void namesAreForPeopleToTellGroupsApart();
    void targetsAreThoseThatAreListed();
    void noDeviceIsMovedOrTold();
    void theDigestIsOfEverything();
    void oneVersionFollowsTheOther();
    void aRemovedGroupStaysAway();
    void noTwoGroupsHaveOneName();
    void whatIsWithheldIsBelieved();

private:
    const QString m_id = encoding::makeUuid7(1'800'000'000'000);
    const QString m_otherId = encoding::makeUuid7(1'800'000'000'001);
    const SampleHistory m_history{{.founders = 2}};
    const TargetSet m_devices = require(TargetSet::make(SampleHistory::makeDevices(3)));
    const TargetSet m_fewer = require(TargetSet::make({m_devices.leaves()[1]}));

    [[nodiscard]] ChangeRequest ask(const ChangeGroupParameters &parameters, const TargetSet &targets = {}) const
    {
        return m_history.compose(m_history.administrator1, changes::groupChange, targets, parameters);
    }
};

namespace {

GroupDefinition listed(const QString &name = u"Field teams"_s)
{
    return {.name = name, .rule = {}};
}

GroupDefinition byRule(const QString &name = u"Old phones"_s)
{
    return {.name = name,
            .rule = fleet::GroupRule{.attestation = {},
                                     .patch = fleet::PatchRange{.atLeast = {}, .atMost = 202512},
                                     .securityLevel = {},
                                     .simulated = {},
                                     .state = {DeviceState::Trusted}}};
}

QString outcome(const ChangeRequest &request)
{
    return outcomeOf(ChangeRequest::fromJson(request.toJson()));
}

} // namespace

void DeviceGroupTest::aGroupListsDevicesOrFindsThem()
{
    for (const GroupDefinition &definition : {listed(), byRule()}) {
        const TargetSet targets = definition.rule ? TargetSet() : m_devices;
        const auto parameters = ChangeGroupParameters::creating(m_id, definition);
        const ChangeRequest request = ask(parameters, targets);
        QVERIFY(!request.obeyBy);
        const auto read = require(ChangeRequest::fromJson(request.toJson()));
        QCOMPARE(std::get<ChangeGroupParameters>(require(changes::parametersOf(read))), parameters);
        const DeviceGroup group = parameters.after(targets).value();
        QCOMPARE(require(DeviceGroup::fromJson(group.toJson())), group);
        QCOMPARE(group.members.size(), targets.leaves().size());
    }
}

void DeviceGroupTest::devicesAreAdmittedIntoAGroupOrNone()
{
    const auto read = [](const QByteArray &text) {
        return changes::parseParameters(u"device.admit"_s, require(json::parseSigned(text)), u"/parameters"_s);
    };
    QVERIFY(std::holds_alternative<changes::NoParameters>(require(read("{}"))));
    const QByteArray into = R"({"group":")" + m_id.toLatin1() + R"("})";
    const auto parameters = require(read(into));
    QCOMPARE(std::get<changes::AdmitParameters>(parameters).group, m_id);
    QCOMPARE(json::canonical(changes::toJson(parameters)), into);
    QCOMPARE(outcomeOf(read(R"({"group":null})")), u"wrong-type"_s); // none has one spelling
    QCOMPARE(outcomeOf(read(R"({"group":"x"})")), u"malformed-encoding"_s);
    QCOMPARE(outcomeOf(read(R"({"groups":[]})")), u"missing-member"_s);
    QCOMPARE(outcomeOf(read("null")), u"wrong-type"_s);
}

void DeviceGroupTest::devicesJoinWhatListsThem()
{
    const DeviceGroup group = *ChangeGroupParameters::creating(m_id, listed()).after(m_fewer);
    const std::vector<fleet::DeviceHandle> all = m_devices.devices();
    const DeviceGroup joined = require(group.joinedBy(all));
    QCOMPARE(joined.version, group.version + 1);
    QCOMPARE(joined.members, all); // each once, sorted
    QVERIFY(joined.digest() != group.digest());
    QCOMPARE(outcomeOf(ChangeGroupParameters::creating(m_id, byRule()).after({})->joinedBy(all)), u"out-of-range"_s);
    const TargetSet most =
        require(TargetSet::make(SampleHistory::makeDevices(static_cast<int>(TargetSet::maxTargets))));
    const DeviceGroup full = *ChangeGroupParameters::creating(m_id, listed()).after(most);
    QCOMPARE(outcomeOf(full.joinedBy(all)), u"out-of-range"_s);
    QVERIFY(full.joinedBy({full.members.front()})); // which it lists
}

void DeviceGroupTest::wrongParametersAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("slug");
    const auto row = [this](const char *name, const QByteArray &definition, const QByteArray &replaces,
                            const QByteArray &version, const QString &slug) {
        QTest::newRow(name) << R"({"definition":%1,"group":"%2","replaces":%3,"version":%4})"_ba
                                   .replace("%1", definition)
                                   .replace("%2", m_id.toLatin1())
                                   .replace("%3", replaces)
                                   .replace("%4", version)
                            << slug;
    };
    const QByteArray digest = '"' + QByteArray(43, 'A') + '"';
    const QByteArray good = R"({"name":"Field","rule":null})";
    row("a first version", good, "null", "1", u"accepted"_s);
    row("a second version", good, digest, "2", u"accepted"_s);
    row("a removal", "null", digest, "2", u"accepted"_s);
    row("a first version that replaces one", good, digest, "1", u"out-of-range"_s);
    row("a second version that replaces none", good, "null", "2", u"out-of-range"_s);
    row("a new group without definition", "null", "null", "1", u"out-of-range"_s);
    row("version 0", good, "null", "0", u"out-of-range"_s);
    row("a version as text", good, "null", R"("1")", u"wrong-type"_s);
    row("half a digest", good, R"("AAAA")", "2", u"out-of-range"_s);
    row("no definition but a name", R"("Field")", "null", "1", u"wrong-type"_s);
    row("a definition without rule", R"({"name":"Field"})", "null", "1", u"missing-member"_s);
    row("a definition with members", R"({"members":[],"name":"Field","rule":null})", "null", "1", u"unknown-member"_s);
    row("a rule that asks nothing",
        R"({"name":"Field","rule":{"attestation":null,"patch":null,"security_level":null,"simulated":null,"state":null}})",
        "null", "1", u"out-of-range"_s);
    QTest::newRow("no id") << R"({"definition":null,"group":"x","replaces":null,"version":1})"_ba
                           << u"malformed-encoding"_s;
    QTest::newRow("nothing") << "{}"_ba << u"missing-member"_s;
    QTest::newRow("no object") << "null"_ba << u"wrong-type"_s;
}

void DeviceGroupTest::wrongParametersAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, slug);
    const auto parameters =
        changes::parseParameters(changes::groupChange, require(json::parseSigned(text)), u"/parameters"_s);
    QCOMPARE(outcomeOf(parameters), slug);
    if (parameters)
        QCOMPARE(json::canonical(changes::toJson(*parameters)), text);
}

void DeviceGroupTest::namesAreForPeopleToTellGroupsApart()
{
    QVERIFY(changes::checkGroupName(u"Außendienst (Nord)"_s));
    QVERIFY(changes::checkGroupName(QString(GroupDefinition::maxName, u'x')));
    for (const QString &name :
         {QString(), u" "_s, u" Field"_s, u"Field "_s, u"Field  teams"_s, QString(GroupDefinition::maxName + 1, u'x')})
        QCOMPARE(outcomeOf(changes::checkGroupName(name)), u"out-of-range"_s);
    for (const QString &name : {u"Field\u202eteams"_s, u"Field\u200bteams"_s, u"<b>Field</b>"_s})
        QCOMPARE(outcomeOf(changes::checkGroupName(name)), u"unsafe-text"_s);
    QCOMPARE(outcomeOf(changes::checkGroupName(u"Phones of ada@example.org"_s)), u"direct-identifier"_s);
    QCOMPARE(encoding::givenNameKey(u"FIELD"_s), encoding::givenNameKey(u"field"_s));
    QCOMPARE(encoding::givenNameKey(u"Äußerer Ring"_s), encoding::givenNameKey(u"ÄUßERER ring"_s));
    QVERIFY(encoding::givenNameKey(u"Field 1"_s) != encoding::givenNameKey(u"Field 2"_s));
}

void DeviceGroupTest::targetsAreThoseThatAreListed()
{
    const auto creating = ChangeGroupParameters::creating(m_id, listed());
    const DeviceGroup group = creating.after(m_devices).value();
    QCOMPARE(outcome(ask(creating)), u"accepted"_s); // a group may begin empty
    QCOMPARE(outcome(ask(ChangeGroupParameters::creating(m_id, byRule()), m_devices)), u"out-of-range"_s);
    QCOMPARE(outcome(ask(ChangeGroupParameters::removing(group), m_devices)), u"out-of-range"_s);
    QCOMPARE(outcome(ask(ChangeGroupParameters::removing(group))), u"accepted"_s);

    using Spoil = std::function<void(ChangeRequest &)>;
    const std::vector<Spoil> lies{
        [](ChangeRequest &request) { request.targets.maxSkipped = 1; },
        [](ChangeRequest &request) { request.targets.from.clear(); },
        [](ChangeRequest &request) { request.targets.count = 0; },
        [](ChangeRequest &request) { request.targets.category = log::Resource::Device; },
        [](ChangeRequest &request) { request.obeyBy = request.executeBy; },
        [](ChangeRequest &request) { request.actionClass = changes::ActionClass::Routine; },
        [](ChangeRequest &request) { request.targets.count = 1001; },
    };
    for (const Spoil &lie : lies) {
        ChangeRequest request = ask(creating, m_devices);
        lie(request);
        QVERIFY(outcome(request) != u"accepted"_s);
    }
}

void DeviceGroupTest::noDeviceIsMovedOrTold()
{
    const ChangeRequest request = ask(ChangeGroupParameters::creating(m_id, listed()), m_devices);
    const auto effect = require(changes::effectOf(request, m_devices));
    QCOMPARE(effect.count, 3);
    QVERIFY(effect.shifts.empty());
    QVERIFY(!effect.isFinal);
    QCOMPARE(outcomeOf(changes::effectOf(request, m_fewer)), u"target-mismatch"_s);
    // Whatever has become of the devices meanwhile.
    QCOMPARE(require(changes::applyTo(request, m_devices, std::vector(3, DeviceState::Revoked))),
             changes::Application());
    QCOMPARE(outcomeOf(changes::applyTo(request, m_fewer, {DeviceState::Trusted})), u"target-mismatch"_s);
}

void DeviceGroupTest::theDigestIsOfEverything()
{
    const DeviceGroup group = ChangeGroupParameters::creating(m_id, listed()).after(m_devices).value();
    std::vector<DeviceGroup> others(4, group);
    others[0].id = m_otherId;
    others[1].version = 2;
    others[2].definition.name = u"Field team"_s;
    others[3].members.pop_back();
    for (const DeviceGroup &other : others)
        QVERIFY(other.digest() != group.digest());
    DeviceGroup twisted = group;
    std::swap(twisted.members[0], twisted.members[1]);
    QCOMPARE(outcomeOf(DeviceGroup::fromJson(twisted.toJson())), u"not-canonical"_s);
    twisted = group;
    twisted.definition = byRule();
    QCOMPARE(outcomeOf(DeviceGroup::fromJson(twisted.toJson())), u"out-of-range"_s);
    const auto moves = changes::memberChanges(group.members, {group.members[1]});
    QVERIFY(moves.added.empty());
    QCOMPARE(moves.dropped.size(), 2U);
}

void DeviceGroupTest::oneVersionFollowsTheOther()
{
    GroupFold fold;
    const auto creating = ChangeGroupParameters::creating(m_id, listed());
    require(fold.apply(creating, m_devices));
    const DeviceGroup first = fold.find(m_id).value();
    QCOMPARE(first.members.size(), 3U);
    QCOMPARE(outcomeOf(fold.apply(creating, m_devices)), u"already-exists"_s);

    const auto shrinking = ChangeGroupParameters::changing(first, listed());
    auto skipping = shrinking;
    skipping.version = 3;
    QCOMPARE(outcomeOf(fold.apply(skipping, m_fewer)), u"drifted"_s);
    auto rooted = shrinking;
    rooted.replaces = QByteArray(32, 'x');
    QCOMPARE(outcomeOf(fold.apply(rooted, m_fewer)), u"drifted"_s);
    QCOMPARE(fold.find(m_id), std::optional(first));

    require(fold.apply(shrinking, m_fewer));
    QCOMPARE(fold.find(m_id)->version, 2);
    QCOMPARE(fold.find(m_id)->members, std::vector{m_devices.leaves()[1].handle});
    // What was asked for on the version before comes too late.
    QCOMPARE(outcomeOf(fold.apply(ChangeGroupParameters::changing(first, byRule()), {})), u"drifted"_s);
    require(fold.apply(ChangeGroupParameters::changing(*fold.find(m_id), byRule()), {}));
    QVERIFY(!fold.find(m_id)->isStatic());
    QCOMPARE(fold.groups().size(), 1U);
}

void DeviceGroupTest::aRemovedGroupStaysAway()
{
    GroupFold fold;
    require(fold.apply(ChangeGroupParameters::creating(m_id, listed()), m_devices));
    const DeviceGroup group = fold.find(m_id).value();
    require(fold.apply(ChangeGroupParameters::removing(group), {}));
    QVERIFY(!fold.find(m_id));
    QVERIFY(fold.groups().empty());
    QCOMPARE(outcomeOf(fold.apply(ChangeGroupParameters::removing(group), {})), u"not-found"_s);
    QCOMPARE(outcomeOf(fold.apply(ChangeGroupParameters::creating(m_id, listed()), {})), u"already-exists"_s);
    QCOMPARE(outcomeOf(fold.apply(ChangeGroupParameters::changing(group, listed()), {})), u"not-found"_s);
    require(fold.apply(ChangeGroupParameters::creating(m_otherId, listed()), {})); // the name is free
}

void DeviceGroupTest::noTwoGroupsHaveOneName()
{
    GroupFold fold;
    require(fold.apply(ChangeGroupParameters::creating(m_id, listed(u"Field"_s)), {}));
    QCOMPARE(outcomeOf(fold.apply(ChangeGroupParameters::creating(m_otherId, listed(u"FIELD"_s)), {})),
             u"already-exists"_s);
    QVERIFY(!fold.find(m_otherId));
    require(fold.apply(ChangeGroupParameters::changing(*fold.find(m_id), listed(u"FIELD"_s)), {})); // its own
    require(fold.apply(ChangeGroupParameters::changing(*fold.find(m_id), listed(u"Office"_s)), {}));
    require(fold.apply(ChangeGroupParameters::creating(m_otherId, listed(u"Field"_s)), {}));
    QCOMPARE(fold.groups().size(), 2U);
    QCOMPARE(fold.groups().front().id, m_id);
}

void DeviceGroupTest::whatIsWithheldIsBelieved()
{
    GroupFold fold;
    require(fold.apply(ChangeGroupParameters::creating(m_id, listed(u"Field"_s)), {}));
    require(fold.apply(ChangeGroupParameters::creating(m_otherId, listed(u"Office"_s)), {}));
    DeviceGroup unseen = *fold.find(m_id);
    unseen.version = 7;
    fold.forget(m_id);
    QVERIFY(!fold.find(m_id));
    require(fold.apply(ChangeGroupParameters::changing(unseen, listed(u"Depot"_s)), m_fewer));
    QCOMPARE(fold.find(m_id)->version, 8);
    // Known again, it must go on as it is; and the others were never in doubt.
    QCOMPARE(outcomeOf(fold.apply(ChangeGroupParameters::changing(unseen, listed()), {})), u"drifted"_s);
    DeviceGroup other = *fold.find(m_otherId);
    other.version = 5;
    QCOMPARE(outcomeOf(fold.apply(ChangeGroupParameters::removing(other), {})), u"drifted"_s);
    fold.forgetAll();
    QVERIFY(fold.groups().empty());
    require(fold.apply(ChangeGroupParameters::changing(other, listed(u"Office"_s)), {}));
}

ENIGM_TEST_MAIN(DeviceGroupTest)
#include "DeviceGroupTest.moc"
