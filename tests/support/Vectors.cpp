#include "tests/support/Vectors.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace enigm::test {

QString vectorsDirectory()
{
    QString directory = qEnvironmentVariable("ENIGM_VECTORS");
    if (directory.isEmpty())
        directory = qEnvironmentVariable("ENIGM_SOURCE_DIR") + QStringLiteral("/../shared/vectors");
    return QFileInfo(directory).isDir() ? QDir(directory).canonicalPath() : QString();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        QTest::qFail(qPrintable(QStringLiteral("cannot read ") + path), __FILE__, __LINE__);
        return {};
    }
    return file.readAll();
}

} // namespace enigm::test
