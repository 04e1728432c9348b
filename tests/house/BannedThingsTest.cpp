#include "tests/house/Sources.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::test;

/// What no file of the house holds; docs/conventions.md says why.
class BannedThingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLineHoldsTabsOrTrailingSpace();
    void noTestWaitsBlindly();
    void nothingOfOursIsASingleton();
    void noSourceIsTooLong();
    void noTestIsForgotten();
    void findsWhatIsBanned_data();
    void findsWhatIsBanned();
};

namespace {

// The patterns do not match their own text here: what must follow a name directly is written as \s*.
const QRegularExpression badSpace(uR"(\t|[ \t\r]$)"_s);
const QRegularExpression blindWait(uR"(\b(qWait|qSleep|[mun]?sleep|nanosleep|sleep_for|sleep_until)\s*\()"_s);
const QRegularExpression
    singleton(uR"(\bstatic\s+[\w:]+\s*[&*]\s*(instance|self)\s*\(|\b(?!Q)[A-Z]\w*::instance\s*\()"_s);
const QRegularExpression testMain(uR"(^(ENIGM|QTEST)_[A-Z_]*MAIN\()"_s);
constexpr qsizetype mostLines = 500;

/// "file:line: text" of each line of these files that the pattern matches.
QStringList hits(const QStringList &files, const QRegularExpression &pattern)
{
    QStringList result;
    for (const QString &file : files) {
        const QStringList lines = linesOf(file);
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (pattern.match(lines[i]).hasMatch())
                result.append(u"%1:%2: %3"_s.arg(file).arg(i + 1).arg(lines[i]));
        }
    }
    return result;
}

QString report(const QStringList &hits)
{
    return hits.mid(0, 40).join(u'\n');
}

} // namespace

void BannedThingsTest::noLineHoldsTabsOrTrailingSpace()
{
    const QStringList texts{u"h"_s,    u"cpp"_s,  u"cmake"_s, u"txt"_s, u"json"_s, u"md"_s,
                            u"yaml"_s, u"html"_s, u"sh"_s,    u"sql"_s, u"svg"_s,  u"conf"_s};
    const QStringList found = hits(sourcesWith(texts) + QStringList{u"enigm"_s, u".ci/run"_s}, badSpace);
    QVERIFY2(found.isEmpty(), qPrintable(report(found)));
}

void BannedThingsTest::noTestWaitsBlindly()
{
    const QStringList found = hits(sourcesWith({u"h"_s, u"cpp"_s}).filter(QRegularExpression(u"^tests/"_s)), blindWait);
    QVERIFY2(found.isEmpty(), qPrintable(report(found)));
}

void BannedThingsTest::nothingOfOursIsASingleton()
{
    const QStringList found =
        hits(sourcesWith({u"h"_s, u"cpp"_s}).filter(QRegularExpression(u"^(?!tests/house/)"_s)), singleton);
    QVERIFY2(found.isEmpty(), qPrintable(report(found)));
}

void BannedThingsTest::noSourceIsTooLong()
{
    QStringList found;
    const QStringList files = sourcesWith({u"h"_s, u"cpp"_s});
    for (const QString &file : files) {
        const qsizetype lines = linesOf(file).size();
        if (lines > mostLines)
            found.append(u"%1 has %2 lines; look for the class that hides inside"_s.arg(file).arg(lines));
    }
    QVERIFY2(found.isEmpty(), qPrintable(report(found)));
}

/// A test that no CMakeLists.txt names is neither built nor run, and looks as if it were.
void BannedThingsTest::noTestIsForgotten()
{
    QStringList found;
    const QStringList files = sourcesWith({u"cpp"_s}).filter(QRegularExpression(u"^tests/"_s));
    for (const QString &file : files) {
        if (hits({file}, testMain).isEmpty())
            continue;
        const QFileInfo source(file);
        const QRegularExpression name(uR"(\b%1\b)"_s.arg(source.completeBaseName()));
        if (hits({source.path() + u"/CMakeLists.txt"_s}, name).isEmpty())
            found.append(u"%1 is not in the CMakeLists.txt of its folder"_s.arg(file));
    }
    QVERIFY2(found.isEmpty(), qPrintable(report(found)));
}

void BannedThingsTest::findsWhatIsBanned_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("kind");

    QTest::newRow("tab") << u"\tint a;"_s << u"space"_s;
    QTest::newRow("trailing space") << u"int a; "_s << u"space"_s;
    QTest::newRow("carriage return") << u"int a;\r"_s << u"space"_s;
    QTest::newRow("inner spaces") << u"    int  a;"_s << u""_s;
    QTest::newRow("wait") << "QTest::qWait"_L1 + u"(50);"_s << u"wait"_s;
    QTest::newRow("thread sleep") << "QThread::msleep"_L1 + u"(50);"_s << u"wait"_s;
    QTest::newRow("standard sleep") << "std::this_thread::sleep_for"_L1 + u"(50ms);"_s << u"wait"_s;
    QTest::newRow("waiting for a condition") << u"QTest::qWaitFor(isReady);"_s << u""_s;
    QTest::newRow("singleton") << u"static Store &instance();"_s << u"singleton"_s;
    QTest::newRow("use of a singleton") << u"Store::instance().save();"_s << u"singleton"_s;
    QTest::newRow("Qt's own") << u"QCoreApplication::instance()->quit();"_s << u""_s;
}

void BannedThingsTest::findsWhatIsBanned()
{
    QFETCH(const QString, line);
    QFETCH(const QString, kind);

    QCOMPARE(badSpace.match(line).hasMatch(), kind == "space"_L1);
    QCOMPARE(blindWait.match(line).hasMatch(), kind == "wait"_L1);
    QCOMPARE(singleton.match(line).hasMatch(), kind == "singleton"_L1);
}

ENIGM_TEST_MAIN(BannedThingsTest)
#include "BannedThingsTest.moc"
