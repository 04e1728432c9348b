#include "views/design/shell/TopBar.h"

#include "views/design/facts/Card.h"
#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/icons/Icon.h"
#include "views/design/shell/PaletteButton.h"
#include "views/design/style/DesignStyle.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace enigm::views::design {

TopBar::TopBar(QWidget *parent)
    : QFrame(parent)
    , m_deployment(new ToneLabel({}, TextStyle::BodyStrong))
    , m_key(new ToneLabel({}, TextStyle::MonoSmall, Tone::Muted))
    , m_log(new StateBadge({}, StateBadge::Shape::Plain))
    , m_witnesses(new StateBadge({}, StateBadge::Shape::Plain))
    , m_palette(
          new PaletteButton(tr("Search or do…"), QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText)))
    , m_operator(new QToolButton)
    , m_timeLeft(new ToneLabel({}, TextStyle::Secondary, Tone::Muted))
{
    setFixedHeight(6 * metrics::grid);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * metrics::grid, 0, 2 * metrics::grid, 1);
    layout->setSpacing(12);
    auto *product = new ToneLabel(tr("Enigm Command"), TextStyle::BodyStrong, Tone::Accent);
    auto *line = new Separator(Qt::Vertical);
    line->setFixedHeight(20);
    m_operator->setIcon(Icon::of(Glyph::Person));
    m_operator->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_operator->setPopupMode(QToolButton::InstantPopup);
    m_operator->setAutoRaise(true);
    m_operator->setFocusPolicy(Qt::TabFocus);
    m_palette->setAccessibleName(tr("Search or do something"));
    layout->addWidget(product);
    layout->addWidget(line, 0, Qt::AlignVCenter);
    layout->addWidget(m_deployment);
    layout->addWidget(m_key);
    m_log->setObjectName(QStringLiteral("logState"));
    m_witnesses->setObjectName(QStringLiteral("witnesses"));
    m_witnesses->hide();
    // One over the other, so that the bar gets no wider; alone in the middle while the other has no words.
    auto *logs = new QVBoxLayout;
    logs->setSpacing(0);
    logs->addStretch(1);
    logs->addWidget(m_log);
    logs->addWidget(m_witnesses);
    logs->addStretch(1);
    layout->addLayout(logs);
    layout->addStretch(1);
    layout->addWidget(m_palette, 4);
    layout->addStretch(1);
    layout->addWidget(m_operator);
    layout->addWidget(m_timeLeft);
    connect(m_palette, &QAbstractButton::clicked, this, &TopBar::paletteRequested);
}

void TopBar::setDeployment(const QString &name, const QString &fingerprint)
{
    m_deployment->setText(name);
    m_key->setText(tr("key %1").arg(groupedByFour(fingerprint.left(8))));
    m_key->setToolTip(groupedByFour(fingerprint));
    m_key->setAccessibleName(tr("Key of the deployment: %1").arg(fingerprint));
}

void TopBar::setLogState(const StateWord &state, const QString &hover)
{
    m_log->setState(state);
    m_log->setToolTip(hover.toHtmlEscaped());
    m_log->setAccessibleDescription(hover);
}

void TopBar::setWitnesses(const StateWord &state, const QString &hover)
{
    m_witnesses->setState(state);
    m_witnesses->setToolTip(hover.toHtmlEscaped());
    m_witnesses->setAccessibleDescription(hover);
    m_witnesses->setVisible(!state.word.isEmpty());
}

void TopBar::setOperator(const QString &name, const QString &timeLeft, bool hurry)
{
    m_operator->setText(name);
    m_operator->setAccessibleName(tr("Signed in as %1").arg(name));
    m_timeLeft->setText(timeLeft);
    m_timeLeft->setTone(hurry ? Tone::Warn : Tone::Muted);
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    painter.fillRect(rect(), tokens.color(Role::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.color(Role::Border));
}

} // namespace enigm::views::design
