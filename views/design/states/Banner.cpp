#include "views/design/states/Banner.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"

#include <QHBoxLayout>
#include <QPainter>

namespace enigm::views::design {

namespace {

constexpr int iconColumn = 40;

Glyph usualGlyph(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return Glyph::ShieldCheck;
    case Tone::Warn:
        return Glyph::Warning;
    case Tone::Danger:
        return Glyph::Alarm;
    case Tone::Neutral:
    case Tone::Muted:
    case Tone::Accent:
    case Tone::Info:
        break;
    }
    return Glyph::Info;
}

} // namespace

Banner::Banner(Tone tone, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
    , m_glyph(usualGlyph(tone))
    , m_text(new ToneLabel)
    , m_act(new Button(ButtonRole::Quiet, {}))
    , m_dismiss(new Button(ButtonRole::Quiet, Glyph::Close, {}))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, metrics::half, metrics::grid, metrics::half);
    layout->setSpacing(metrics::grid);
    layout->addSpacing(iconColumn - metrics::grid);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_text->setMinimumHeight(metrics::controlHeight);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_act);
    layout->addWidget(m_dismiss);
    m_act->hide();
    m_dismiss->hide();
    m_dismiss->setAccessibleName(tr("Dismiss"));
    m_dismiss->setToolTip(tr("Dismiss"));
    connect(m_act, &QPushButton::clicked, this, &Banner::acted);
    connect(m_dismiss, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
}

void Banner::setTone(Tone tone)
{
    m_tone = tone;
    m_glyph = usualGlyph(tone);
    update();
}

void Banner::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    update();
}

void Banner::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::setAct(const QString &verb)
{
    m_act->setText(verb);
    m_act->setVisible(!verb.isEmpty());
}

void Banner::setDismissible(bool dismissible)
{
    m_dismiss->setVisible(dismissible);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    painter.fillRect(rect(), tokens.tint(m_tone));
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.edge(m_tone));
    const QRect icon(0, 0, iconColumn, 2 * metrics::half + metrics::controlHeight);
    Icon::paint(&painter, QStyle::visualRect(layoutDirection(), rect(), icon), m_glyph, tokens.color(m_tone));
}

} // namespace enigm::views::design
