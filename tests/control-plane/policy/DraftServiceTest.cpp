#include "control-plane/policy/DraftService.h"

#include "contract/json/JsonParser.h"
#include "contract/policy/PolicyDocument.h"
#include "control-plane/store/Transaction.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::policy::DraftService;
using controlplane::store::PolicyDraftRow;
using test::outcomeOf;

/// What an administrator writes is kept until it is published.
class DraftServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aDraftIsReadAsItWasMeant();
    void anUnfinishedDraftIsKept();
    void whatNoDraftCanBeIsNotKept_data();
    void whatNoDraftCanBeIsNotKept();
    void nobodyOverwritesWhatSomebodyElseSaved();
    void aDraftIsDropped();
    void everyActIsAnEntry();

private:
    [[nodiscard]] Expected<PolicyDraftRow> save(const QByteArray &document, qint64 revision,
                                                const QString &author = {});
    [[nodiscard]] Expected<PolicyDraftRow> drop(qint64 revision);

    std::unique_ptr<test::LivePlane> m_live;
    std::unique_ptr<DraftService> m_drafts;
};

namespace {

const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;

/// Waits for an act that hands its draft to `keep` and says how it ended to `done`.
template <typename Act>
Expected<PolicyDraftRow> waitFor(Act act)
{
    PolicyDraftRow kept;
    std::promise<Expected<void>> promise;
    auto done = promise.get_future();
    act(
        [&kept](controlplane::store::Transaction &, const PolicyDraftRow &draft) -> Expected<void> {
            kept = draft;
            return {};
        },
        [&promise](const Expected<void> &ended) { promise.set_value(ended); });
    const auto ended = done.get();
    return ended ? Expected<PolicyDraftRow>(kept) : std::unexpected(ended.error());
}

} // namespace

void DraftServiceTest::init()
{
    m_live = std::make_unique<test::LivePlane>();
    auto &plane = m_live->plane();
    m_drafts = std::make_unique<DraftService>(DraftService::Parts{.database = plane.database(),
                                                                  .writer = plane.writer(),
                                                                  .sequencer = plane.sequencer(),
                                                                  .clock = m_live->clock});
}

Expected<PolicyDraftRow> DraftServiceTest::save(const QByteArray &document, qint64 revision, const QString &author)
{
    const json::Value value = test::require(json::parse(document));
    return waitFor([&](auto keep, auto done) {
        m_drafts->save(author.isEmpty() ? m_live->administrator1.id : author, policyId, value, revision,
                       std::move(keep), std::move(done));
    });
}

Expected<PolicyDraftRow> DraftServiceTest::drop(qint64 revision)
{
    return waitFor([&](auto keep, auto done) {
        m_drafts->drop(m_live->administrator1.id, policyId, revision, std::move(keep), std::move(done));
    });
}

void DraftServiceTest::aDraftIsReadAsItWasMeant()
{
    const auto saved = save(test::examplePolicy(), 0);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().toString()));
    QCOMPARE(saved->revision, 1);
    const auto found = m_drafts->find(policyId);
    QVERIFY(found);
    QCOMPARE(policy::PolicyDocument::parse(found->document).value(),
             policy::PolicyDocument::parse(test::examplePolicy()).value());
    QCOMPARE(found->author, m_live->administrator1.id);
    QCOMPARE(found->savedAt, m_live->clock.now());
    QCOMPARE(m_drafts->page({}, 5).value().items, std::vector{*found});
    QCOMPARE(outcomeOf(m_drafts->find(u"no id"_s)), u"not-found"_s);
}

void DraftServiceTest::anUnfinishedDraftIsKept()
{
    QVERIFY(save("{\"v\":1}", 0));
    QCOMPARE(m_drafts->find(policyId).value().document, "{\"v\":1}"_ba);
}

void DraftServiceTest::whatNoDraftCanBeIsNotKept_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("where");
    QTest::newRow("no object") << "[]"_ba << u"wrong-type"_s << u"/document"_s;
    QTest::newRow("more than a policy may be")
        << "{\"name\":\"" + QByteArray(policy::PolicyDocument::maxBytes, 'x') + "\"}" << u"too-large"_s
        << u"/document"_s;
    QTest::newRow("a person's address") << R"({"rules":{"a":["anna@example.org"]}})"_ba << u"direct-identifier"_s
                                        << u"/document/rules/a/0"_s;
    QTest::newRow("one that a member is called by")
        << R"({"anna@example.org":1})"_ba << u"direct-identifier"_s << u"/document"_s;
    QTest::newRow("mark-up") << R"({"name":"<b>"})"_ba << u"unsafe-text"_s << u"/document/name"_s;
}

void DraftServiceTest::whatNoDraftCanBeIsNotKept()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, outcome);
    const auto saved = save(document, 0);
    QCOMPARE(outcomeOf(saved), outcome);
    QTEST(saved.error().where, "where");
    QVERIFY(m_drafts->page({}, 5).value().items.empty());
}

void DraftServiceTest::nobodyOverwritesWhatSomebodyElseSaved()
{
    QVERIFY(save("{}", 0));
    QVERIFY(save("{\"v\":1}", 1, m_live->administrator2.id));
    QCOMPARE(outcomeOf(save("{}", 1)), u"precondition-failed"_s);
    QCOMPARE(m_drafts->find(policyId).value().author, m_live->administrator2.id);
}

void DraftServiceTest::aDraftIsDropped()
{
    QCOMPARE(outcomeOf(drop(1)), u"not-found"_s);
    QVERIFY(save("{}", 0));
    QCOMPARE(outcomeOf(drop(2)), u"precondition-failed"_s);
    QVERIFY(drop(1));
    QCOMPARE(outcomeOf(m_drafts->find(policyId)), u"not-found"_s);
}

void DraftServiceTest::everyActIsAnEntry()
{
    const qsizetype before = m_live->activity().size();
    QVERIFY(save("{}", 0));
    QVERIFY(!save("{}", 0));
    QVERIFY(drop(1));
    QCOMPARE(m_live->activity().mid(before), (QStringList{u"policy.draft done"_s, u"policy.draft-dropped done"_s}));
}

ENIGM_TEST_MAIN(DraftServiceTest)
#include "DraftServiceTest.moc"
