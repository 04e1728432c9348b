#include "views/devices/ActButtons.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"

#include <QGridLayout>
#include <QMenu>

#include <algorithm>

namespace enigm::views::devices {

using design::Button;
using design::ButtonRole;

ActButtons::ActButtons(int columns, QWidget *parent)
    : QWidget(parent)
    , m_columns(columns)
    , m_grid(new QGridLayout)
    , m_reason(new design::ToneLabel({}, design::TextStyle::Secondary, design::Tone::Muted))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(design::metrics::grid);
    layout->addLayout(m_grid);
    layout->addWidget(m_reason);
    m_grid->setSpacing(design::metrics::grid);
    for (int column = 0; column < columns; ++column)
        m_grid->setColumnStretch(column, 1);
    m_reason->setWordWrap(true);
    m_reason->hide();
}

void ActButtons::setOffers(const std::vector<DeviceActOffer> &offers)
{
    const bool same = std::ranges::equal(m_offers, offers, {}, &DeviceActOffer::action, &DeviceActOffer::action);
    m_offers = offers;
    if (!same || m_buttons.empty())
        rebuild();
    if (m_menu)
        m_menu->clear();
    std::size_t next = 0;
    for (const DeviceActOffer &offer : m_offers) {
        if (offer.isRare)
            addToMenu(offer);
        else if (Button *const button = m_buttons.at(next++); offer.denial.isEmpty())
            button->allow();
        else
            button->deny(offer.denial);
    }
    const bool oneReason =
        !m_offers.empty() && !m_offers.front().denial.isEmpty() &&
        std::ranges::all_of(m_offers, [&](const DeviceActOffer &one) { return one.denial == m_offers.front().denial; });
    m_reason->setText(oneReason ? m_offers.front().denial : QString());
    m_reason->setVisible(oneReason);
}

void ActButtons::rebuild()
{
    for (Button *button : m_buttons)
        button->deleteLater();
    m_buttons.clear();
    m_menu = nullptr;
    for (const DeviceActOffer &offer : m_offers) {
        if (offer.isRare)
            continue;
        auto *button = new Button(offer.isFinal ? ButtonRole::Danger : ButtonRole::Secondary, offer.verb, this);
        button->setObjectName(offer.action);
        connect(button, &Button::clicked, this, [this, action = offer.action] { Q_EMIT chosen(action); });
        place(button);
    }
    if (std::ranges::none_of(m_offers, &DeviceActOffer::isRare))
        return;
    auto *more = new Button(ButtonRole::Secondary, tr("More"), this);
    more->setObjectName(QStringLiteral("moreActs"));
    m_menu = new QMenu(more);
    m_menu->setToolTipsVisible(true);
    more->setMenu(m_menu);
    place(more);
}

void ActButtons::place(Button *button)
{
    const int at = static_cast<int>(m_buttons.size());
    m_grid->addWidget(button, at / m_columns, at % m_columns);
    m_buttons.push_back(button);
}

void ActButtons::addToMenu(const DeviceActOffer &offer)
{
    QAction *const entry = m_menu->addAction(offer.verb);
    entry->setObjectName(offer.action);
    entry->setEnabled(offer.denial.isEmpty());
    entry->setToolTip(offer.denial);
    connect(entry, &QAction::triggered, this, [this, action = offer.action] { Q_EMIT chosen(action); });
}

bool ActButtons::focusFirst()
{
    const auto open = std::ranges::find_if(m_buttons, [](const Button *button) { return button->isEnabled(); });
    if (open == m_buttons.end())
        return false;
    (*open)->setFocus(Qt::TabFocusReason);
    return true;
}

} // namespace enigm::views::devices
