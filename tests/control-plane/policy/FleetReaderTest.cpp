#include "control-plane/policy/FleetReader.h"

#include "control-plane/policy/KnownInputs.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/control-plane/policy/PolicyDatabase.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::policy::FleetPage;
using controlplane::policy::FleetReader;
using controlplane::policy::InputTerms;
using controlplane::policy::PoliciesInForce;
using controlplane::store::Transaction;

/// The whole fleet, as a console asks questions about it.
class FleetReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_data.reset(); }

    void everyDeviceHasTheInputsThatDecisionsRestOn();
    void whatDevicesConfirmedIsHeldAgainstWhatIsAssigned();
    void groupsAreNamedOnceAPage();
    void whoListsADeviceThatThereIsNotIsPassedOver();
    void aDeviceWithAnOutcomeOfALaterReleaseIsInNoKnownGroup();
    void pagesFollowEachOther();
    void anEmptyFleetIsOnePage();

private:
    [[nodiscard]] FleetPage page(const QString &after = {}, int limit = 100);
    /// Of a row: ids of its groups, or that they are not known.
    [[nodiscard]] static std::optional<std::set<QString>> groupsOf(const FleetPage &page, std::size_t row);

    std::unique_ptr<test::PolicyDatabase> m_data;
    time::ManualClock m_clock{1'800'000'000};
};

