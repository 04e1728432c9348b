#include "tests/house/Sources.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::test;

/// What the documents point at is there.
class DocumentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLinkLeadsSomewhere();
    void everyFileThatIsNamedExists();
};

namespace {

/// "file:line: target" of each first capture of the pattern in the documents whose path, made by `pathOf`, is missing.
template <typename PathOf>
QStringList missing(const QRegularExpression &pattern, PathOf pathOf)
{
    QStringList result;
    for (const QString &file : sourcesWith({u"md"_s})) {
        const QStringList lines = linesOf(file);
        for (qsizetype i = 0; i < lines.size(); ++i) {
            for (auto matches = pattern.globalMatch(lines[i]); matches.hasNext();) {
                const QString target = matches.next().captured(1);
                if (!QFileInfo::exists(QDir(repositoryRoot()).filePath(pathOf(file, target))))
                    result.append(u"%1:%2: %3"_s.arg(file).arg(i + 1).arg(target));
            }
        }
    }
    return result;
}

} // namespace

void DocumentsTest::everyLinkLeadsSomewhere()
{
    static const QRegularExpression link(uR"(\]\((?![a-z]+:|#)([^)#\s]+))"_s);
    const QStringList broken = missing(
        link, [](const QString &file, const QString &target) { return QFileInfo(file).path() + u'/' + target; });
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
}

void DocumentsTest::everyFileThatIsNamedExists()
{
    static const QRegularExpression path(
        uR"(`((?:contract|control-plane|api-client|models|views|app|simulator|tests|scripts|cmake|docs|installer)/[\w/.-]+\.(?:h|cpp|md|yaml|sh|cmake)))"_s);
    const QStringList gone = missing(path, [](const QString &, const QString &target) { return target; });
    QVERIFY2(gone.isEmpty(), qPrintable(gone.join(u'\n')));
}

ENIGM_TEST_MAIN(DocumentsTest)
#include "DocumentsTest.moc"
