#include "views/design/shell/Inspector.h"

#include "views/design/facts/Card.h"
#include "views/design/facts/EmptyLayout.h"
#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/style/DesignStyle.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace enigm::views::design {

namespace {

constexpr int margin = 2 * metrics::grid;

} // namespace

Inspector::Inspector(QWidget *parent)
    : QFrame(parent)
    , m_handle(new HandleLabel)
    , m_title(new ToneLabel({}, TextStyle::Section))
    , m_states(new QHBoxLayout)
    , m_scroll(new QScrollArea)
    , m_sections(new QVBoxLayout)
    , m_foot(new QWidget)
    , m_acts(new QHBoxLayout)
{
    setMinimumWidth(280);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(margin, margin, margin, 12);
    head->setSpacing(metrics::grid);
    head->addWidget(m_handle);
    head->addWidget(m_title);
    m_title->hide();
    m_states->setSpacing(metrics::half + 2);
    head->addLayout(m_states);
    column->addLayout(head);
    column->addWidget(new Separator);
    auto *body = new QWidget;
    auto *bodyColumn = new QVBoxLayout(body);
    bodyColumn->setContentsMargins(margin, margin, margin, margin);
    m_sections->setSpacing(metrics::grid);
    bodyColumn->addLayout(m_sections);
    bodyColumn->addStretch(1);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setBackgroundRole(QPalette::Base);
    body->setBackgroundRole(QPalette::Base);
    column->addWidget(m_scroll, 1);
    auto *foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(0);
    foot->addWidget(new Separator);
    m_acts->setContentsMargins(margin, 12, margin, 12);
    m_acts->setSpacing(metrics::grid);
    foot->addLayout(m_acts);
    column->addWidget(m_foot);
    m_foot->hide();
    setAccessibleName(tr("Inspector"));
}

void Inspector::setHandle(const QString &handle)
{
    m_handle->setValue(handle);
    m_handle->show();
    m_title->hide();
}

void Inspector::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->show();
    m_handle->hide();
}

void Inspector::setStates(const QList<QWidget *> &badges)
{
    emptyLayout(*m_states);
    for (QWidget *badge : badges) {
        m_states->addWidget(badge);
        badge->show();
    }
    m_states->addStretch(1);
}

void Inspector::addSection(const QString &title, QWidget *body)
{
    if (m_sections->count() > 0)
        m_sections->addSpacing(metrics::grid);
    auto *const heading = new SectionTitle(title);
    m_sections->addWidget(heading);
    m_sections->addWidget(body);
    // Counted from now on: where all was told anew, the place that somebody has scrolled to stays.
    heading->show();
    body->show();
}

void Inspector::clearSections()
{
    emptyLayout(*m_sections);
}

void Inspector::setActs(const QList<QWidget *> &acts)
{
    emptyLayout(*m_acts);
    for (QWidget *act : acts)
        m_acts->addWidget(act);
    if (acts.size() > 1) // one that arranges acts by itself takes the whole width
        m_acts->addStretch(1);
    m_foot->setVisible(!acts.isEmpty());
}

void Inspector::setActsVisible(bool visible)
{
    m_foot->setVisible(visible);
}

void Inspector::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokensOf(this).color(Role::Surface));
}

} // namespace enigm::views::design
