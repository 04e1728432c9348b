#include "views/devices/DeviceInspector.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/theme/Theme.h"
#include "views/devices/AttestationAsked.h"
#include "views/words/PostureText.h"
#include "views/words/ProblemText.h"

#include <QApplication>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using client::DeviceEvent;
using fleet::DeviceEventKind;
using views::design::Button;
using views::design::StateBadge;
using views::devices::DeviceInspector;

/// What a person is told of the device at hand: what it says of itself, and what happened to it.
class DeviceInspectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void itsPostureIsItsOwnWord();
    void findingsAreToldWorstFirst();
    void aDeviceThatNeverReportedSaysSo();
    void whatItConfirmedIsToldApartFromWhatIsAssigned();
    void whatWasAskedForIsNotShownAsDone();
    void everyCodeThatADeviceReportsHasWords();
    void itsTimelineIsToldByDay();
    void theTimelineLeadsToTheChanges();
    void olderEventsAreAskedForByTheKeyboard();
    void aTimelineThatCannotBeReadSaysWhy();
    void aDeviceThatHasNotEndedHasNoRecord();
    void aDeviceThatHasEndedWaitsForItsOwnWord_data();
    void aDeviceThatHasEndedWaitsForItsOwnWord();
    void theRecordIsOfferedOnceTheDeviceHasSaidSo();
    void whatBecameOfTheSavingIsTold();
    void looksSound();

private:
    /// The device was retired an hour ago, and its command is in this state.
    void end(fleet::CommandState state);
    void show(const QString &trouble = {});
    /// The part of this name, as it was built last.
    [[nodiscard]] QWidget *part(const QString &name) const;
    [[nodiscard]] bool tells(const QString &name, const QString &words) const;
    [[nodiscard]] QStringList badgesOf(const QString &name) const;

    static constexpr qint64 now = 1'800'000'000;
    const QString m_reference = u"0199aaaa-bbbb-7ccc-8ddd-eeeeff001122"_s;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<DeviceInspector> m_inspector;
    client::DeviceDetail m_detail;
    std::vector<DeviceEvent> m_events;
    bool m_hasMore = false;
};

namespace {

reports::Posture reviewRequired()
{
    return {.trustCenter = reports::TrustCenter::ReviewRequired,
            .osTrust = reports::OsTrust::Degraded,
            .integrity = reports::Integrity::Intact,
            .appSession = reports::AppSession::Locked,
            .findings = {{.source = reports::FindingSource::DeveloperOptions,
                          .severity = reports::Severity::Medium,
                          .recommendation = reports::Recommendation::DisableDeveloperOptions},
                         {.source = reports::FindingSource::OsUpdate,
                          .severity = reports::Severity::Critical,
                          .recommendation = reports::Recommendation::InstallUpdate},
                         {.source = reports::FindingSource::Usb,
                          .severity = reports::Severity::Info,
                          .recommendation = reports::Recommendation::None}}};
}

} // namespace

void DeviceInspectorTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void DeviceInspectorTest::init()
{
    using enum DeviceEventKind;
    constexpr qint64 day = 86'400;
    m_detail = {.device = {.handle = SampleHistory::makeDevice().handle,
                           .key = QString(43, u'k'),
                           .state = fleet::DeviceState::Trusted,
                           .attestation = u"verified"_s,
                           .attested = now - 30 * day,
                           .patch = 202610,
                           .securityLevel = u"strongbox"_s,
                           .enrolled = now - 30 * day,
                           .lastSeen = now - 120},
                .attestationFacts = {},
                .posture =
                    client::ReportedPosture{
                        .report = reviewRequired(), .entry = 71, .changed = now - 7200, .reported = now - 240},
                .commands = {},
                .history = {},
                .waiting = {}};
    const auto event = [this](DeviceEventKind kind, qint64 ago, const QString &action = {}, const QString &state = {}) {
        return DeviceEvent{.kind = kind,
                           .time = now - ago,
                           .action = action,
                           .change = action.isEmpty() ? QString() : m_reference,
                           .state = state};
    };
    m_events = {event(Asked, 0, u"device.revoke"_s, u"pending"_s),
                event(Posture, 0),
                event(Answered, day, u"device.suspend"_s, u"refused"_s),
                event(Delivered, day, u"device.suspend"_s),
                event(Executed, day, u"device.suspend"_s),
                event(Expired, 9 * day, u"device.restrict"_s),
                event(Posture, 9 * day),
                event(Attested, 30 * day, {}, u"verified"_s),
                event(Enrolled, 30 * day)};
    m_events[1].posture = reviewRequired();
    m_events[2].problem = ProblemType::CosignaturesStale;
    m_events[6].posture = reports::Posture{.trustCenter = reports::TrustCenter::Protected, .findings = {}};
    m_hasMore = false;
    m_inspector = std::make_unique<DeviceInspector>();
    m_inspector->resize(368, 900);
}

