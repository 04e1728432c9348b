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
    if (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut &&
        event->type() != QEvent::MouseButtonPress)
        return false;
    auto *widget = qobject_cast<QWidget *>(watched);
    if (widget == nullptr)
        return false;
    if (event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (byKeyboard(reason) && !ringsItself(widget))
            show(widget);
    } else if (event->type() == QEvent::MouseButtonPress || widget == ringed()) {
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
