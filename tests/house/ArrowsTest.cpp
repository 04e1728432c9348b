#include "tests/house/Arrows.h"

#include "tests/house/Sources.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::test;

/// The arrows between the floors and rooms of the house, read from the includes.
class ArrowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIncludeFollowsAnArrow();
    void everyTopLevelFolderIsKnown();
    void theDeviceCheckNeedsNoEventLoop();
    void judgesInclude_data();
    void judgesInclude();
};

void ArrowsTest::everyIncludeFollowsAnArrow()
{
    const QStringList files = sourcesWith({u"h"_s, u"cpp"_s});
    QVERIFY(!files.isEmpty());
    QStringList violations;
    for (const QString &file : files) {
        const QStringList lines = linesOf(file);
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (const auto violation = violationOf(file, lines[i]))
                violations.append(u"%1:%2: %3"_s.arg(file).arg(i + 1).arg(*violation));
        }
    }
    QVERIFY2(violations.isEmpty(), qPrintable(violations.join(u'\n')));
}

void ArrowsTest::everyTopLevelFolderIsKnown()
{
    const QStringList known{u"api-client"_s, u"app"_s,       u"build"_s,         u"cmake"_s,        u"contract"_s,
                            u"docs"_s,       u"installer"_s, u"models"_s,        u"resources"_s,    u"scripts"_s,
                            u"simulator"_s,  u"tests"_s,     u"control-plane"_s, u"translations"_s, u"views"_s};
    const QStringList folders = QDir(repositoryRoot()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders)
        QVERIFY2(known.contains(folder), qPrintable("the house has no floor "_L1 + folder));
}

void ArrowsTest::theDeviceCheckNeedsNoEventLoop()
{
    // Nor anything that could have one, in whatever it includes of ours.
    static const QRegularExpression ours(uR"(^#include .(contract/.+).$)"_s);
    static const QRegularExpression alive(
        u"^#include <(QObject|QTimer|QThread|QEventLoop|QCoreApplication|QIODevice|QFile|QProcess|QSettings)>"_s);
    QStringList reached = sourcesWith({u"h"_s, u"cpp"_s}).filter(QRegularExpression(u"^contract/device/"_s));
    QVERIFY(!reached.isEmpty());
    for (qsizetype i = 0; i < reached.size(); ++i) {
        const QStringList lines = linesOf(reached.at(i));
        for (const QString &line : lines) {
            QVERIFY2(!alive.match(line).hasMatch(), qPrintable(reached.at(i) + u": "_s + line));
            const QString header = ours.match(line).captured(1);
            if (!header.isEmpty() && !reached.contains(header))
                reached.append(header);
        }
    }
    QVERIFY(reached.contains(u"contract/changes/Quorum.h"_s));
}

void ArrowsTest::judgesInclude_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("allowed");

    const auto row = [](const char *file, const char *line, bool allowed) {
        QTest::addRow("%s %s %s", file, allowed ? "may" : "may not", line)
            << QString::fromLatin1(file) << QString::fromLatin1(line) << allowed;
    };
    row("contract/log/A.h", "#include \"contract/json/B.h\"", true);
    row("contract/log/A.h", "#include <QByteArray>", true);
    row("contract/log/A.h", "#include <openssl/evp.h>", true);
    row("contract/log/A.h", "#include <unistd.h>", true);
    row("contract/log/A.h", "#include <QTcpSocket>", false);
    row("contract/log/A.h", "#include <QSqlQuery>", false);
    row("contract/log/A.h", "#include <QtWidgets/QLabel>", false);
    row("contract/log/A.h", "#include \"control-plane/store/B.h\"", false);
    row("contract/log/A.h", "#include \"B.h\"", false);
    row("contract/device/A.h", "#include \"contract/evidence/B.h\"", true);
    row("contract/device/A.h", "#include \"contract/deployment/B.h\"", false);
    row("contract/device/A.h", "#include <openssl/evp.h>", false);
    row("api-client/A.cpp", "#include \"contract/json/B.h\"", true);
    row("api-client/A.cpp", "  #  include \"models/B.h\"", false);
    row("api-client/A.cpp", "#include <QLabel>", false);
    row("models/devices/A.cpp", "#include <QSqlQuery>", true);
    row("models/devices/A.cpp", "#include <QIcon>", false);
    row("models/devices/A.cpp", "#include \"views/devices/B.h\"", false);
    row("views/devices/A.cpp", "#include \"api-client/B.h\"", true);
    row("views/devices/A.cpp", "#include <QLabel>", true);
    row("views/devices/A.cpp", "#include <QSqlQuery>", false);
    row("views/devices/A.cpp", "#include \"app/command/B.h\"", false);
    row("views/devices/A.cpp", "#include \"control-plane/fleet/B.h\"", false);
    row("app/command/A.cpp", "#include \"views/B.h\"", true);
    row("app/enigmctl/A.cpp", "#include \"views/B.h\"", false);
    row("app/enigmctl/A.cpp", "#include <QWidget>", false);
    row("simulator/A.cpp", "#include \"contract/fleet/B.h\"", true);
    row("simulator/A.cpp", "#include \"api-client/B.h\"", false);
    row("control-plane/http/A.cpp", "#include <boost/beast/core.hpp>", true);
    row("control-plane/http/A.cpp", "#include \"control-plane/changes/B.h\"", false);
    row("control-plane/api/A.cpp", "#include \"control-plane/changes/B.h\"", true);
    row("control-plane/api/A.cpp", "#include \"control-plane/program/B.h\"", false);
    row("control-plane/http/A.cpp", "#include <sqlite3.h>", false);
    row("control-plane/fleet/A.cpp", "#include <boost/asio.hpp>", false);
    row("control-plane/fleet/A.cpp", "#include \"models/B.h\"", false);
    row("control-plane/fleet/A.cpp", "#include \"control-plane/http/B.h\"", false);
    row("control-plane/store/A.cpp", "#include <sqlite3.h>", true);
    row("control-plane/store/A.cpp", "#include \"control-plane/audit/B.h\"", false);
    row("control-plane/cellar/A.cpp", "#include <QString>", false);
    row("cellar/A.cpp", "#include <QString>", false);
    row("tests/views/ATest.cpp", "#include \"views/B.h\"", true);
    row("tests/views/ATest.cpp", "#include \"ATest.moc\"", true);
}

void ArrowsTest::judgesInclude()
{
    QFETCH(const QString, file);
    QFETCH(const QString, line);
    QFETCH(const bool, allowed);

    const auto violation = violationOf(file, line);

    QVERIFY2(violation.has_value() != allowed, qPrintable(violation.value_or(u"nothing is wrong"_s)));
}

ENIGM_TEST_MAIN(ArrowsTest)
#include "ArrowsTest.moc"
