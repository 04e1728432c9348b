#include "tests/support/gateway/WireguardInterface.h"

#include <QProcess>

namespace enigm::test {

using namespace Qt::StringLiterals;

std::map<QByteArray, QByteArray> peersOfInterface(const QString &name)
{
    QProcess wg;
    wg.start(u"wg"_s, {u"show"_s, name, u"allowed-ips"_s});
    wg.waitForFinished();
    std::map<QByteArray, QByteArray> result;
    const QList<QByteArray> lines = wg.readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.split('\t');
        if (words.size() == 2)
            result[QByteArray::fromBase64(words[0])] = words[1];
    }
    return result;
}

} // namespace enigm::test
