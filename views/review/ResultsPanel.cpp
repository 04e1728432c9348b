#include "views/review/ResultsPanel.h"

#include "views/design/facts/SectionTitle.h"
#include "views/design/states/Banner.h"
#include "views/design/table/CellDelegate.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/review/ResultWordsProxy.h"
#include "views/words/ProblemText.h"

#include <QHeaderView>
#include <QLocale>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::review {

using design::Glyph;
using design::Tone;
using fleet::CommandState;
using Model = models::changes::ChangeResultsModel;

namespace {

/// More rows than this scroll.
constexpr int mostRows = 10;

qint64 countOf(const std::map<Model::Outcome, qint64> &counts, Model::Outcome outcome)
{
    const auto found = counts.find(outcome);
    return found == counts.end() ? 0 : found->second;
}

} // namespace

ResultsPanel::ResultsPanel(Model &results, const client::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_results(results)
    , m_words(new ResultWordsProxy(results, session, this))
    , m_sum(new design::Banner(Tone::Info))
    , m_table(new design::TableView)
{
    setObjectName(QStringLiteral("resultsPanel"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new design::SectionTitle(tr("At the devices")));
    m_sum->setObjectName(QStringLiteral("resultsSum"));
    layout->addWidget(m_sum);
    m_table->setObjectName(QStringLiteral("resultsTable"));
    m_table->setAccessibleName(tr("What became of it at each device"));
    m_table->setCompact(true);
    m_table->setModel(m_words);
    m_table->setItemDelegateForColumn(Model::Device, new design::CellDelegate(design::CellKind::Code, m_table));
    m_table->setItemDelegateForColumn(
        Model::Result,
        new design::StateDelegate([this](const QModelIndex &index) { return m_words->stateWord(index); }, m_table));
    for (const int column : {Model::Since, Model::Reason})
        m_table->setItemDelegateForColumn(column, new design::CellDelegate(design::CellKind::Muted, m_table));
    m_table->setColumns({{.id = QStringLiteral("device"), .width = 160, .hidable = false},
                         {.id = QStringLiteral("result"), .width = 144, .hidable = false},
                         {.id = QStringLiteral("since"), .width = 80},
                         {.id = QStringLiteral("reason"), .width = 88}});
    layout->addWidget(m_table);
    layout->addStretch(1);
    connect(&m_results.status(), &models::session::SyncStatus::changed, this, &ResultsPanel::showResults);
    showResults();
}

void ResultsPanel::showResults()
{
    const auto &problem = m_results.status().problem();
    const int rows = m_results.rowCount();
    m_table->setVisible(rows > 0);
    const int shown = std::min(rows, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            shown * m_table->verticalHeader()->defaultSectionSize() + 2 * m_table->frameWidth());
    if (rows == 0) {
        m_sum->setTone(problem ? Tone::Warn : Tone::Info);
        m_sum->setGlyph(problem ? Glyph::Warning : Glyph::Hourglass);
        m_sum->setText(problem ? words::problemText(*problem).line() : tr("Asking how far it has come…"));
        return;
    }
    const auto counts = m_results.counts();
    const qint64 obeyed = countOf(counts, CommandState::Acknowledged);
    const qint64 waiting = countOf(counts, CommandState::Queued) + countOf(counts, CommandState::Delivered);
    const qint64 refused = countOf(counts, CommandState::Refused);
    const qint64 expired = countOf(counts, CommandState::Expired);
    const qint64 skipped = countOf(counts, {});
    const qint64 cancelled = countOf(counts, CommandState::Cancelled);
    QStringList parts{tr("%1 of %n device(s) have acknowledged", nullptr, rows).arg(QLocale().toString(obeyed))};
    if (waiting > 0)
        parts.append(tr("%n wait(s)", nullptr, static_cast<int>(waiting)));
    if (refused > 0)
        parts.append(tr("%n refused", nullptr, static_cast<int>(refused)));
    if (expired > 0)
        parts.append(tr("%n expired", nullptr, static_cast<int>(expired)));
    if (cancelled > 0)
        parts.append(tr("%n cancelled", nullptr, static_cast<int>(cancelled)));
    if (skipped > 0)
        parts.append(tr("%n skipped", nullptr, static_cast<int>(skipped)));
    const bool isTrouble = refused > 0 || expired > 0;
    const bool isWhole = obeyed == rows;
    m_sum->setTone(isTrouble ? Tone::Warn : isWhole ? Tone::Ok : Tone::Info);
    m_sum->setGlyph(isTrouble ? Glyph::Warning : isWhole ? Glyph::Check : Glyph::Hourglass);
    m_sum->setText(parts.join(QStringLiteral(" · ")));
}

} // namespace enigm::views::review
