#include "control-plane/fleet/GroupReader.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "control-plane/fleet/DeviceReader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::ChangeGroupParameters;
using changes::TargetSet;
using controlplane::fleet::DeviceQuery;
using controlplane::fleet::DeviceReader;
using controlplane::fleet::GroupReader;
using controlplane::store::DeviceRow;
using fleet::AttestationOutcome;
using fleet::DeviceState;
using fleet::GroupRule;
using fleet::SecurityLevel;
using test::LivePlane;
using test::outcomeOf;
using test::require;
using test::SampleHistory;

/// Which devices a group has: what the store finds is what the rule says of each device.
class GroupReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theStoreFindsWhatTheRuleMatches_data();
    void theStoreFindsWhatTheRuleMatches();
    void aGroupIsFilteredAsTheFleetIs();
    void aStaticGroupHasWhatItLists();
    void groupsArePagedById();
    void anUnknownGroupIsNotFound();
    void aRuleFollowsItsDevices();

private:
    [[nodiscard]] GroupReader groups() { return {m_live->plane().database(), false}; }
    [[nodiscard]] DeviceReader devices() { return {m_live->plane().database(), m_live->clock, false}; }
    /// Signed off: its id.
    [[nodiscard]] QString create(const QString &name, std::optional<GroupRule> rule, const TargetSet &listed = {});
    /// The handles of a query, page by page.
    [[nodiscard]] QStringList found(const DeviceQuery &query, int pageSize);

    std::unique_ptr<LivePlane> m_live;
    std::vector<DeviceRow> m_rows; ///< by handle
};

namespace {

constexpr std::array states{DeviceState::Trusted, DeviceState::Restricted, DeviceState::Suspended};
constexpr std::array outcomes{AttestationOutcome::Verified, AttestationOutcome::NotEvaluated};
constexpr std::array<std::optional<SecurityLevel>, 3> levels{SecurityLevel::StrongBox, SecurityLevel::Software,
                                                             std::nullopt};
constexpr std::array<std::optional<qint64>, 4> patches{202601, 202606, 202512, std::nullopt};

fleet::GroupFacts factsOf(const DeviceRow &row)
{
    return {.state = row.state,
            .attestation = *fleet::attestationOutcomeFromWord(row.attestation.outcome),
            .securityLevel = fleet::securityLevelFromWord(row.attestation.securityLevel),
            .patch = row.attestation.patch,
            .simulated = false};
}

GroupRule rule()
{
    return {.attestation = {}, .patch = {}, .securityLevel = {}, .simulated = {}, .state = {}};
}

} // namespace

/// Two devices of every kind that there can be of these facts.
void GroupReaderTest::initTestCase()
{
    m_live = std::make_unique<LivePlane>();
    for (int twice = 0; twice < 2; ++twice) {
        for (const DeviceState state : states) {
            for (const AttestationOutcome outcome : outcomes) {
                for (const auto &level : levels) {
                    for (const auto &patch : patches) {
                        const changes::TargetLeaf device = SampleHistory::makeDevice();
                        m_rows.push_back(
                            {.handle = device.handle,
                             .key = device.key,
                             .state = state,
                             .attestation = {.outcome = fleet::toWord(outcome),
                                             .facts = "{}"_ba,
                                             .securityLevel = level ? QString(fleet::toWord(*level)) : QString(u""_s),
                                             .patch = patch},
                             .enrolledAt = m_live->clock.now()});
                    }
                }
            }
        }
    }
    std::ranges::sort(m_rows, {}, &DeviceRow::handle);
    require(m_live->plane().writer().submitAndWait(
        [this](controlplane::store::Transaction &transaction) { return transaction.devices.insert(m_rows); }));
}

QString GroupReaderTest::create(const QString &name, std::optional<GroupRule> definition, const TargetSet &listed)
{
    const auto parameters = ChangeGroupParameters::creating(encoding::makeUuid7(m_live->clock.nowMilliseconds()),
                                                            {.name = name, .rule = std::move(definition)});
    m_live->perform(m_live->administrator1, changes::groupChange, listed, parameters, {m_live->approver1});
    return parameters.group;
}

QStringList GroupReaderTest::found(const DeviceQuery &query, int pageSize)
{
    QStringList handles;
    QString after;
    for (;;) {
        const auto page = require(devices().page(query, after, pageSize));
        for (const auto &device : page.items)
            handles.append(device.handle.text());
        if (!page.next) {
            if (page.total != handles.size())
                qFatal("%lld devices are counted and %lld found", static_cast<long long>(page.total),
                       static_cast<long long>(handles.size()));
            return handles;
        }
        after = *page.next;
    }
}

void GroupReaderTest::theStoreFindsWhatTheRuleMatches_data()
{
    QTest::addColumn<QByteArray>("clauses");
    QTest::addColumn<int>("size");
    const auto row = [](const char *name, GroupRule rule, int size) {
        QTest::newRow(name) << json::canonical(rule.toJson()) << size;
    };
    constexpr int all = 144;
    GroupRule asked = rule();
    asked.state = {DeviceState::Trusted};
    row("a state", asked, all / 3);
    asked.state = {DeviceState::Restricted, DeviceState::Suspended};
    asked.attestation = {AttestationOutcome::Verified};
    row("states and an outcome", asked, all / 3);
    asked = rule();
    asked.patch = fleet::PatchRange{.atLeast = 202601, .atMost = {}};
    row("from a patch on", asked, all / 2);
    asked.patch = fleet::PatchRange{.atLeast = {}, .atMost = 202601};
    row("up to a patch", asked, all / 2);
    asked.securityLevel = {SecurityLevel::Software};
    row("a level and a patch", asked, all / 6);
    asked = rule();
    asked.securityLevel = {SecurityLevel::TrustedEnvironment};
    row("a level that nobody has", asked, 0);
    asked = rule();
    asked.simulated = false;
    row("not simulated", asked, all);
    asked.simulated = true;
    row("simulated", asked, 0);
}

