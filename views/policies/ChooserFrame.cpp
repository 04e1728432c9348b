#include "views/policies/ChooserFrame.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace enigm::views::policies {

namespace {

constexpr int padding = 2 * design::metrics::grid;

} // namespace

ChooserFrame::ChooserFrame(const QString &title, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_layout(new QVBoxLayout(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(title);
    m_layout->setContentsMargins(padding, padding, padding, padding);
    m_layout->setSpacing(design::metrics::grid);
    m_layout->addWidget(new design::ToneLabel(title, design::TextStyle::Section));
    auto *const foot = new QHBoxLayout;
    auto *const hint = new design::ToneLabel(tr("Esc drops it"), design::TextStyle::Secondary, design::Tone::Muted);
    auto *const done = new design::Button(design::ButtonRole::Secondary, tr("Take this"));
    done->setObjectName(QStringLiteral("chooserTake"));
    connect(done, &QAbstractButton::clicked, this, &QWidget::close);
    foot->addWidget(hint, 1);
    foot->addWidget(done);
    m_layout->addLayout(foot);
}

void ChooserFrame::setBody(QWidget *body)
{
    m_layout->insertWidget(1, body, 1);
}

void ChooserFrame::openAt(const QRect &cell)
{
    adjustSize();
    const QRect screen = this->screen()->availableGeometry();
    QPoint place(isRightToLeft() ? cell.right() - width() : cell.left(), cell.bottom() + 1);
    if (place.y() + height() > screen.bottom())
        place.setY(cell.top() - height());
    place.setX(qBound(screen.left(), place.x(), qMax(screen.left(), screen.right() - width())));
    place.setY(qMax(screen.top(), qMin(place.y(), screen.bottom() - height())));
    move(place);
    show();
}

void ChooserFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const design::Tokens &tokens = design::tokensOf(this);
    painter.fillRect(rect(), tokens.color(design::Role::Surface));
    painter.setPen(tokens.color(design::Role::Border));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void ChooserFrame::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        m_isDropped = true;
    else if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QFrame::keyPressEvent(event);
    close();
}

void ChooserFrame::closeEvent(QCloseEvent *event)
{
    QFrame::closeEvent(event);
    if (!m_isDropped && !m_isTaken) {
        m_isTaken = true;
        take();
    }
}

} // namespace enigm::views::policies
