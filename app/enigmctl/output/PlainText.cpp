#include "app/enigmctl/output/PlainText.h"

#include "contract/encoding/SafeText.h"

#include <QDateTime>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

QString plainText(const QString &text)
{
    if (encoding::checkSafeText(text))
        return text;
    QString plain;
    for (const uint codePoint : text.toUcs4()) {
        const char32_t character = codePoint;
        const QString one = QString::fromUcs4(&character, 1);
        plain += encoding::checkSafeText(one) ? one : u"\\u{%1}"_s.arg(codePoint, 0, 16);
    }
    return plain;
}

QString timeText(qint64 unixSeconds)
{
    return QDateTime::fromSecsSinceEpoch(unixSeconds, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss'Z'");
}

QString joined(const std::vector<QString> &words)
{
    return QStringList(words.begin(), words.end()).join(u", "_s);
}

} // namespace enigm::ctl
