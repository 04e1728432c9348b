#include "contract/changes/HandleResolution.h"
#include "contract/evidence/AuditExport.h"
#include "contract/evidence/Evidence.h"
#include "contract/fleet/HandleEpoch.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QBuffer>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::HandleResolution;
using fleet::DeviceHandle;
using fleet::HandleAudience;
using Story = SampleHistory::Story;

/// A reviewer verifies offline whose handles were resolved, at whose wish, and that nobody's were without.
class AuditResolutionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_history = std::make_unique<SampleHistory>(); }
    void cleanup() { m_history.reset(); }

    void answersAreCounted();
    void theEvidenceOfAResolutionVerifies();
    void nothingIsAnsweredThatNobodyAskedFor();
    void nothingIsAnsweredBeforeItIsExecuted();
    void anAnswerIsGivenOnce();
    void anAnswerIsOfItsOwnExecution();
    void anAnswerNamesTheDeviceThatItSays();
    void otherChangesHaveNoAnswer();
    void approversAloneResolveNothing();
    void whatIsWithheldIsUnproven_data();
    void whatIsWithheldIsUnproven();

private:
    [[nodiscard]] changes::Parameters asked() const
    {
        return changes::ResolveHandleParameters{.audience = HandleAudience::Network,
                                                .epoch = fleet::handleEpochAt(m_history->now()),
                                                .handle = DeviceHandle::fromBytes(HandleAudience::Network, {5, 5, 5})};
    }
    Story perform()
    {
        return m_history->perform(m_history->administrator1, changes::resolveHandle, {}, asked(),
                                  {m_history->approver1, m_history->reviewer1});
    }
    /// Of its last entry, which is the execution.
    static HandleResolution answerTo(const Story &story, std::optional<DeviceHandle> device = {})
    {
        return {.execution = story.indexes.back(), .device = std::move(device)};
    }
    qint64 append(const Story &story, const HandleResolution &answer)
    {
        return m_history->append(answer.describe(story.change.digest()), answer.toJson());
    }
    [[nodiscard]] Expected<evidence::AuditVerdict> verify(const QByteArray &bytes) const;
    [[nodiscard]] Expected<evidence::AuditVerdict> verify() const { return verify(m_history->exportLog()); }

    std::unique_ptr<SampleHistory> m_history;
};

namespace {

const DeviceHandle someDevice = SampleHistory::makeDevice().handle;

/// The line of an activity record without its body.
QByteArray withheld(const QByteArray &line)
{
    const qsizetype hash = line.lastIndexOf(",\"hash\":");
    const qsizetype salt = line.lastIndexOf(",\"salt\":");
    return "{\"body\":null" + line.sliced(hash, salt - hash) + ",\"salt\":null}";
}

} // namespace

Expected<evidence::AuditVerdict> AuditResolutionsTest::verify(const QByteArray &bytes) const
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return evidence::verifyAuditExport(buffer, m_history->deploymentId());
}

void AuditResolutionsTest::answersAreCounted()
{
    const Story first = perform();
    const Story second = perform();
    QCOMPARE(require(verify()).handlesResolved, 0);
    append(second, answerTo(second)); // a search that took longer is answered later
    append(first, answerTo(first, someDevice));
    const auto verdict = require(verify());
    QCOMPARE(verdict.changesExecuted, 2);
    QCOMPARE(verdict.handlesResolved, 2);
    QCOMPARE(verdict.changesUnproven, 0);
}

void AuditResolutionsTest::theEvidenceOfAResolutionVerifies()
{
    const Story story = perform();
    const auto verdict =
        require(evidence::verifyEvidence(m_history->evidenceOf(story).toBytes(), m_history->deploymentId()));
    QCOMPARE(verdict.effect.count, 0);
    QVERIFY(verdict.application.applied.empty());
    QCOMPARE(verdict.approvers.size(), 2U);
}

