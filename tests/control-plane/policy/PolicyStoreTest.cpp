#include "contract/signing/Secret.h"
#include "tests/control-plane/policy/PolicyDatabase.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;
using store::PolicyDraftRow;
using store::PolicyRow;
using store::PolicyVersionRow;
using store::Transaction;
using test::outcomeOf;

/// What every database must keep of policies.
class PolicyStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_data = std::make_unique<test::PolicyDatabase>(); }
    void cleanup() { m_data.reset(); }

    void everyVersionIsKept();
    void aVersionIsThereOnce();
    void onlyWhatThereIsCanBeInForce();
    void anEarlierVersionCanBeInForceAgain();
    void aPolicyIsForSomeGroupsOrForAll();
    void noTwoPoliciesHaveOneName();
    void policiesArePagedById();
    void theLastCursorIsKnown();
    void groupsOfADeviceAreFound();
    void ofTwoWhoSaveOneDraftTheSecondIsTold();
    void aDraftIsDropped();
    void aRevisionIsNeverGivenTwice();
    void draftsArePagedById();
    void whatChangedSinceIsNamed();

private:
    [[nodiscard]] Expected<void> add(const QString &policy, qint64 version);
    [[nodiscard]] Expected<void> put(const PolicyRow &policy, const std::vector<QString> &groups = {});
    [[nodiscard]] Expected<void> save(qint64 revision, const QByteArray &document, const QString &id = u"policy 1"_s);
    [[nodiscard]] Expected<void> drop(qint64 revision);

    std::unique_ptr<test::PolicyDatabase> m_data;
};

