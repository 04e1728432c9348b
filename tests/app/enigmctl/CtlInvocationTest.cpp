#include "app/enigmctl/command/Command.h"
#include "app/enigmctl/command/Help.h"
#include "app/enigmctl/command/Option.h"
#include "tests/support/LogGuard.h"

#include <QSet>
#include <QTest>

using namespace enigm;
using namespace enigm::ctl;
using namespace Qt::StringLiterals;

/// The command line, as a person types it.
class CtlInvocationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableIsSound();
    void aCommandIsRead();
    void optionsMayStandAnywhere();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void numbersAreChecked();
    void helpNamesEverything();
};

namespace {

std::expected<Invocation, Failure> parse(const QString &line)
{
    return Invocation::parse(line.split(u' ', Qt::SkipEmptyParts), allCommands());
}

} // namespace

void CtlInvocationTest::theTableIsSound()
{
    QSet<QString> names;
    for (const Command &command : allCommands()) {
        QCOMPARE(QString(command.name).split(u' ').size(), 2);
        QVERIFY2(!names.contains(command.name), command.name.data());
        names.insert(command.name);
        QVERIFY(command.leastArguments <= command.mostArguments);
        for (const QLatin1StringView option : command.options) {
            QVERIFY2(findOption(QString(option)), option.data());
            QVERIFY(findOption(QString(option))->scope == Option::Scope::Named);
        }
    }
    // A secret has no option that it could be given by.
    for (const Option &option : allOptions())
        QVERIFY(option.name != "pin"_L1 && option.name != "passphrase"_L1);
}

void CtlInvocationTest::aCommandIsRead()
{
    const auto line = parse(u"device list --state trusted --state=suspended --limit 5 --json"_s);
    QVERIFY(line.has_value());
    QCOMPARE(QString(line->command()->name), u"device list"_s);
    QCOMPARE(line->values("state"_L1), (QStringList{u"trusted"_s, u"suspended"_s}));
    QCOMPARE(line->value("limit"_L1), u"5"_s);
    QVERIFY(line->has("json"_L1));
    QVERIFY(!line->value("text"_L1));
    QVERIFY(line->arguments().isEmpty());
}

void CtlInvocationTest::optionsMayStandAnywhere()
{
    const auto line = parse(u"--deployment d.json device --yes revoke a --reason lost b -- --c"_s);
    QVERIFY(line.has_value());
    QCOMPARE(QString(line->command()->name), u"device revoke"_s);
    QCOMPARE(line->arguments(), (QStringList{u"a"_s, u"b"_s, u"--c"_s}));
    QCOMPARE(line->value("deployment"_L1), u"d.json"_s);
}

void CtlInvocationTest::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("place");
    QTest::newRow("no such command") << u"device paint"_s << QString();
    QTest::newRow("half a command") << u"device"_s << QString();
    QTest::newRow("no such option") << u"device list --colour"_s << u"--colour"_s;
    QTest::newRow("option of another command") << u"device list --reason x"_s << u"--reason"_s;
    QTest::newRow("no value") << u"device list --state"_s << u"--state"_s;
    QTest::newRow("a value for a flag") << u"device list --json=yes"_s << u"--json"_s;
    QTest::newRow("twice") << u"device list --limit 1 --limit 2"_s << u"--limit"_s;
    QTest::newRow("too few arguments") << u"device revoke --reason x"_s << QString();
    QTest::newRow("too many arguments") << u"change show a b"_s << QString();
    QTest::newRow("a PIN on the line") << u"change approve a --pin 123456"_s << u"--pin"_s;
}

void CtlInvocationTest::whatIsWrongIsSaid()
{
    QFETCH(const QString, line);
    QFETCH(const QString, place);
    const auto parsed = parse(line);
    QVERIFY(!parsed.has_value());
    QCOMPARE(parsed.error().exit, ExitCode::Usage);
    QCOMPARE(parsed.error().problem.where, place);
    QVERIFY(!parsed.error().problem.detail.isEmpty());
}

void CtlInvocationTest::numbersAreChecked()
{
    const auto line = parse(u"device list --limit 7"_s);
    QCOMPARE(line->number("limit"_L1, 1, 10, 3).value(), 7);
    QCOMPARE(line->number("from"_L1, 1, 10, 3).value(), 3);
    QCOMPARE(line->number("limit"_L1, 1, 6, 3).error().exit, ExitCode::Usage);
    QVERIFY(!parse(u"device list --limit many"_s)->number("limit"_L1, 1, 10, 3));
}

void CtlInvocationTest::helpNamesEverything()
{
    const QString whole = helpText(nullptr, allCommands());
    for (const Command &command : allCommands()) {
        QVERIFY2(whole.contains(command.name), command.name.data());
        const QString own = helpText(&command, allCommands());
        QVERIFY(own.startsWith(u"usage: enigmctl "_s + command.name));
        for (const QLatin1StringView option : command.options)
            QVERIFY(own.contains(u"--"_s + option));
    }
    QVERIFY(whole.contains(u"130"_s));
    QVERIFY(parse(QString())->has("help"_L1));
}

ENIGM_TEST_MAIN(CtlInvocationTest)
#include "CtlInvocationTest.moc"
