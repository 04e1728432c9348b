#include "app/enigmctl/output/Answer.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::ctl;
using namespace Qt::StringLiterals;

/// What a person sees on a terminal, and what a script is told.
class CtlOutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsAreAligned();
    void aListHasNoHeaders();
    void foreignTextCannotSteerTheTerminal_data();
    void foreignTextCannotSteerTheTerminal();
    void timesAreInUtc();
    void everyProblemHasAnExitCode();
    void aProblemIsWrittenAsTheStandardSays();
};

void CtlOutputTest::columnsAreAligned()
{
    Table table({u"NAME"_s, u"STATE"_s});
    QVERIFY(table.isEmpty());
    table.addRow({u"a"_s, u"trusted"_s});
    table.addRow({u"longer"_s, QString()});
    QVERIFY(!table.isEmpty());
    QCOMPARE(table.toText(), u"NAME    STATE\na       trusted\nlonger\n"_s);
    QCOMPARE(table.toText(1), u" NAME    STATE\n a       trusted\n longer\n"_s);
}

void CtlOutputTest::aListHasNoHeaders()
{
    Table table;
    QVERIFY(table.isEmpty());
    table.addRow({u"state"_s, u"revoked"_s});
    table.addRow({u"attestation"_s, u"verified"_s});
    QCOMPARE(table.toText(), u"state        revoked\nattestation  verified\n"_s);
}

void CtlOutputTest::foreignTextCannotSteerTheTerminal_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("plain");
    QTest::newRow("plain") << u"Größe 手机"_s << u"Größe 手机"_s;
    QTest::newRow("escape") << u"a\x1b[2Jb"_s << u"a\\u{1b}[2Jb"_s;
    QTest::newRow("newline") << u"a\nb"_s << u"a\\u{a}b"_s;
    QTest::newRow("turned around") << u"a\u202Eb"_s << u"a\\u{202e}b"_s;
    QTest::newRow("beyond the first plane") << u"\U0001F4F1\u200E"_s << u"\U0001F4F1\\u{200e}"_s;
}

void CtlOutputTest::foreignTextCannotSteerTheTerminal()
{
    QFETCH(const QString, text);
    QFETCH(const QString, plain);
    QCOMPARE(plainText(text), plain);
    Table table;
    table.addRow({text});
    QCOMPARE(table.toText(), plain + u'\n');
}

void CtlOutputTest::timesAreInUtc()
{
    QCOMPARE(timeText(1'800'000'000), u"2027-01-15 08:00:00Z"_s);
}

void CtlOutputTest::everyProblemHasAnExitCode()
{
    for (const ProblemType type : allProblemTypes())
        QVERIFY2(exitCodeOf(type) != ExitCode::Done, qPrintable(problemSlug(type)));
    QCOMPARE(exitCodeOf(ProblemType::SelfApproval), ExitCode::Refused);
    QCOMPARE(exitCodeOf(ProblemType::BadSignature), ExitCode::Refused);
    QCOMPARE(exitCodeOf(ProblemType::WrongServer), ExitCode::Refused);
    QCOMPARE(exitCodeOf(ProblemType::FileUnreadable), ExitCode::Usage);
    QCOMPARE(exitCodeOf(ProblemType::Unreachable), ExitCode::Unreachable);
    QCOMPARE(exitCodeOf(ProblemType::WrongPin), ExitCode::SignIn);
    QCOMPARE(exitCodeOf(ProblemType::Cancelled), ExitCode::Cancelled);
}

void CtlOutputTest::aProblemIsWrittenAsTheStandardSays()
{
    const Problem problem{ProblemType::WrongPin, u"The PIN was wrong."_s, {}};
    QCOMPARE(json::canonical(problemDocument(problem)),
             QByteArray(R"({"detail":"The PIN was wrong.","status":400,"title":"The PIN was wrong",)"
                        R"("type":"urn:enigm:problem:wrong-pin"})"));
}

ENIGM_TEST_MAIN(CtlOutputTest)
#include "CtlOutputTest.moc"