void GroupReaderTest::theStoreFindsWhatTheRuleMatches()
{
    QFETCH(QByteArray, clauses);
    QFETCH(int, size);
    const GroupRule asked = require(GroupRule::fromJson(require(json::parseSigned(clauses)), {}));
    QStringList expected;
    for (const DeviceRow &row : m_rows) {
        if (asked.matches(factsOf(row)))
            expected.append(row.handle.text());
    }
    QCOMPARE(expected.size(), size);
    const QString id = create(QString::fromLatin1(QTest::currentDataTag()), asked);
    for (const int pageSize : {7, 1000})
        QCOMPARE(found({.states = {}, .text = {}, .group = id}, pageSize), expected);
    QCOMPARE(require(groups().detail(id)).devices, size);
    QCOMPARE(require(groups().count(asked)), size);
}

void GroupReaderTest::aGroupIsFilteredAsTheFleetIs()
{
    GroupRule asked = rule();
    asked.attestation = {AttestationOutcome::Verified};
    const QString id = create(u"Verified"_s, asked);
    const DeviceQuery query{.states = {DeviceState::Trusted, DeviceState::Suspended}, .text = {}, .group = id};
    QCOMPARE(found(query, 5).size(), 48);
    const QString handle = found(query, 100)[3];
    for (const QString &text : {handle, handle.mid(12), handle.left(24)})
        QCOMPARE(found({.states = {}, .text = text, .group = id}, 10), QStringList{handle});
}

void GroupReaderTest::aStaticGroupHasWhatItLists()
{
    std::vector<changes::TargetLeaf> leaves;
    for (std::size_t i = 0; i < m_rows.size(); i += 9)
        leaves.push_back({.handle = m_rows[i].handle, .key = m_rows[i].key, .state = m_rows[i].state});
    const TargetSet listed = require(TargetSet::make(leaves));
    const QString id = create(u"Listed"_s, {}, listed);
    const std::vector<QString> handles = listed.handles();
    QCOMPARE(found({.states = {}, .text = {}, .group = id}, 3), QStringList(handles.begin(), handles.end()));
    const auto inState = std::ranges::count(leaves, DeviceState::Restricted, &changes::TargetLeaf::state);
    QCOMPARE(found({.states = {DeviceState::Restricted}, .text = {}, .group = id}, 3).size(), inState);
    QCOMPARE(found({.states = {}, .text = handles[2], .group = id}, 3), QStringList{handles[2]});
    QCOMPARE(require(groups().detail(id)).devices, qint64(leaves.size()));
}

void GroupReaderTest::groupsArePagedById()
{
    QStringList ids;
    for (int i = 0; i < 5; ++i)
        ids.append(create(u"Paged %1"_s.arg(i), {}));
    const auto all = require(groups().page({}, 1000));
    QVERIFY(!all.next);
    QStringList paged;
    QString after;
    for (;;) {
        const auto page = require(groups().page(after, 2));
        QVERIFY(page.items.size() <= 2);
        for (const auto &group : page.items)
            paged.append(group.id);
        if (!page.next)
            break;
        after = *page.next;
    }
    QCOMPARE(paged.size(), qsizetype(all.items.size()));
    QVERIFY(std::ranges::is_sorted(paged));
    for (const QString &id : ids)
        QVERIFY(paged.contains(id));
}

void GroupReaderTest::anUnknownGroupIsNotFound()
{
    const QString unknown = encoding::makeUuid7(m_live->clock.nowMilliseconds());
    QCOMPARE(outcomeOf(groups().detail(unknown)), u"not-found"_s);
    QCOMPARE(outcomeOf(groups().detail(u"'; DROP TABLE device; --"_s)), u"not-found"_s);
    QCOMPARE(outcomeOf(devices().page({.states = {}, .text = {}, .group = unknown}, {}, 10)), u"not-found"_s);
}

void GroupReaderTest::aRuleFollowsItsDevices()
{
    GroupRule asked = rule();
    asked.patch = fleet::PatchRange{.atLeast = 202701, .atMost = {}};
    const QString id = create(u"Next year"_s, asked);
    QCOMPARE(require(groups().detail(id)).devices, 0);
    DeviceRow &device = m_rows.front();
    device.attestation.patch = 202701;
    require(m_live->plane().writer().submitAndWait([&device](controlplane::store::Transaction &transaction) {
        return transaction.devices.setAttestation(device.handle, device.attestation, device.cursor);
    }));
    QCOMPARE(found({.states = {}, .text = {}, .group = id}, 10), QStringList{device.handle.text()});
}

ENIGM_TEST_MAIN(GroupReaderTest)
#include "GroupReaderTest.moc"
