#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace enigm::views::words {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

QString translated(const char *text)
{
    return QCoreApplication::translate("TimeText", text);
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// The largest unit alone, which is what a glance wants.
QString roughSpan(qint64 seconds)
{
    if (seconds < hour)
        return translated(QT_TRANSLATE_NOOP("TimeText", "%1 min")).arg(number(std::max<qint64>(seconds / minute, 1)));
    if (seconds < 2 * day)
        return translated(QT_TRANSLATE_NOOP("TimeText", "%1 h")).arg(number(seconds / hour));
    return translated(QT_TRANSLATE_NOOP("TimeText", "%1 d")).arg(number(seconds / day));
}

} // namespace

QString relativeTime(qint64 time, qint64 now)
{
    const qint64 distance = std::abs(now - time);
    if (distance < minute)
        return translated(QT_TRANSLATE_NOOP("TimeText", "just now"));
    const QString pattern = time <= now ? translated(QT_TRANSLATE_NOOP("TimeText", "%1 ago"))
                                        : translated(QT_TRANSLATE_NOOP("TimeText", "in %1"));
    return pattern.arg(roughSpan(distance));
}

QString spanText(qint64 seconds)
{
    if (seconds < minute)
        return translated(QT_TRANSLATE_NOOP("TimeText", "less than a minute"));
    if (seconds < hour)
        return translated(QT_TRANSLATE_NOOP("TimeText", "%1 min")).arg(number(seconds / minute));
    if (seconds < day && seconds % hour < minute)
        return translated(QT_TRANSLATE_NOOP("TimeText", "%1 h")).arg(number(seconds / hour));
    if (seconds < day)
        return translated(QT_TRANSLATE_NOOP("TimeText", "%1 h %2 min"))
            .arg(number(seconds / hour), number(seconds % hour / minute));
    if (seconds % day < hour)
        return translated(QT_TRANSLATE_NOOP("TimeText", "%1 d")).arg(number(seconds / day));
    return translated(QT_TRANSLATE_NOOP("TimeText", "%1 d %2 h"))
        .arg(number(seconds / day), number(seconds % day / hour));
}

QString exactTime(qint64 time)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(time), QLocale::LongFormat);
}

QString shortTime(qint64 time, qint64 now)
{
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(time);
    const QLocale locale;
    if (moment.date() == QDateTime::fromSecsSinceEpoch(now).date())
        return locale.toString(moment.time(), QStringLiteral("HH:mm:ss"));
    return locale.toString(moment.date(), QLocale::ShortFormat) + QLatin1Char(' ') + clockTime(time);
}

QString clockTime(qint64 time)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(time).time(), QStringLiteral("HH:mm"));
}

QString dayText(qint64 time, qint64 now)
{
    const QDate date = QDateTime::fromSecsSinceEpoch(time).date();
    const QDate today = QDateTime::fromSecsSinceEpoch(now).date();
    if (date == today)
        return translated(QT_TRANSLATE_NOOP("TimeText", "Today"));
    if (date == today.addDays(-1))
        return translated(QT_TRANSLATE_NOOP("TimeText", "Yesterday"));
    return QLocale().toString(date, QLocale::LongFormat);
}

} // namespace enigm::views::words
