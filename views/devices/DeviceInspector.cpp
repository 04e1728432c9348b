#include "views/devices/DeviceInspector.h"

#include "models/changes/ChangeListModel.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/shell/Inspector.h"
#include "views/devices/ActButtons.h"
#include "views/devices/CommandLines.h"
#include "views/devices/DeviceFacts.h"
#include "views/devices/EndOfLifeSection.h"
#include "views/devices/PolicySection.h"
#include "views/devices/PostureSection.h"
#include "views/words/StateText.h"

#include <QVBoxLayout>

namespace enigm::views::devices {

using design::StateBadge;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

QVBoxLayout *columnOf(QWidget *body)
{
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(design::metrics::half);
    return column;
}

design::KeyValueList *listOf(std::vector<design::Fact> facts)
{
    auto *list = new design::KeyValueList;
    list->setFacts(std::move(facts));
    return list;
}

} // namespace

DeviceInspector::DeviceInspector(QWidget *parent)
    : QWidget(parent)
    , m_inspector(new design::Inspector)
    , m_acts(new ActButtons(2))
{
    setObjectName(QStringLiteral("deviceInspector"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_inspector);
    m_inspector->setActs({m_acts});
    connect(m_acts, &ActButtons::chosen, this, &DeviceInspector::actChosen);
}

void DeviceInspector::show(const client::Device &device, const std::optional<client::DeviceDetail> &detail,
                           const Timeline &timeline, qint64 now, const QString &trouble)
{
    // What is told anew must not take the keyboard from whoever is at a link in it.
    const QWidget *const focused = focusWidget();
    const QString name = focused != nullptr && focused->hasFocus() ? focused->objectName() : QString();
    build(device, detail, timeline, now, trouble);
    if (!name.isEmpty() && !findChildren<QWidget *>(name).isEmpty())
        findChildren<QWidget *>(name).last()->setFocus(Qt::OtherFocusReason);
}

void DeviceInspector::build(const client::Device &device, const std::optional<client::DeviceDetail> &detail,
                            const Timeline &timeline, qint64 now, const QString &trouble)
{
    m_state = device.state;
    m_inspector->setHandle(device.handle.text());
    QList<QWidget *> badges{new StateBadge(words::stateWord(device.state))};
    if (device.simulated)
        badges.append(new StateBadge({design::Glyph::Info, tr("Simulated"), Tone::Warn}));
    m_inspector->setStates(badges);
    m_inspector->clearSections();
    m_inspector->addSection(tr("Device"), listOf(deviceFacts(device, now)));
    if (!detail) {
        auto *wait = new ToneLabel(trouble.isEmpty() ? tr("Loading…") : trouble, TextStyle::Body, Tone::Muted);
        wait->setWordWrap(true);
        m_inspector->addSection(tr("Timeline"), wait);
        return;
    }
    const auto link = [this](const QString &reference) { return linkTo(reference); };
    if (QWidget *const end = endOfLifeSection(*detail, m_saving, now, [this] { Q_EMIT endOfLifeAsked(); }))
        m_inspector->addSection(tr("End-of-life record"), end);
    m_inspector->addSection(tr("Posture"), postureSection(detail->posture, now));
    m_inspector->addSection(tr("Policies"), policySection(*detail, now));
    m_inspector->addSection(tr("What may this device do, and why"),
                            decisionSection(m_decisions, [this] { Q_EMIT whyAsked(); }));
    addWaiting(*detail);
    if (!detail->commands.empty())
        m_inspector->addSection(tr("Commands"), commandLines(detail->commands, now, link));
    if (auto facts = attestationFacts(detail->attestationFacts); !facts.empty())
        m_inspector->addSection(tr("Attested facts"), listOf(std::move(facts)));
    m_inspector->addSection(tr("Timeline"), timelineLines(timeline, now, link, [this] { Q_EMIT earlierAsked(); }));
}

QWidget *DeviceInspector::linkTo(const QString &reference)
{
    const QString shown = models::changes::ChangeListModel::shortReference(reference);
    auto *link = new design::Button(design::ButtonRole::Quiet, shown);
    link->setObjectName(QStringLiteral("change:") + reference);
    link->setToolTip(reference);
    link->setAccessibleName(tr("Open change %1").arg(shown));
    connect(link, &design::Button::clicked, this, [this, reference] { Q_EMIT changeOpened(reference); });
    return link;
}

void DeviceInspector::addWaiting(const client::DeviceDetail &detail)
{
    if (detail.waiting.empty())
        return;
    auto *body = new QWidget;
    QVBoxLayout *column = columnOf(body);
    for (const QString &reference : detail.waiting)
        column->addWidget(linkTo(reference), 0, Qt::AlignLeading);
    m_inspector->addSection(tr("Waiting changes"), body);
}

void DeviceInspector::setActs(bool offered, operators::Roles roles)
{
    m_acts->setOffers(deviceActOffers({.states = {{m_state, 1}}}, roles));
    m_inspector->setActsVisible(offered);
}

void DeviceInspector::focusFirst()
{
    if (!m_acts->isVisible() || !m_acts->focusFirst())
        m_inspector->setFocus(Qt::TabFocusReason);
}

} // namespace enigm::views::devices