void DeviceInspectorTest::cleanup()
{
    m_inspector.reset();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void DeviceInspectorTest::show(const QString &trouble)
{
    m_inspector->show(m_detail.device, m_detail, {.events = m_events, .hasMore = m_hasMore, .trouble = trouble}, now);
    m_inspector->setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
}

QWidget *DeviceInspectorTest::part(const QString &name) const
{
    const auto parts = m_inspector->findChildren<QWidget *>(name);
    return parts.isEmpty() ? nullptr : parts.last();
}

bool DeviceInspectorTest::tells(const QString &name, const QString &words) const
{
    const QWidget *told = part(name);
    return told != nullptr && shows(*told, words);
}

QStringList DeviceInspectorTest::badgesOf(const QString &name) const
{
    QStringList texts;
    for (const StateBadge *badge : part(name)->findChildren<StateBadge *>())
        texts.append(badge->state().word);
    return texts;
}

void DeviceInspectorTest::itsPostureIsItsOwnWord()
{
    show();
    for (const QString &words : {u"Reported by the device"_s, u"Review required"_s, u"Degraded"_s, u"Intact"_s,
                                 u"Locked"_s, u"Last reported"_s, u"4 min ago"_s, u"Unchanged since"_s, u"2 h ago"_s})
        QTRY_VERIFY2(tells(u"devicePosture"_s, words), qPrintable(words));
    // Apart from what the control plane judged, and from when the device was seen.
    QVERIFY(!tells(u"devicePosture"_s, u"Verified"_s));
    QVERIFY(!tells(u"devicePosture"_s, u"2 min ago"_s));
    QVERIFY(shows(*m_inspector, u"Last seen"_s));
}

void DeviceInspectorTest::findingsAreToldWorstFirst()
{
    show();
    QCOMPARE(badgesOf(u"deviceFindings"_s), QStringList({u"Critical"_s, u"Medium"_s, u"Info"_s}));
    QTRY_VERIFY(tells(u"deviceFindings"_s, u"System update"_s));
    QVERIFY(tells(u"deviceFindings"_s, u"Install the update."_s));
    m_detail.posture->report.findings.clear();
    m_inspector = std::make_unique<DeviceInspector>();
    show();
    QVERIFY(!part(u"deviceFindings"_s));
}

void DeviceInspectorTest::aDeviceThatNeverReportedSaysSo()
{
    m_detail.posture.reset();
    show();
    QTRY_VERIFY(tells(u"devicePosture"_s, u"This device has never reported."_s));
    QVERIFY(badgesOf(u"devicePosture"_s).isEmpty()); // which is no state
}

void DeviceInspectorTest::whatItConfirmedIsToldApartFromWhatIsAssigned()
{
    show();
    QTRY_VERIFY(tells(u"devicePolicies"_s, u"Not known"_s));
    m_detail.policyState = policy::PolicyState::Unconfirmed;
    show();
    QCOMPARE(badgesOf(u"devicePolicies"_s), QStringList(u"Unconfirmed"_s));
    QVERIFY(!tells(u"devicePolicies"_s, u"Confirmed by the device"_s));
    m_detail.policyState = policy::PolicyState::Outdated;
    m_detail.policies = client::ConfirmedPolicies{
        .report = {.policies = {{.policy = m_reference, .version = 2, .digest = QByteArray(32, 'd')}}},
        .entry = 71,
        .changed = now - 7200};
    show();
    QCOMPARE(badgesOf(u"devicePolicies"_s), QStringList(u"Outdated"_s));
    QTRY_VERIFY(tells(u"devicePolicies"_s, u"2 h ago"_s));
    m_detail.policyState = policy::PolicyState::Current;
    show();
    QCOMPARE(badgesOf(u"devicePolicies"_s), QStringList(u"Current"_s));
}

void DeviceInspectorTest::whatWasAskedForIsNotShownAsDone()
{
    show();
    QVERIFY(!shows(*m_inspector, u"Attestation asked"_s));
    m_detail.device.attestationAsked = now - 120;
    show();
    QTRY_VERIFY(shows(*m_inspector, u"2 min ago, not answered yet"_s));
    QVERIFY(shows(*m_inspector, u"Attested"_s)); // when it last did

    const auto handle = m_detail.device.handle;
    QCOMPARE(views::devices::attestationAskedWord({.asked = {handle}, .passedOver = {}}).tone,
             views::design::Tone::Info); // and never Ok
    const QString mixed =
        views::devices::attestationAskedWord({.asked = {handle, handle}, .passedOver = {handle}}).word;
    QVERIFY2(mixed.contains(u"2 device"_s) && mixed.contains(u"1 device"_s), qPrintable(mixed));
    QCOMPARE(views::devices::attestationAskedWord({.asked = {}, .passedOver = {handle}}).tone,
             views::design::Tone::Warn);
}

void DeviceInspectorTest::everyCodeThatADeviceReportsHasWords()
{
    using namespace views::words;
    QStringList texts;
    for (const auto source : reports::allOf<reports::FindingSource>())
        texts.append(sourceText(source));
    for (const auto recommendation : reports::allOf<reports::Recommendation>())
        texts.append(recommendationText(recommendation));
    QCOMPARE(texts.removeAll(QString()), 1); // where it recommends nothing
    QCOMPARE(texts.removeDuplicates(), 0);
    QStringList severities;
    for (const auto severity : reports::allOf<reports::Severity>())
        severities.append(stateWord(severity).word);
    QCOMPARE(severities, QStringList({u"Info"_s, u"Low"_s, u"Medium"_s, u"High"_s, u"Critical"_s}));
}

void DeviceInspectorTest::itsTimelineIsToldByDay()
{
    show();
    QCOMPARE(badgesOf(u"deviceTimeline"_s),
             QStringList({u"Revoke: Pending"_s, u"Posture: Review required"_s, u"Suspend: Refused"_s,
                          u"Suspend: Delivered"_s, u"Suspend: Executed"_s, u"Restrict: Expired"_s,
                          u"Posture: Protected"_s, u"Attestation: Verified"_s, u"Enrolled"_s}));
    QTRY_VERIFY(tells(u"deviceTimeline"_s, u"Today"_s));
    QVERIFY(tells(u"deviceTimeline"_s, u"Yesterday"_s));
    QVERIFY(tells(u"deviceTimeline"_s, u"3 finding"_s));
    QVERIFY(tells(u"deviceTimeline"_s, views::words::problemText({ProblemType::CosignaturesStale}).title));
    // Executed is not done: only the device's own word looks like success.
    const auto *executed = qobject_cast<StateBadge *>(part(u"event:executed"_s));
    QCOMPARE(executed->state().tone, views::design::Tone::Info);
    QVERIFY(!part(u"showEarlier"_s));
}

void DeviceInspectorTest::theTimelineLeadsToTheChanges()
{
    show();
    QSignalSpy opened(m_inspector.get(), &DeviceInspector::changeOpened);
    const auto links = part(u"deviceTimeline"_s)->findChildren<Button *>(u"change:"_s + m_reference);
    QCOMPARE(links.size(), 2); // where it was asked for, and where it was executed
    links.front()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(links.front(), Qt::Key_Space);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.front().front().toString(), m_reference);
}

