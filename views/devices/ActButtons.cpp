#include "views/devices/ActButtons.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"

#include <QGridLayout>

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
        rebuild(offers);
    for (std::size_t i = 0; i < offers.size(); ++i) {
        if (offers.at(i).denial.isEmpty())
            m_buttons.at(i)->allow();
        else
            m_buttons.at(i)->deny(offers.at(i).denial);
    }
    const bool oneReason =
        !offers.empty() && !offers.front().denial.isEmpty() &&
        std::ranges::all_of(offers, [&](const DeviceActOffer &one) { return one.denial == offers.front().denial; });
    m_reason->setText(oneReason ? offers.front().denial : QString());
    m_reason->setVisible(oneReason);
}

void ActButtons::rebuild(const std::vector<DeviceActOffer> &offers)
{
    for (Button *button : m_buttons)
        button->deleteLater();
    m_buttons.clear();
    for (const DeviceActOffer &offer : offers) {
        auto *button = new Button(offer.isFinal ? ButtonRole::Danger : ButtonRole::Secondary, offer.verb, this);
        button->setObjectName(offer.action);
        connect(button, &Button::clicked, this, [this, action = offer.action] { Q_EMIT chosen(action); });
        const int place = static_cast<int>(m_buttons.size());
        m_grid->addWidget(button, place / m_columns, place % m_columns);
        m_buttons.push_back(button);
    }
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
