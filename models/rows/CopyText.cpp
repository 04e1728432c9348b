#include "models/rows/CopyText.h"

#include <QDateTime>

namespace enigm::models::rows {

QString copyText(const QStringList &cells)
{
    return cells.join(u'\t');
}

QString isoTime(std::optional<qint64> time)
{
    return time ? QDateTime::fromSecsSinceEpoch(*time, Qt::UTC).toString(Qt::ISODate) : QString();
}

} // namespace enigm::models::rows
