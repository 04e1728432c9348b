#include "views/design/facts/SectionTitle.h"

#include "views/design/facts/ToneLabel.h"

#include <QHBoxLayout>

namespace enigm::views::design {

SectionTitle::SectionTitle(const QString &title, Level level, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_title(new ToneLabel(title, level == Level::Page ? TextStyle::Title : TextStyle::Section))
    , m_detail(new ToneLabel({}, TextStyle::Secondary, Tone::Muted))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::grid);
    m_layout->addWidget(m_title, 0, Qt::AlignBaseline);
    m_layout->addWidget(m_detail, 1, Qt::AlignBaseline);
    setMinimumHeight(level == Level::Page ? metrics::controlHeight : 0);
    setDetail({});
}

void SectionTitle::setTitle(const QString &title)
{
    m_title->setText(title);
}

void SectionTitle::setDetail(const QString &detail)
{
    m_detail->setText(detail);
}

void SectionTitle::addAct(QWidget *act)
{
    m_layout->addWidget(act, 0, Qt::AlignVCenter);
}

} // namespace enigm::views::design