void AuditResolutionsTest::nothingIsAnsweredThatNobodyAskedFor()
{
    (void)perform();
    HandleResolution answer{.execution = 3, .device = someDevice};
    m_history->append(answer.describe(QByteArray(32, 'x')), answer.toJson());
    const auto verdict = verify();
    QCOMPARE(outcomeOf(verdict), u"wrong-change"_s);
    QVERIFY(verdict.error().where.startsWith(u"activity record"_s));
}

void AuditResolutionsTest::nothingIsAnsweredBeforeItIsExecuted()
{
    const auto change = m_history->sign(
        m_history->compose(m_history->administrator1, changes::resolveHandle, {}, asked()), m_history->administrator1);
    const Story story = m_history->request(change);
    append(story, answerTo(story, someDevice));
    QCOMPARE(outcomeOf(verify()), u"wrong-change"_s);
}

void AuditResolutionsTest::anAnswerIsGivenOnce()
{
    const Story story = perform();
    append(story, answerTo(story));
    append(story, answerTo(story, someDevice));
    QCOMPARE(outcomeOf(verify()), u"wrong-change"_s);
}

void AuditResolutionsTest::anAnswerIsOfItsOwnExecution()
{
    const Story first = perform();
    const Story second = perform();
    append(second, answerTo(first));
    QCOMPARE(outcomeOf(verify()), u"wrong-change"_s);
}

void AuditResolutionsTest::anAnswerNamesTheDeviceThatItSays()
{
    const Story story = perform();
    const HandleResolution answer = answerTo(story, someDevice);
    log::ActivityEntry entry = answer.describe(story.change.digest());
    entry.handles = {SampleHistory::makeDevice().handle.text()};
    m_history->append(entry, answer.toJson());
    QCOMPARE(outcomeOf(verify()), u"entry-mismatch"_s);
}

void AuditResolutionsTest::otherChangesHaveNoAnswer()
{
    const Story story =
        m_history->perform(m_history->administrator1, changes::cancelAll, {}, changes::NoParameters{}, {});
    append(story, answerTo(story, someDevice));
    QCOMPARE(outcomeOf(verify()), u"wrong-change"_s);
}

void AuditResolutionsTest::approversAloneResolveNothing()
{
    const auto change = m_history->sign(
        m_history->compose(m_history->administrator1, changes::resolveHandle, {}, asked()), m_history->administrator1);
    Story story = m_history->request(change);
    changes::ExecutedBody executed{.application = {}, .approvals = {}, .rule = {}};
    for (const Person &approver : {m_history->approver1, m_history->approver2}) {
        const auto approval = m_history->approve(change, approver);
        m_history->decide(story, approval);
        executed.approvals.push_back(approval.digest());
    }
    const changes::ChangeBody body = executed;
    m_history->append(changes::describe(body, change), changes::toJson(body));
    QCOMPARE(outcomeOf(verify()), u"quorum-missing"_s);
}

void AuditResolutionsTest::whatIsWithheldIsUnproven_data()
{
    QTest::addColumn<int>("which"); // of the entries of the change
    QTest::newRow("the request") << 0;
    QTest::newRow("an approval") << 1;
    QTest::newRow("the execution") << 3;
}

void AuditResolutionsTest::whatIsWithheldIsUnproven()
{
    QFETCH(int, which);
    const Story story = perform();
    append(story, answerTo(story, someDevice));
    QByteArrayList lines = m_history->exportLog().split('\n');
    const qsizetype line = 1 + m_history->governanceSize() + story.indexes[static_cast<std::size_t>(which)];
    lines[line] = withheld(lines[line]);
    const auto verdict = require(verify(lines.join('\n')));
    QCOMPARE(verdict.handlesResolved, 0);
    QCOMPARE(verdict.changesUnproven, 2); // the change, and with it its answer
}

ENIGM_TEST_MAIN(AuditResolutionsTest)
#include "AuditResolutionsTest.moc"
