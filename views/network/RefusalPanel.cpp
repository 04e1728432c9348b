#include "views/network/RefusalPanel.h"

#include "api-client/session/Session.h"
#include "views/charts/StackedBars.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/CellDelegate.h"
#include "views/design/table/TableView.h"
#include "views/panes/SyncText.h"
#include "views/words/TimeText.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace enigm::views::network {

using design::Tone;
using enigm::network::DenialReason;
using models::network::OutcomeSource;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 day = 24 * OutcomeSource::hour;

struct Span
{
    qint64 length;
    qint64 bar;
};
constexpr std::array spans{Span{day, OutcomeSource::hour}, Span{7 * day, 6 * OutcomeSource::hour}, Span{30 * day, day}};

Tone toneOf(DenialReason reason)
{
    switch (reason) {
    case DenialReason::Device:
        return Tone::Danger;
    case DenialReason::Policy:
        return Tone::Warn;
    case DenialReason::Path:
        return Tone::Accent;
    case DenialReason::UnknownSubject:
        return Tone::Info;
    case DenialReason::UnknownAction:
    case DenialReason::UnknownResource:
        return Tone::Ok;
    case DenialReason::Unavailable:
        return Tone::Muted;
    case DenialReason::NoCredential:
        return Tone::Neutral;
    }
    Q_UNREACHABLE();
}

} // namespace

QString denialText(DenialReason reason)
{
    switch (reason) {
    case DenialReason::Device:
        return RefusalPanel::tr("Device not served");
    case DenialReason::Policy:
        return RefusalPanel::tr("No policy lets it");
    case DenialReason::Path:
        return RefusalPanel::tr("Not by this path");
    case DenialReason::UnknownSubject:
        return RefusalPanel::tr("Unknown device");
    case DenialReason::UnknownAction:
        return RefusalPanel::tr("Unknown action");
    case DenialReason::UnknownResource:
        return RefusalPanel::tr("Unknown resource");
    case DenialReason::Unavailable:
        return RefusalPanel::tr("Nobody could be asked");
    case DenialReason::NoCredential:
        return RefusalPanel::tr("No credential");
    }
    Q_UNREACHABLE();
}

RefusalPanel::RefusalPanel(OutcomeSource &outcomes, const client::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_outcomes(outcomes)
    , m_session(session)
    , m_span(new QComboBox)
    , m_asTable(new design::Button(design::ButtonRole::Quiet, tr("As a table")))
    , m_chart(new charts::StackedBars)
    , m_rows(new QStandardItemModel(this))
    , m_table(new design::TableView)
    , m_pages(new QStackedWidget)
    , m_stack(nullptr)
    , m_figures(new design::ToneLabel({}, design::TextStyle::Secondary, Tone::Muted))
{
    setObjectName(u"refusals"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::half);
    layout->addWidget(buildHead());
    m_chart->setObjectName(u"refusalChart"_s);
    m_chart->setAccessibleName(tr("Refusals over time by category"));
    m_table->setObjectName(u"refusalTable"_s);
    m_table->setAccessibleName(m_chart->accessibleName());
    m_table->setCompact(true);
    m_table->setModel(m_rows);
    m_pages->addWidget(m_chart);
    m_pages->addWidget(m_table);
    m_stack = new design::StateStack(m_pages);
    layout->addWidget(m_stack, 1);
    m_figures->setObjectName(u"refusalFigures"_s);
    layout->addWidget(m_figures);
    connect(m_chart, &charts::StackedBars::currentChanged, this,
            [this](int bar) { m_figures->setText(m_chart->figures(bar)); });
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_outcomes.refresh(); });
    connect(&m_outcomes, &OutcomeSource::changed, this, &RefusalPanel::showBars);
    connect(&m_outcomes.status(), &models::session::SyncStatus::changed, this, &RefusalPanel::updateState);
    showBars();
    updateState();
}

QWidget *RefusalPanel::buildHead()
{
    auto *const title = new design::SectionTitle(tr("Refused by the control plane"));
    m_span->setObjectName(u"refusalSpan"_s);
    m_span->setAccessibleName(tr("Span of time"));
    m_span->addItems({tr("24 hours, by the hour"), tr("7 days, by 6 hours"), tr("30 days, by the day")});
    m_asTable->setObjectName(u"refusalAsTable"_s);
    title->addAct(m_asTable);
    title->addAct(m_span);
    connect(m_span, &QComboBox::activated, this, &RefusalPanel::chooseSpan);
    connect(m_asTable, &QAbstractButton::clicked, this, &RefusalPanel::toggleTable);
    return title;
}

void RefusalPanel::chooseSpan(int place)
{
    const Span &span = spans[static_cast<std::size_t>(place)];
    m_outcomes.setSpan(span.length, span.bar);
}

void RefusalPanel::toggleTable()
{
    const bool toTable = m_pages->currentIndex() == 0;
    m_pages->setCurrentIndex(toTable ? 1 : 0);
    m_asTable->setText(toTable ? tr("As a chart") : tr("As a table"));
    m_figures->setVisible(!toTable);
}

QString RefusalPanel::labelOf(qint64 time) const
{
    const QDateTime local = QDateTime::fromSecsSinceEpoch(time);
    const QLocale locale;
    return m_outcomes.barLength() < day && m_outcomes.span() <= day
               ? words::clockTime(time)
               : locale.toString(local.date(), QLocale::ShortFormat);
}

void RefusalPanel::showBars()
{
    std::vector<QString> labels;
    std::vector<charts::BarSeries> series;
    QStringList titles{tr("From"), tr("Permitted")};
    for (const DenialReason reason : enigm::network::allDenialReasons()) {
        series.push_back({.name = denialText(reason), .tone = toneOf(reason), .values = {}});
        titles.append(denialText(reason));
    }
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels(titles);
    for (const OutcomeSource::Bar &bar : m_outcomes.bars()) {
        labels.push_back(labelOf(bar.from));
        QList<QStandardItem *> cells{
            new QStandardItem(QLocale().toString(QDateTime::fromSecsSinceEpoch(bar.from), QLocale::ShortFormat)),
            new QStandardItem(QLocale().toString(bar.permits))};
        for (std::size_t i = 0; i < series.size(); ++i) {
            series[i].values.push_back(bar.denials[i]);
            cells.append(new QStandardItem(QLocale().toString(bar.denials[i])));
        }
        m_rows->appendRow(cells);
    }
    m_chart->setData(std::move(labels), std::move(series));
    updateState();
}

void RefusalPanel::updateState()
{
    const panes::PaneTexts texts{.empty = {.glyph = design::Glyph::Network,
                                           .title = tr("Nothing was decided yet"),
                                           .sentence = tr("Counts appear here once an enforcement point asks.")},
                                 .refused = {.rule = tr("Your roles do not let you see the network."),
                                             .whoCould = tr("Administrators, approvers and security reviewers can.")}};
    m_stack->setState(panes::paneState(m_outcomes.status(), !m_outcomes.bars().empty(), m_session.now(), texts));
}

void RefusalPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::NoModifier)
        toggleTable();
    else
        QWidget::keyPressEvent(event);
}

} // namespace enigm::views::network
