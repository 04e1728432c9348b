#include "views/devices/SelectionBar.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/style/DesignStyle.h"
#include "views/devices/ActButtons.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace enigm::views::devices {

using design::metrics::grid;

SelectionBar::SelectionBar(QWidget *parent)
    : QFrame(parent)
    , m_count(new design::ToneLabel({}, design::TextStyle::BodyStrong))
    , m_acts(new ActButtons(6))
    , m_export(new design::Button(design::ButtonRole::Secondary, design::Glyph::Export, tr("Export…")))
{
    setObjectName(QStringLiteral("devicesSelection"));
    setAccessibleName(tr("What can be done with the selected devices"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    layout->setSpacing(2 * grid);
    layout->addWidget(m_count);
    layout->addWidget(m_acts);
    layout->addStretch(1);
    layout->addWidget(m_export, 0, Qt::AlignTop);
    m_export->setObjectName(QStringLiteral("exportDevices"));
    connect(m_acts, &ActButtons::chosen, this, &SelectionBar::actChosen);
    connect(m_export, &design::Button::clicked, this, &SelectionBar::exportChosen);
}

void SelectionBar::show(const DeviceChoice &choice, operators::Roles roles)
{
    const qint64 count = choice.known() + choice.pending;
    setVisible(count > 1);
    m_count->setText(tr("%1 selected").arg(QLocale().toString(count)));
    m_acts->setOffers(deviceActOffers(choice, roles));
    if (choice.pending > 0)
        m_export->deny(
            tr("%n of the selected devices are still being loaded.", nullptr, static_cast<int>(choice.pending)));
    else
        m_export->allow();
}

void SelectionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const design::Tokens &tokens = design::tokensOf(this);
    painter.fillRect(rect(), tokens.color(design::Role::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), tokens.color(design::Role::Border));
}

} // namespace enigm::views::devices
