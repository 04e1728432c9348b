#include "views/ota/StageTrack.h"

#include "models/ota/ReleaseQuestions.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/words/ReleaseStageText.h"
#include "views/words/TimeText.h"

#include <QGridLayout>
#include <QPainter>

namespace enigm::views::ota {

using design::Role;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

namespace {

constexpr int markWidth = 20;
constexpr int markRadius = 5;
constexpr int stageHeight = 28;

} // namespace

StageTrack::StageTrack(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"stageTrack"_s);
    auto *const grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(metrics::grid);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, markWidth + metrics::half); // of a column without widgets there is no spacing
    grid->setColumnStretch(1, 1);
    m_rows.resize(enigm::ota::allReleaseStages().size());
    int at = 0;
    for (Row &row : m_rows) {
        row.name = new ToneLabel;
        row.time = new ToneLabel({}, TextStyle::Secondary, Tone::Muted);
        row.gate = ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted);
        row.gate->setObjectName(u"gate%1"_s.arg(at / 2));
        grid->setRowMinimumHeight(at, stageHeight);
        grid->addWidget(row.name, at, 1);
        grid->addWidget(row.time, at, 2, Qt::AlignTrailing | Qt::AlignVCenter);
        grid->addWidget(row.gate, at + 1, 1, 1, 2);
        at += 2;
    }
}

/// From the signatures on, stages need not come one after the other: a security release passes some by.
void StageTrack::show(const enigm::ota::Release &release, qint64 now)
{
    const auto next = models::ota::nextStage(release);
    for (std::size_t place = 0; place < m_rows.size(); ++place) {
        const enigm::ota::ReleaseStage stage = enigm::ota::allReleaseStages()[place];
        const auto time = release.reached(stage);
        m_rows[place].reach = time                      ? Reach::Reached
                              : stage < release.stage() ? Reach::PassedBy
                              : stage == next           ? Reach::Next
                                                        : Reach::Ahead;
        fill(m_rows[place], stage, time, now);
    }
    update();
}

void StageTrack::fill(Row &row, enigm::ota::ReleaseStage stage, std::optional<qint64> time, qint64 now) const
{
    const QString name = words::stageText(stage);
    const bool isNext = row.reach == Reach::Next;
    row.name->setText(name);
    row.name->setTone(row.reach == Reach::Reached || isNext ? Tone::Neutral : Tone::Muted);
    row.name->setAccessibleName(row.reach == Reach::Reached ? tr("%1, reached", "a stage").arg(name)
                                : isNext                    ? tr("%1, next", "a stage").arg(name)
                                                            : name);
    row.time->setText(time                           ? words::relativeTime(*time, now)
                      : isNext                       ? tr("next", "stage")
                      : row.reach == Reach::PassedBy ? tr("passed by", "stage")
                                                     : QString());
    row.time->setToolTip(time ? words::exactTime(*time).toHtmlEscaped() : QString());
    row.gate->setText(isNext ? words::gateText(stage) : QString());
    row.gate->setVisible(isNext);
}

QPoint StageTrack::markOf(const Row &row) const
{
    const int x = layoutDirection() == Qt::RightToLeft ? width() - markWidth / 2 : markWidth / 2;
    return {x, row.name->geometry().center().y()};
}

void StageTrack::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const design::Tokens &tokens = design::tokensOf(this);
    const QPoint room(0, metrics::grid);
    for (std::size_t place = 0; place + 1 < m_rows.size(); ++place) {
        const bool isBehind = m_rows[place + 1].reach == Reach::Reached || m_rows[place + 1].reach == Reach::PassedBy;
        painter.setPen(QPen(tokens.color(isBehind ? Role::Ok : Role::Border), 2));
        painter.drawLine(markOf(m_rows[place]) + room, markOf(m_rows[place + 1]) - room);
    }
    for (const Row &row : m_rows) {
        const QPoint mark = markOf(row);
        if (row.reach == Reach::Reached) {
            QRect icon(0, 0, metrics::smallIcon, metrics::smallIcon);
            icon.moveCenter(mark);
            design::Icon::paint(&painter, icon, design::Glyph::Check, tokens.color(Role::Ok));
            continue;
        }
        painter.setPen(QPen(tokens.color(row.reach == Reach::Next ? Role::Accent : Role::Border), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(mark, markRadius, markRadius);
    }
}

} // namespace enigm::views::ota
