#include "tests/support/gateway/OnionService.h"

#include "tests/support/Vectors.h"

#include <QFile>
#include <QRegularExpression>

namespace enigm::test {

using namespace Qt::StringLiterals;

QStringList OnionService::torrcLines() const
{
    return {u"DisableNetwork 1"_s, u"Log info file "_s + log()};
}

QSet<QString> OnionService::authorised() const
{
    static const QRegularExpression loaded(u"Loaded a client authorization key file (\\S+)\\.\\n"_s);
    const QString text = QFile::exists(log()) ? QString::fromUtf8(readFile(log())) : QString();
    QSet<QString> result;
    const QString last = text.mid(qMax<qsizetype>(text.lastIndexOf("Received reload signal"_L1), 0));
    for (auto matches = loaded.globalMatch(last); matches.hasNext();)
        result.insert(matches.next().captured(1));
    return result;
}

} // namespace enigm::test