namespace {

const QString first = u"policy 1"_s;
const QString second = u"policy 2"_s;

PolicyVersionRow versionOf(const QString &policy, qint64 version)
{
    return {.policy = policy,
            .version = version,
            .digest = signing::sha256(policy.toUtf8(), QByteArray::number(version)),
            .document = "{}"_ba,
            .change = QString::fromLatin1(test::PolicyDatabase::change),
            .publishedAt = 1'500 + version};
}

PolicyRow policyOf(const QString &id, qint64 version = 1)
{
    return {.id = id,
            .version = version,
            .name = u"name of %1"_s.arg(id),
            .isAssignedToAll = true,
            .change = QString::fromLatin1(test::PolicyDatabase::change),
            .changedAt = 1'500,
            .cursor = 7};
}

PolicyDraftRow draftOf(qint64 revision, const QByteArray &document, const QString &id = first)
{
    return {
        .id = id, .revision = revision, .document = document, .author = u"operator"_s, .savedAt = 1'600, .cursor = 9};
}

} // namespace

Expected<void> PolicyStoreTest::add(const QString &policy, qint64 version)
{
    return m_data->write([&](Transaction &t) { return t.policies.addVersion(versionOf(policy, version)); });
}

Expected<void> PolicyStoreTest::put(const PolicyRow &policy, const std::vector<QString> &groups)
{
    return m_data->write([&](Transaction &t) { return t.policies.put(policy, groups); });
}

void PolicyStoreTest::everyVersionIsKept()
{
    QVERIFY(add(first, 1) && add(first, 2) && add(second, 1));
    const auto reader = m_data->read();
    QCOMPARE(reader->policies.versions(first).value(), (std::vector{versionOf(first, 2), versionOf(first, 1)}));
    QCOMPARE(reader->policies.version(first, 1).value(), versionOf(first, 1));
    QVERIFY(!reader->policies.version(first, 3).value());
}

void PolicyStoreTest::aVersionIsThereOnce()
{
    QVERIFY(add(first, 1));
    QCOMPARE(outcomeOf(add(first, 1)), u"already-exists"_s);
}

void PolicyStoreTest::onlyWhatThereIsCanBeInForce()
{
    QVERIFY(!put(policyOf(first)));
    QVERIFY(add(first, 1));
    QVERIFY(put(policyOf(first)));
    QVERIFY(!put(policyOf(first, 2)));
    QCOMPARE(m_data->read()->policies.find(first).value(), policyOf(first));
}

void PolicyStoreTest::anEarlierVersionCanBeInForceAgain()
{
    QVERIFY(add(first, 1) && add(first, 2));
    QVERIFY(put(policyOf(first, 2)) && put(policyOf(first, 1)));
    const auto reader = m_data->read();
    QCOMPARE(reader->policies.find(first).value()->version, 1);
    QCOMPARE(reader->policies.versions(first).value().size(), 2U);
}

void PolicyStoreTest::aPolicyIsForSomeGroupsOrForAll()
{
    m_data->group(u"group 1"_s, test::staticGroup("One"));
    m_data->group(u"group 2"_s, test::staticGroup("Two"));
    QVERIFY(add(first, 1));
    PolicyRow row = policyOf(first);
    row.isAssignedToAll = false;
    QVERIFY(put(row, {u"group 2"_s, u"group 1"_s}));
    QCOMPARE(m_data->read()->policies.groups(first).value(), (std::vector{u"group 1"_s, u"group 2"_s}));
    const auto inForce = m_data->read()->policies.inForce().value();
    QCOMPARE(inForce.size(), 1U);
    QCOMPARE(inForce[0].policy, row);
    QCOMPARE(inForce[0].document, "{}"_ba);
    QCOMPARE(inForce[0].groups.size(), 2U);
    QVERIFY(put(row, {u"group 1"_s}));
    QCOMPARE(m_data->read()->policies.groups(first).value(), (std::vector{u"group 1"_s}));
    QVERIFY(!put(row, {u"no group"_s}));
}

void PolicyStoreTest::noTwoPoliciesHaveOneName()
{
    QVERIFY(add(first, 1) && add(second, 1));
    QVERIFY(put(policyOf(first)));
    PolicyRow other = policyOf(second);
    other.name = policyOf(first).name;
    QCOMPARE(outcomeOf(put(other)), u"already-exists"_s);
}

void PolicyStoreTest::policiesArePagedById()
{
    QVERIFY(add(first, 1) && add(second, 1));
    QVERIFY(put(policyOf(second)) && put(policyOf(first)));
    const auto reader = m_data->read();
    QCOMPARE(reader->policies.page({}, 1).value(), (std::vector{policyOf(first)}));
    QCOMPARE(reader->policies.page(first, 5).value(), (std::vector{policyOf(second)}));
}

void PolicyStoreTest::theLastCursorIsKnown()
{
    QCOMPARE(m_data->read()->policies.lastCursor().value(), 0);
    QCOMPARE(m_data->read()->groups.lastCursor().value(), 0);
    QVERIFY(add(first, 1) && put(policyOf(first)));
    m_data->group(u"group 1"_s, test::staticGroup("One"));
    QCOMPARE(m_data->read()->policies.lastCursor().value(), 7);
    QVERIFY(m_data->read()->groups.lastCursor().value() > 0);
}

void PolicyStoreTest::groupsOfADeviceAreFound()
{
    const auto device = m_data->device(1);
    const auto other = m_data->device(2);
    m_data->group(u"group 2"_s, test::staticGroup("Two"), {device});
    m_data->group(u"group 1"_s, test::staticGroup("One"), {device});
    m_data->group(u"group 3"_s, test::staticGroup("Three"));
    QCOMPARE(m_data->read()->groups.listing(device).value(), (std::vector{u"group 1"_s, u"group 2"_s}));
    QVERIFY(m_data->read()->groups.listing(other).value().empty());
}

Expected<void> PolicyStoreTest::save(qint64 revision, const QByteArray &document, const QString &id)
{
    return m_data->write([&](Transaction &t) -> Expected<void> {
        const auto saved = t.policies.saveDraft(draftOf(revision, document, id));
        return saved ? Expected<void>() : std::unexpected(saved.error());
    });
}

Expected<void> PolicyStoreTest::drop(qint64 revision)
{
    return m_data->write([&](Transaction &t) { return t.policies.dropDraft(first, revision, 12); });
}

void PolicyStoreTest::ofTwoWhoSaveOneDraftTheSecondIsTold()
{
    QCOMPARE(outcomeOf(save(1, "{}")), u"precondition-failed"_s);
    QVERIFY(save(0, "{}"));
    QCOMPARE(outcomeOf(save(0, "[]")), u"precondition-failed"_s);
    QVERIFY(save(1, "[1]"));
    QCOMPARE(outcomeOf(save(1, "[2]")), u"precondition-failed"_s);
    QCOMPARE(m_data->read()->policies.draft(first).value(), draftOf(2, "[1]"));
    QCOMPARE(m_data->read()->policies.drafts({}, 5).value(), (std::vector{draftOf(2, "[1]")}));
}

void PolicyStoreTest::aDraftIsDropped()
{
    QCOMPARE(outcomeOf(drop(1)), u"not-found"_s);
    QVERIFY(save(0, "{}"));
    QCOMPARE(outcomeOf(drop(2)), u"precondition-failed"_s);
    QVERIFY(drop(1));
    QVERIFY(!m_data->read()->policies.draft(first).value());
    QVERIFY(m_data->read()->policies.drafts({}, 5).value().empty());
    QCOMPARE(outcomeOf(drop(2)), u"not-found"_s);
    QCOMPARE(outcomeOf(save(2, "{}")), u"precondition-failed"_s);
}

void PolicyStoreTest::aRevisionIsNeverGivenTwice()
{
    QVERIFY(save(0, "[1]") && drop(1) && save(0, "[2]"));
    QCOMPARE(m_data->read()->policies.draft(first).value(), draftOf(3, "[2]"));
    QCOMPARE(outcomeOf(save(1, "[3]")), u"precondition-failed"_s);
}

void PolicyStoreTest::draftsArePagedById()
{
    QVERIFY(save(0, "{}", second) && save(0, "{}", first));
    const auto reader = m_data->read();
    QCOMPARE(reader->policies.drafts({}, 1).value(), (std::vector{draftOf(1, "{}", first)}));
    QCOMPARE(reader->policies.drafts(first, 5).value(), (std::vector{draftOf(1, "{}", second)}));
}

void PolicyStoreTest::whatChangedSinceIsNamed()
{
    const auto changed = [this](qint64 cursor, int limit = 5) {
        return m_data->read()->policies.changedSince(cursor, limit).value();
    };
    QVERIFY(changed(0).empty());
    QVERIFY(add(second, 1) && put(policyOf(second)) && save(0, "{}", first) && save(0, "{}", second));
    QCOMPARE(changed(0), (std::vector{first, second})); // each once
    QCOMPARE(changed(0, 1), (std::vector{first}));
    QVERIFY(changed(9).empty());
    QVERIFY(drop(1)); // who follows hears of it
    QCOMPARE(changed(9), (std::vector{first}));
}

ENIGM_TEST_MAIN(PolicyStoreTest)
#include "PolicyStoreTest.moc"
