#include "views/design/theme/FocusRing.h"

#include <QAbstractItemView>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QWidget>

namespace enigm::views::design {

namespace {

bool byKeyboard(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

bool ringsItself(const QWidget *widget)
{
    return qobject_cast<const QAbstractItemView *>(widget) != nullptr || widget->isWindow();
}

// Delegates ring the current cell where the style option says that the keyboard moved last; Qt itself says so of Tab
// only.
void markCells(QWidget *widget, bool keyboard)
{
    QWidget *window = widget->window();
    if (window->testAttribute(Qt::WA_KeyboardFocusChange) == keyboard)
        return;
    window->setAttribute(Qt::WA_KeyboardFocusChange, keyboard);
    window->update();
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        view->viewport()->update();
}

} // namespace

FocusRing::~FocusRing()
{
    delete m_frame;
}

QWidget *FocusRing::ringed() const
{
    return m_frame ? m_frame->widget() : nullptr;
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::FocusIn && type != QEvent::FocusOut && type != QEvent::MouseButtonPress &&
        type != QEvent::KeyPress)
        return false;
    auto *widget = qobject_cast<QWidget *>(watched);
    if (widget == nullptr)
        return false;
    if (type == QEvent::FocusIn) {
        const bool keyboard = byKeyboard(static_cast<QFocusEvent *>(event)->reason());
        if (keyboard)
            markCells(widget, true);
        if (keyboard && !ringsItself(widget))
            show(widget);
    } else if (type == QEvent::KeyPress) {
        if (qobject_cast<QAbstractItemView *>(widget) != nullptr)
            markCells(widget, true);
    } else if (type == QEvent::MouseButtonPress) {
        markCells(widget, false);
        hide();
    } else if (widget == ringed()) {
        hide();
    }
    return false;
}

void FocusRing::show(QWidget *widget)
{
    if (!m_frame)
        m_frame = new QFocusFrame(widget);
    m_frame->setWidget(widget);
}

void FocusRing::hide()
{
    if (m_frame)
        m_frame->setWidget(nullptr);
}

} // namespace enigm::views::design
