#include "views/design/shell/Sheet.h"

#include "views/design/facts/Card.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/style/DesignStyle.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace enigm::views::design {

namespace {

constexpr int defaultWidth = 440;
constexpr int padding = 3 * metrics::grid;

// Whether `object` lives within `whole`, be it a widget, an action or a shortcut.
bool isWithin(const QObject *object, const QObject *whole)
{
    while (object != nullptr && object != whole)
        object = object->parent();
    return object != nullptr;
}

} // namespace

Sheet::Sheet(QWidget *window)
    : QWidget(window)
    , m_panel(new Card(this))
    , m_column(new QVBoxLayout(m_panel))
    , m_buttons(new QWidget)
    , m_title(new ToneLabel({}, TextStyle::Title))
{
    m_panel->setFixedWidth(defaultWidth);
    m_column->setContentsMargins(padding, padding, padding, padding);
    m_column->setSpacing(2 * metrics::grid);
    m_title->setWordWrap(true);
    m_column->addWidget(m_title);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, metrics::grid, 0, 0);
    row->addStretch(1);
    m_column->addWidget(m_buttons);
    window->installEventFilter(this);
    hide();
}

Sheet::~Sheet() = default;

void Sheet::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Sheet::setBody(QWidget *body)
{
    m_column->insertWidget(1, body, 1);
}

void Sheet::addButton(QWidget *button)
{
    m_buttons->layout()->addWidget(button);
}

void Sheet::setPanelWidth(int width)
{
    m_panel->setFixedWidth(width);
}

void Sheet::open(QWidget *first)
{
    m_before = window()->focusWidget();
    settle();
    show();
    raise();
    qApp->installEventFilter(this);
    const QList<QWidget *> order = stops();
    if (first == nullptr && !order.isEmpty())
        first = order.front();
    if (first != nullptr)
        first->setFocus(Qt::OtherFocusReason);
}

void Sheet::accept()
{
    close();
    Q_EMIT accepted();
}

void Sheet::cancel()
{
    close();
    Q_EMIT cancelled();
}

void Sheet::close()
{
    qApp->removeEventFilter(this);
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void Sheet::settle()
{
    setGeometry(parentWidget()->rect());
    m_panel->adjustSize();
    const int needed = m_column->hasHeightForWidth() ? m_column->heightForWidth(m_panel->width()) : m_panel->height();
    const int height = std::min(needed, this->height() - 4 * metrics::grid);
    m_panel->setGeometry((width() - m_panel->width()) / 2, std::max(2 * metrics::grid, (this->height() - height) / 3),
                         m_panel->width(), height);
}

QList<QWidget *> Sheet::stops() const
{
    QList<QWidget *> result;
    for (QWidget *next = nextInFocusChain(); next != this; next = next->nextInFocusChain()) {
        if (isAncestorOf(next) && next->isVisibleTo(this) && next->isEnabled() && next->focusProxy() == nullptr &&
            next->focusPolicy() & Qt::TabFocus)
            result.append(next);
    }
    return result;
}

bool Sheet::focusNextPrevChild(bool next)
{
    const QList<QWidget *> order = stops();
    if (order.isEmpty())
        return true;
    const qsizetype here = order.indexOf(window()->focusWidget());
    const qsizetype step = next ? 1 : order.size() - 1;
    order.at(here < 0 ? 0 : (here + step) % order.size())->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

bool Sheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        settle();
    if (!isVisible())
        return false;
    if (watched == m_panel && event->type() == QEvent::LayoutRequest)
        settle();
    // Shortcuts and focus of the window behind stay where they are until the sheet is closed.
    if (event->type() == QEvent::Shortcut && QApplication::activeWindow() == window())
        return !isWithin(watched, this);
    if (event->type() == QEvent::FocusIn) {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (widget != nullptr && widget->window() == window() && !isWithin(widget, this)) {
            focusNextPrevChild(true);
            return true;
        }
    }
    return false;
}

void Sheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        cancel();
    event->accept(); // nothing goes on to the window behind
}

void Sheet::mousePressEvent(QMouseEvent *) {}

void Sheet::mouseReleaseEvent(QMouseEvent *) {}

void Sheet::wheelEvent(QWheelEvent *event)
{
    event->accept();
}

void Sheet::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool light = tokensOf(this).scheme() == Scheme::Light;
    painter.fillRect(rect(), light ? QColor(23, 28, 38, 110) : QColor(0, 0, 0, 160));
}

} // namespace enigm::views::design
