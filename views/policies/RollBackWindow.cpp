#include "views/policies/RollBackWindow.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/ToneLabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace enigm::views::policies {

using design::Button;
using design::ButtonRole;
using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 3 * design::metrics::grid;

} // namespace

RollBackWindow::RollBackWindow(const PolicyReview::Subject &subject, QWidget *parent)
    : QWidget(parent, Qt::Dialog)
    , m_review(new PolicyReview)
{
    setObjectName(u"rollBackWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Roll back policy"));
    resize(800, 720);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(2 * design::metrics::grid);
    layout->addWidget(design::ToneLabel::wrapping(
        tr("Bring version %1 of “%2” back").arg(subject.after.policy.version).arg(subject.after.policy.document.name),
        design::TextStyle::Title, design::Tone::Neutral));
    auto *const area = new QScrollArea;
    area->setWidget(m_review);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(area, 1);
    auto *const foot = new QHBoxLayout;
    foot->setSpacing(design::metrics::grid);
    foot->addWidget(
        new design::ToneLabel(tr("Nothing is signed yet."), design::TextStyle::Secondary, design::Tone::Muted), 1);
    auto *const cancel = new Button(ButtonRole::Secondary, tr("Cancel"));
    auto *const next = new Button(ButtonRole::Primary, tr("Ask for it…"));
    next->setObjectName(u"rollBackNext"_s);
    connect(cancel, &QAbstractButton::clicked, this, &QWidget::close);
    connect(next, &QAbstractButton::clicked, this, [this] {
        Q_EMIT defined();
        close();
    });
    foot->addWidget(cancel);
    foot->addWidget(next);
    layout->addLayout(foot);
    m_review->show(subject);
}

void RollBackWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event); // Enter is left alone: it asks for nothing
}

} // namespace enigm::views::policies