namespace {

constexpr InputTerms terms{.isSample = false, .postureAge = 3'600};
const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString listed = QString::fromLatin1(test::fieldGroup);
const QString ruled = u"0197f9a0-0000-7000-8000-0000000000a1"_s;

reports::Posture posture(reports::OsTrust osTrust)
{
    return {.trustCenter = reports::TrustCenter::Protected,
            .osTrust = osTrust,
            .integrity = reports::Integrity::Unknown,
            .appSession = reports::AppSession::Active,
            .findings = {}};
}

} // namespace

void FleetReaderTest::init()
{
    m_data = std::make_unique<test::PolicyDatabase>();
}

FleetPage FleetReaderTest::page(const QString &after, int limit)
{
    return test::require(FleetReader(*m_data->database, m_clock, terms).page(after, limit));
}

std::optional<std::set<QString>> FleetReaderTest::groupsOf(const FleetPage &page, std::size_t row)
{
    const FleetPage::GroupPlaces &places = page.sets.at(page.setOf.at(row));
    if (!places)
        return std::nullopt;
    std::set<QString> groups;
    for (const qint64 place : *places)
        groups.insert(page.groups.at(static_cast<std::size_t>(place)));
    return groups;
}

void FleetReaderTest::everyDeviceHasTheInputsThatDecisionsRestOn()
{
    std::vector<fleet::DeviceHandle> devices;
    for (int i = 0; i < 6; ++i)
        devices.push_back(m_data->device(i, i % 2 == 0 ? fleet::DeviceState::Trusted : fleet::DeviceState::Suspended));
    m_data->report(devices[0], posture(reports::OsTrust::Trusted), m_clock.now());
    m_data->report(devices[1], posture(reports::OsTrust::Untrusted), m_clock.now() - 10);
    m_data->report(devices[2], posture(reports::OsTrust::Trusted), m_clock.now() - terms.postureAge); // too old
    m_data->group(listed, test::staticGroup("Listed"), {devices[1], devices[2]});
    m_data->group(ruled, test::groupByState("Ruled", "trusted"));
    policy::Rule rule = test::allowAll(u"all"_s);
    rule.conditions.groups = {listed, ruled}; // so that decisions look at both
    m_data->publish(policyId,
                    {.kind = policy::PolicyKind::NetworkPath, .name = u"P"_s, .rules = {rule}, .settings = {}});

    const FleetPage fleet = page();
    QCOMPARE(fleet.devices.size(), devices.size());
    QVERIFY(std::ranges::is_sorted(fleet.devices));
    const auto reader = m_data->read();
    const auto policies = test::require(PoliciesInForce::load(*reader.operator->()));
    for (std::size_t row = 0; row < fleet.devices.size(); ++row) {
        const auto handle = test::require(fleet::DeviceHandle::parse(fleet.devices[row]));
        const auto known = test::require(
            controlplane::policy::inputsOf(handle, *policies, *reader.operator->(), terms, m_clock.now()));
        for (std::size_t i = 0; i < fleet.codes.size(); ++i)
            QCOMPARE(static_cast<policy::Code>(fleet.codes[i][qsizetype(row)]), known.inputs.codes()[i]);
        QCOMPARE(groupsOf(fleet, row)->size(), known.inputs.groups()->size());
    }
    const auto rowOf = [&](int device) {
        return std::size_t(std::ranges::find(fleet.devices, devices[std::size_t(device)].text()) -
                           fleet.devices.begin());
    };
    QCOMPARE(groupsOf(fleet, rowOf(0)), std::set{ruled});
    QCOMPARE(groupsOf(fleet, rowOf(1)), std::set{listed});
    QCOMPARE(groupsOf(fleet, rowOf(2)), (std::set{listed, ruled}));
    QCOMPARE(groupsOf(fleet, rowOf(3)), std::set<QString>());
}

void FleetReaderTest::whatDevicesConfirmedIsHeldAgainstWhatIsAssigned()
{
    using policy::PolicyState;
    const QString otherId = u"0197f9a0-0000-7000-8000-000000000002"_s;
    const policy::PolicyDocument document{.kind = policy::PolicyKind::NetworkPath, .name = u"P"_s, .rules = {}};
    policy::PolicyDocument other = document;
    other.name = u"Q"_s;
    std::vector<fleet::DeviceHandle> devices;
    for (int i = 0; i < 5; ++i)
        devices.push_back(m_data->device(i));
    m_data->group(listed, test::staticGroup("Listed"), {devices[2], devices[3]});
    m_data->publish(policyId, document);
    m_data->publish(otherId, other, std::vector{listed});
    const auto held = [](const QString &id, const policy::PolicyDocument &said, qint64 version = 1) {
        return reports::HeldPolicy{
            .policy = id,
            .version = version,
            .digest = policy::PolicyVersion{.policy = id, .version = version, .document = said}.digest()};
    };
    m_data->confirm(devices[1], {.policies = {held(policyId, document)}});
    m_data->confirm(devices[2], {.policies = {held(policyId, document), held(otherId, other)}});
    m_data->confirm(devices[3], {.policies = {held(policyId, document)}});                       // one is missing
    m_data->confirm(devices[4], {.policies = {held(policyId, document), held(otherId, other)}}); // one is another's
    const auto check = [&](const std::vector<PolicyState> &states) {
        const FleetPage fleet = page();
        const auto reader = m_data->read();
        const auto policies = test::require(PoliciesInForce::load(*reader.operator->()));
        for (std::size_t i = 0; i < devices.size(); ++i) {
            const auto row = std::ranges::find(fleet.devices, devices[i].text()) - fleet.devices.begin();
            const std::size_t column = static_cast<std::size_t>(policy::Input::PolicyState) -
                                       static_cast<std::size_t>(policy::firstDeviceInput);
            QCOMPARE(static_cast<policy::Code>(fleet.codes[column][row]), policy::codeOf(states[i]));
            const auto known = test::require(
                controlplane::policy::inputsOf(devices[i], *policies, *reader.operator->(), terms, m_clock.now()));
            QCOMPARE(known.inputs.code(policy::Input::PolicyState), policy::codeOf(states[i]));
        }
    };
    using enum PolicyState;
    check({Unconfirmed, Current, Current, Outdated, Outdated});
    other.name = u"Q, but stricter"_s;
    m_data->publish(otherId, other, std::vector{listed}); // the next version
    check({Unconfirmed, Current, Outdated, Outdated, Outdated});
    m_data->confirm(devices[2], {.policies = {held(policyId, document), held(otherId, other, 2)}});
    check({Unconfirmed, Current, Current, Outdated, Outdated});
    m_data->publish(otherId, other, std::vector<QString>()); // for nobody
    check({Unconfirmed, Current, Outdated, Current, Outdated});
}

void FleetReaderTest::groupsAreNamedOnceAPage()
{
    std::vector<fleet::DeviceHandle> devices;
    for (int i = 0; i < 20; ++i)
        devices.push_back(m_data->device(i));
    std::ranges::sort(devices);
    m_data->group(listed, test::staticGroup("Listed"), devices);
    m_data->group(ruled, test::groupByState("Ruled", "trusted"));
    const FleetPage fleet = page();
    QCOMPARE(fleet.groups.size(), 2U);
    QCOMPARE(fleet.sets.size(), 1U);
}

void FleetReaderTest::whoListsADeviceThatThereIsNotIsPassedOver()
{
    std::vector<fleet::DeviceHandle> members;
    for (int i = 0; i < 9; ++i)
        members.push_back(test::handleOf(i));
    std::ranges::sort(members);
    const auto device = m_data->device(3);
    m_data->group(listed, test::staticGroup("Listed"), members);
    const FleetPage fleet = page();
    QCOMPARE(fleet.devices, std::vector{device.text()});
    QCOMPARE(groupsOf(fleet, 0), std::set{listed});
}

void FleetReaderTest::aDeviceWithAnOutcomeOfALaterReleaseIsInNoKnownGroup()
{
    const auto device = m_data->device(1);
    QVERIFY(m_data->write([&](Transaction &t) { return t.devices.setOutcome(device, u"magic"_s, "{}"_ba, 9); }));
    QVERIFY(!groupsOf(page(), 0));
}

void FleetReaderTest::pagesFollowEachOther()
{
    for (int i = 0; i < 5; ++i)
        (void)m_data->device(i);
    std::vector<QString> devices;
    QString after;
    int pages = 0;
    for (std::optional<QString> next = u""_s; next; ++pages) {
        const FleetPage some = page(*next, 2);
        devices.insert(devices.end(), some.devices.begin(), some.devices.end());
        next = some.next;
    }
    QCOMPARE(pages, 3);
    QCOMPARE(devices, page().devices);
}

void FleetReaderTest::anEmptyFleetIsOnePage()
{
    QVERIFY(page().devices.empty());
    QVERIFY(!page().next);
}

ENIGM_TEST_MAIN(FleetReaderTest)
#include "FleetReaderTest.moc"
