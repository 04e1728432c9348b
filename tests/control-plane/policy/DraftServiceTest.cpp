#include "control-plane/policy/DraftService.h"

#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/control-plane/policy/PolicyDatabase.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::policy::Draft;
using controlplane::policy::DraftService;
using test::outcomeOf;

/// What an administrator writes is kept until it is published.
class DraftServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_data = std::make_unique<test::PolicyDatabase>(); }
    void cleanup() { m_data.reset(); }

    void aDraftIsReadAsItWasWritten();
    void anUnfinishedDraftSaysWhatIsMissing();
    void whatIsNoJsonIsNotKept();
    void nobodyOverwritesWhatSomebodyElseSaved();
    void aDraftIsDropped();

private:
    [[nodiscard]] DraftService drafts() { return {*m_data->database, *m_data->writer, m_clock}; }

    std::unique_ptr<test::PolicyDatabase> m_data;
    time::ManualClock m_clock{1'800'000'000};
};

namespace {

const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString author = u"operator"_s;

} // namespace

void DraftServiceTest::aDraftIsReadAsItWasWritten()
{
    const auto saved = drafts().save(author, policyId, test::examplePolicy(), 0);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().toString()));
    QCOMPARE(saved->revision, 1);
    QVERIFY(!saved->problem);
    const auto found = drafts().find(policyId);
    QVERIFY(found);
    QCOMPARE(found->document, test::examplePolicy());
    QCOMPARE(found->author, author);
    QCOMPARE(found->savedAt, m_clock.now());
    QCOMPARE(drafts().all().value().size(), 1U);
    QCOMPARE(outcomeOf(drafts().find(author)), u"not-found"_s);
}

void DraftServiceTest::anUnfinishedDraftSaysWhatIsMissing()
{
    const auto saved = drafts().save(author, policyId, "{\"v\":1}", 0);
    QVERIFY(saved && saved->problem);
    QCOMPARE(saved->problem->where, u"/kind"_s);
    QCOMPARE(drafts().find(policyId).value().problem, saved->problem);
}

void DraftServiceTest::whatIsNoJsonIsNotKept()
{
    QCOMPARE(outcomeOf(drafts().save(author, policyId, "{", 0)), u"malformed-json"_s);
    QCOMPARE(outcomeOf(drafts().save(author, policyId, QByteArray(policy::PolicyDocument::maxBytes + 1, ' '), 0)),
             u"too-large"_s);
    QCOMPARE(outcomeOf(drafts().save(author, u"no id"_s, "{}", 0)), u"malformed-encoding"_s);
    QVERIFY(drafts().all().value().empty());
}

void DraftServiceTest::nobodyOverwritesWhatSomebodyElseSaved()
{
    QVERIFY(drafts().save(author, policyId, "{}", 0));
    QVERIFY(drafts().save(u"another"_s, policyId, "[]", 1));
    QCOMPARE(outcomeOf(drafts().save(author, policyId, "{}", 1)), u"precondition-failed"_s);
    QCOMPARE(drafts().find(policyId).value().author, u"another"_s);
}

void DraftServiceTest::aDraftIsDropped()
{
    QVERIFY(drafts().save(author, policyId, "{}", 0));
    QVERIFY(drafts().drop(policyId));
    QCOMPARE(outcomeOf(drafts().drop(policyId)), u"not-found"_s);
}

ENIGM_TEST_MAIN(DraftServiceTest)
#include "DraftServiceTest.moc"
