#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A script waits for what changes, and hears it by name.
class FeedCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(m_sample.found(5), QString());
        QCOMPARE(m_sample.serve(), QString());
    }
    void aScriptHearsWhatHasChanged();
    void aCursorThatIsNoneIsMisuse();

private:
    SampleOrganisation m_sample;
};

void FeedCommandTest::aScriptHearsWhatHasChanged()
{
    const ProgramRun first = m_sample.as(u"reviewer-1"_s, {u"feed"_s, u"follow"_s, u"--once"_s});
    ENIGM_SUCCEEDS(first);
    QCOMPARE(first.member("event"_L1), u"reset"_s);
    const json::Value listed =
        m_sample.as(u"approver-1"_s, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s}).json();
    const QString handle = listed.object().find("devices"_L1)->array().front().object().find("handle"_L1)->text();
    ENIGM_SUCCEEDS(
        m_sample.as(u"approver-1"_s, {u"device"_s, u"suspend"_s, handle, u"--reason"_s, u"Lost."_s, u"--yes"_s}));
    const QString cursor = QString::number(first.json().object().find("cursor"_L1)->integer());
    const ProgramRun next = m_sample.as(u"reviewer-1"_s, {u"feed"_s, u"follow"_s, u"--after"_s, cursor, u"--once"_s});
    ENIGM_SUCCEEDS(next);
    QCOMPARE(next.member("event"_L1), u"changed"_s);
    QVERIFY2(next.out.contains(handle.toLatin1()), next.out.constData());
    QVERIFY(!next.out.contains("Lost."));
}

void FeedCommandTest::aCursorThatIsNoneIsMisuse()
{
    const ProgramRun run = m_sample.as(u"reviewer-1"_s, {u"feed"_s, u"follow"_s, u"--after"_s, u"yesterday"_s});
    QCOMPARE(run.exit, 2);
}

ENIGM_TEST_MAIN(FeedCommandTest)
#include "FeedCommandTest.moc"
