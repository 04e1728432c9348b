#include "views/design/states/SkeletonRows.h"

#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"
#include "views/design/theme/Typography.h"

#include <QLocale>

#include <array>

namespace enigm::views::design {

namespace {

// Shares of the width at which blocks begin, and how much of their column they fill, by row: uneven, as words are.
constexpr std::array columns = {0.0, 0.28, 0.46, 0.66, 0.84};
constexpr std::array fills = {0.82, 0.58, 0.74, 0.5, 0.66, 0.9, 0.62};

} // namespace

SkeletonRows::SkeletonRows(QWidget *parent)
    : QWidget(parent)
{
    setProgress(0, 0);
}

void SkeletonRows::setProgress(qint64 done, qint64 total)
{
    m_done = done;
    m_total = total;
    setAccessibleName(total > 0 ? tr("Loading, %1 of %2").arg(QLocale().toString(done), QLocale().toString(total))
                                : tr("Loading"));
    update();
}

void SkeletonRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    painter.fillRect(rect(), tokens.color(Role::Surface));
    int top = 0;
    if (m_total > 0) {
        painter.setPen(tokens.color(Role::Muted));
        painter.setFont(fontFor(TextStyle::Secondary));
        painter.drawText(QRect(12, 0, width() - 24, metrics::rowHeight),
                         static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
                         accessibleName());
        const double share = static_cast<double>(m_done) / static_cast<double>(m_total);
        const QRect bar(0, metrics::rowHeight - 2, static_cast<int>(width() * std::min(share, 1.0)), 2);
        painter.fillRect(QRect(0, metrics::rowHeight - 2, width(), 2), tokens.color(Role::Sunken));
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), bar), tokens.color(Role::Accent));
        top = metrics::rowHeight;
    }
    std::size_t turn = 0;
    const double usable = width() - 24;
    for (int y = top; y < height(); y += metrics::rowHeight) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const double end = i + 1 < columns.size() ? columns.at(i + 1) : 1.0;
            const double wide = (end - columns.at(i)) * usable * fills.at(turn++ % fills.size()) - 12;
            const QRectF block(12 + columns.at(i) * usable, y + 11, std::max(wide, 8.0), 10);
            paint::box(&painter, QStyle::visualRect(layoutDirection(), rect(), block.toRect()),
                       tokens.color(Role::Sunken), {}, 3);
        }
        painter.fillRect(QRect(0, y + metrics::rowHeight - 1, width(), 1), tokens.color(Role::Sunken));
    }
}

} // namespace enigm::views::design
