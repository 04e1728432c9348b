#include "tests/app/console/Children.h"

#include <QFile>
#include <QString>

namespace enigm::test {

using namespace Qt::StringLiterals;

std::vector<qint64> childrenOf(qint64 process)
{
    // Qt forks on the thread that asks, which in a program of one event loop is the first.
    QFile list(u"/proc/%1/task/%1/children"_s.arg(process));
    std::vector<qint64> children;
    if (!list.open(QIODevice::ReadOnly))
        return children;
    for (const QByteArray &child : list.readAll().split(' ')) {
        if (!child.trimmed().isEmpty())
            children.push_back(child.toLongLong());
    }
    return children;
}

bool isRunning(qint64 process)
{
    QFile status(u"/proc/%1/stat"_s.arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    // "pid (name) state": one that has ended and waits to be asked for is no longer running.
    const QByteArray line = status.readAll();
    return line.mid(line.lastIndexOf(')') + 2, 1) != "Z";
}

} // namespace enigm::test
