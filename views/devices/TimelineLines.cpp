#include "views/devices/TimelineLines.h"

#include "contract/changes/ChangeState.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Tokens.h"
#include "views/words/ActionText.h"
#include "views/words/PostureText.h"
#include "views/words/ProblemText.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace enigm::views::devices {

using client::DeviceEvent;
using design::StateBadge;
using design::StateWord;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using fleet::DeviceEventKind;

namespace {

constexpr int timeWidth = 5 * design::metrics::grid;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TimelineLines)
};

/// "Suspend: Delivered", in the icon and tone of the state.
StateWord about(const QString &what, StateWord state)
{
    state.word = Words::tr("%1: %2").arg(what, state.word);
    return state;
}

/// A word of a newer control plane is shown as it is.
StateWord askedWord(const QString &word)
{
    const auto state = changes::changeStateOf(word);
    return state ? words::stateWord(*state) : StateWord{design::Glyph::Info, word, Tone::Muted};
}

StateWord answeredWord(const QString &word)
{
    const auto state = fleet::commandStateFromWord(word);
    return state ? words::stateWord(*state) : StateWord{design::Glyph::Info, word, Tone::Muted};
}

StateWord wordOf(const DeviceEvent &event)
{
    const QString verb = words::actionText(event.action, 1).verb;
    switch (event.kind) {
    case DeviceEventKind::Enrolled:
        return {design::Glyph::Device, Words::tr("Enrolled"), Tone::Muted};
    case DeviceEventKind::Attested:
        return about(Words::tr("Attestation"), words::attestationWord(event.state));
    case DeviceEventKind::Posture:
        return about(Words::tr("Posture"), words::stateWord(event.posture->trustCenter));
    case DeviceEventKind::Asked:
        return about(verb, askedWord(event.state));
    case DeviceEventKind::Executed: {
        // What the device has made of it is a line of its own: this is no success yet.
        StateWord executed = words::stateWord(changes::ChangeState::Executed);
        executed.tone = Tone::Info;
        return about(verb, executed);
    }
    case DeviceEventKind::Delivered:
        return about(verb, words::stateWord(fleet::CommandState::Delivered));
    case DeviceEventKind::Answered:
        return about(verb, answeredWord(event.state));
    case DeviceEventKind::Expired:
        return about(verb, words::stateWord(fleet::CommandState::Expired));
    }
    Q_UNREACHABLE();
}

/// One link a change is enough: what was delivered and answered is told beside it.
bool hasLink(const DeviceEvent &event)
{
    return event.kind == DeviceEventKind::Asked || event.kind == DeviceEventKind::Executed;
}

/// What stands below an event: why a device refused, or how many findings a posture has.
QString detailOf(const DeviceEvent &event)
{
    if (event.problem)
        return words::problemText({*event.problem}).title;
    if (event.posture && !event.posture->findings.empty())
        return Words::tr("%n finding(s)", nullptr, static_cast<int>(event.posture->findings.size()));
    return {};
}

QLayout *lineOf(const DeviceEvent &event, const std::function<QWidget *(const QString &)> &linkTo)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(design::metrics::grid);
    line->addStrut(3 * design::metrics::grid); // a line with a link is little higher
    auto *time = new ToneLabel(words::clockTime(event.time), TextStyle::Secondary, Tone::Muted);
    time->setToolTip(words::exactTime(event.time));
    time->setMinimumWidth(timeWidth);
    line->addWidget(time);
    auto *badge = new StateBadge(wordOf(event), StateBadge::Shape::Plain);
    badge->setObjectName(QStringLiteral("event:") + fleet::toWord(event.kind));
    badge->setToolTip(words::exactTime(event.time));
    line->addWidget(badge);
    line->addStretch(1);
    if (hasLink(event))
        line->addWidget(linkTo(event.change));
    return line;
}

void addEvents(QVBoxLayout &column, const std::vector<DeviceEvent> &events, qint64 now,
               const std::function<QWidget *(const QString &)> &linkTo)
{
    QString day;
    for (const DeviceEvent &event : events) {
        if (const QString own = words::dayText(event.time, now); own != day) {
            if (!day.isEmpty())
                column.addSpacing(design::metrics::half);
            day = own;
            column.addWidget(new ToneLabel(day, TextStyle::SecondaryStrong, Tone::Muted));
        }
        column.addLayout(lineOf(event, linkTo));
        if (const QString detail = detailOf(event); !detail.isEmpty()) {
            auto *below = new ToneLabel(detail, TextStyle::Secondary, Tone::Muted);
            below->setWordWrap(true);
            below->setIndent(timeWidth + design::metrics::grid);
            column.addWidget(below);
        }
    }
}

} // namespace

QWidget *timelineLines(const Timeline &timeline, qint64 now, const std::function<QWidget *(const QString &)> &linkTo,
                       const std::function<void()> &showEarlier)
{
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("deviceTimeline"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(design::metrics::half);
    if (timeline.events.empty()) {
        auto *empty = new ToneLabel(timeline.trouble.isEmpty() ? Words::tr("Loading…") : timeline.trouble,
                                    TextStyle::Body, Tone::Muted);
        empty->setWordWrap(true);
        column->addWidget(empty);
        return body;
    }
    addEvents(*column, timeline.events, now, linkTo);
    if (timeline.hasMore) {
        auto *earlier = new design::Button(design::ButtonRole::Quiet, Words::tr("Show earlier"));
        earlier->setObjectName(QStringLiteral("showEarlier"));
        QObject::connect(earlier, &design::Button::clicked, body, showEarlier);
        column->addWidget(earlier, 0, Qt::AlignLeading);
    }
    return body;
}

} // namespace enigm::views::devices
