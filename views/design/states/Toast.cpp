#include "views/design/states/Toast.h"

#include "views/design/facts/ToneLabel.h"
#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>

namespace enigm::views::design {

Toast::Toast(QWidget *window)
    : QFrame(window)
    , m_text(new ToneLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, metrics::grid, 0, metrics::grid);
    layout->setSpacing(0);
    layout->addSpacing(40); // the drawing of paintEvent
    layout->addWidget(m_text);
    layout->addSpacing(2 * metrics::grid);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    window->installEventFilter(this);
    hide();
}

void Toast::say(const StateWord &word)
{
    m_word = word;
    m_text->setText(word.word);
    setAccessibleName(word.word);
    settle();
    show();
    raise();
    m_timer.start(m_lifetime);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::settle()
{
    const QSize size = sizeHint().boundedTo(parentWidget()->size());
    setGeometry((parentWidget()->width() - size.width()) / 2, parentWidget()->height() - size.height() - 48,
                size.width(), size.height());
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    paint::box(&painter, rect(), tokens.color(Role::Surface), paint::fieldBorder(tokens));
    Icon::paint(&painter, QStyle::visualRect(layoutDirection(), rect(), {0, 0, 40, height()}), m_word.glyph,
                tokens.color(m_word.tone));
}

void Toast::enterEvent(QEnterEvent *)
{
    m_timer.stop();
}

void Toast::leaveEvent(QEvent *)
{
    m_timer.start(m_lifetime);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        settle();
    return QFrame::eventFilter(watched, event);
}

} // namespace enigm::views::design