void DeviceInspectorTest::olderEventsAreAskedForByTheKeyboard()
{
    m_hasMore = true;
    show();
    m_inspector->activateWindow();
    QSignalSpy asked(m_inspector.get(), &DeviceInspector::earlierAsked);
    part(u"showEarlier"_s)->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(part(u"showEarlier"_s)->hasFocus());
    QTest::keyClick(part(u"showEarlier"_s), Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    // What arrives takes nobody's place at the keyboard.
    m_events.insert(m_events.end(), 3, m_events.back());
    show();
    QTRY_VERIFY(part(u"showEarlier"_s)->hasFocus());
}

void DeviceInspectorTest::aTimelineThatCannotBeReadSaysWhy()
{
    m_events.clear();
    show();
    QTRY_VERIFY(tells(u"deviceTimeline"_s, u"Loading…"_s));
    show(u"The server cannot be reached."_s);
    QTRY_VERIFY(tells(u"deviceTimeline"_s, u"The server cannot be reached."_s));
}

void DeviceInspectorTest::end(fleet::CommandState state)
{
    m_detail.device.state = fleet::DeviceState::Retired;
    client::DeviceCommand command{.execution = 80,
                                  .action = u"device.retire"_s,
                                  .change = m_reference,
                                  .state = state,
                                  .queued = now - 3600,
                                  .obeyBy = now + 86'400,
                                  .delivered = {},
                                  .answered = {},
                                  .problem = {}};
    if (state == fleet::CommandState::Acknowledged)
        command.answered = now - 1200;
    m_detail.commands = {command};
}

void DeviceInspectorTest::aDeviceThatHasNotEndedHasNoRecord()
{
    show();
    QVERIFY(!part(u"deviceEndOfLife"_s));
    QVERIFY(!shows(*m_inspector, u"End-of-life record"_s));
}

void DeviceInspectorTest::aDeviceThatHasEndedWaitsForItsOwnWord_data()
{
    QTest::addColumn<fleet::CommandState>("state");
    for (const fleet::CommandState state : fleet::allCommandStates()) {
        if (state != fleet::CommandState::Acknowledged)
            QTest::newRow(toWord(state).latin1()) << state;
    }
}

/// Whatever became of the command: executed is not done.
void DeviceInspectorTest::aDeviceThatHasEndedWaitsForItsOwnWord()
{
    QFETCH(const fleet::CommandState, state);
    end(state);
    show();
    const auto *const badge = qobject_cast<StateBadge *>(part(u"endOfLifeState"_s));
    QVERIFY(badge);
    QCOMPARE(badge->state().word, u"Waits for the device's acknowledgement"_s);
    QCOMPARE(badge->state().tone, views::design::Tone::Warn);
    QTRY_VERIFY(tells(u"deviceEndOfLife"_s, u"Executed 1 h ago"_s));
    QVERIFY(shows(*m_inspector, u"End-of-life record"_s));
    QVERIFY(!part(u"saveEndOfLife"_s));
}

void DeviceInspectorTest::theRecordIsOfferedOnceTheDeviceHasSaidSo()
{
    end(fleet::CommandState::Acknowledged);
    show();
    QCOMPARE(badgesOf(u"deviceEndOfLife"_s), QStringList(u"Acknowledged by the device"_s));
    QTRY_VERIFY(tells(u"deviceEndOfLife"_s, u"20 min ago"_s));
    QVERIFY(!tells(u"deviceEndOfLife"_s, u"verified"_s)); // which nobody has done yet
    m_inspector->activateWindow();
    QSignalSpy asked(m_inspector.get(), &DeviceInspector::endOfLifeAsked);
    auto *const save = part(u"saveEndOfLife"_s);
    save->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(save->hasFocus());
    QTest::keyClick(save, Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(lookOver(*m_inspector, *m_theme, u"device-inspector-ended"_s), QString());
}

void DeviceInspectorTest::whatBecameOfTheSavingIsTold()
{
    end(fleet::CommandState::Acknowledged);
    m_inspector->setSaving(views::devices::SavingNews{.text = u"Fetching and verifying…"_s, .isBusy = true});
    show();
    QTRY_VERIFY(tells(u"deviceEndOfLife"_s, u"Fetching and verifying…"_s));
    QVERIFY(!part(u"saveEndOfLife"_s)->isEnabled());
    m_inspector->setSaving(views::devices::SavingNews{.tone = views::design::Tone::Ok, .text = u"It was saved."_s});
    show();
    QTRY_VERIFY(tells(u"deviceEndOfLife"_s, u"It was saved."_s));
    QVERIFY(part(u"saveEndOfLife"_s)->isEnabled());
}

void DeviceInspectorTest::looksSound()
{
    m_detail.device.attestationAsked = now - 120;
    m_hasMore = true;
    m_detail.waiting = {m_reference};
    show();
    QCOMPARE(lookOver(*m_inspector, *m_theme, u"device-inspector"_s), QString());
    auto *scroll = m_inspector->findChild<QScrollArea *>();
    scroll->ensureWidgetVisible(part(u"showEarlier"_s));
    QCOMPARE(lookOver(*m_inspector, *m_theme, u"device-inspector-timeline"_s), QString());
    end(fleet::CommandState::Delivered);
    m_inspector = std::make_unique<DeviceInspector>();
    m_inspector->resize(368, 900);
    show();
    QCOMPARE(lookOver(*m_inspector, *m_theme, u"device-inspector-ending"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(DeviceInspectorTest)
#include "DeviceInspectorTest.moc"
