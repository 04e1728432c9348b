#include "views/design/states/StateStack.h"

#include "views/design/states/AlarmBanner.h"
#include "views/design/states/Banner.h"
#include "views/design/states/EmptyState.h"
#include "views/design/states/SkeletonRows.h"

#include <QLocale>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace enigm::views::design {

StateStack::StateStack(QWidget *content, QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_alarm(new AlarmBanner)
    , m_banner(new Banner(Tone::Warn))
    , m_empty(new EmptyState)
    , m_skeleton(new SkeletonRows)
    , m_stack(new QStackedLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_alarm);
    layout->addWidget(m_banner);
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_skeleton);
    connect(m_empty, &EmptyState::acted, this, &StateStack::onActed);
    connect(m_banner, &Banner::acted, this, &StateStack::retryRequested);
    connect(m_alarm, &AlarmBanner::saveEvidenceRequested, this, &StateStack::saveEvidenceRequested);
    setState(pane::Content{});
}

void StateStack::setState(const PaneState &state)
{
    m_state = state;
    m_alarm->setVisible(std::holds_alternative<pane::BrokenProof>(state) && !m_alarmShownAbove);
    m_banner->hide();
    std::visit([this](const auto &one) { present(one); }, m_state);
}

void StateStack::setAlarmShownAbove()
{
    m_alarmShownAbove = true;
    m_alarm->hide();
}

void StateStack::present(const pane::Content &)
{
    m_stack->setCurrentWidget(m_content);
}

void StateStack::present(const pane::Loading &loading)
{
    m_skeleton->setProgress(loading.done, loading.total);
    m_stack->setCurrentWidget(m_skeleton);
}

void StateStack::present(const pane::Empty &empty)
{
    m_empty->set(empty.glyph, empty.title, empty.sentence, empty.verb);
    m_stack->setCurrentWidget(m_empty);
}

void StateStack::present(const pane::FilteredToNothing &filtered)
{
    m_empty->set(Glyph::Filter, tr("Nothing matches the filter"),
                 tr("%1 excludes most. Rows without it: %2.").arg(filtered.token, QLocale().toString(filtered.without)),
                 tr("Drop %1").arg(filtered.token));
    m_stack->setCurrentWidget(m_empty);
}

void StateStack::present(const pane::Stale &stale)
{
    m_banner->setTone(Tone::Warn);
    m_banner->setGlyph(Glyph::Clock);
    const QString sentence = tr("This is what was known at %1. Newer data could not be fetched.").arg(stale.since);
    m_banner->setText(stale.reason.isEmpty() ? sentence : tr("%1 %2").arg(sentence, stale.reason));
    m_banner->setAct(tr("Try again"));
    m_banner->show();
    m_stack->setCurrentWidget(m_content);
}

void StateStack::present(const pane::Offline &offline)
{
    const QString sentence = tr("There has been no connection to the control plane since %1.").arg(offline.since);
    if (!offline.kept) {
        m_empty->set(Glyph::Offline, tr("Offline"), sentence, tr("Connect again"));
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    m_banner->setTone(Tone::Warn);
    m_banner->setGlyph(Glyph::Offline);
    m_banner->setText(tr("%1 What is shown is the last that was received.").arg(sentence));
    m_banner->setAct(tr("Connect again"));
    m_banner->show();
    m_stack->setCurrentWidget(m_content);
}

void StateStack::present(const pane::Unavailable &unavailable)
{
    m_empty->set(Glyph::Warning, unavailable.title, unavailable.sentence, tr("Try again"));
    m_stack->setCurrentWidget(m_empty);
}

void StateStack::present(const pane::Refused &refused)
{
    m_empty->set(Glyph::Lock, tr("Not for this role"), tr("%1 %2").arg(refused.rule, refused.whoCould));
    m_stack->setCurrentWidget(m_empty);
}

void StateStack::present(const pane::BrokenProof &broken)
{
    m_alarm->raise(tr("A proof is broken. Do not act on what this server says."), broken.contradiction);
    m_stack->setCurrentWidget(m_content);
}

void StateStack::onActed()
{
    if (const auto *filtered = std::get_if<pane::FilteredToNothing>(&m_state))
        Q_EMIT dropTokenRequested(filtered->token);
    else if (std::holds_alternative<pane::Offline>(m_state) || std::holds_alternative<pane::Unavailable>(m_state))
        Q_EMIT retryRequested();
    else
        Q_EMIT acted();
}

} // namespace enigm::views::design
