#include "simulator/program/ObeyReport.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::simulator;
using namespace Qt::StringLiterals;
using reports::Obedience;

/// How devices are let obey on the command line, and what is printed of it.
class ObeyReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLineIsRead();
    void everyLieHasItsWord();
    void aWrongLineIsRefused_data();
    void aWrongLineIsRefused();
    void whatBecameOfACommandIsPrinted_data();
    void whatBecameOfACommandIsPrinted();
    void commandsAreCounted();
    void theExitCodeSaysTheWorst();
};

namespace {

const QStringList needed{u"--devices"_s, u"sample/devices"_s, u"--deployment"_s,
                         u"d.json"_s,    u"--url"_s,          u"https://127.0.0.1:7"_s};

Expected<Options> parse(const QStringList &more)
{
    return Options::parse(QStringList{u"enigm-fleet-simulator"_s} + needed + more);
}

CommandResult result(std::optional<Obedience> said, std::optional<ProblemType> problem = {},
                     std::optional<ProblemType> refusal = {})
{
    CommandResult result{.handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {'a'}),
                         .action = u"device.suspend"_s,
                         .execution = 57,
                         .said = {},
                         .state = {},
                         .refusal = {}};
    if (said)
        result.said = reports::Acknowledgement{
            .change = QByteArray(32, 'c'), .execution = 57, .outcome = *said, .problem = problem};
    if (refusal)
        result.refusal = Problem{*refusal};
    else
        result.state = result.said->state();
    return result;
}

} // namespace

void ObeyReportTest::theLineIsRead()
{
    const auto options = parse({u"--obey"_s, u"--state-dir"_s, u"kept"_s, u"--count"_s, u"3"_s});
    QVERIFY2(options.has_value(), options ? "" : qPrintable(options.error().toString()));
    QVERIFY(options->obey);
    QCOMPARE(options->stateDirectory, u"kept"_s);
    QCOMPARE(options->misbehaviour, Misbehaviour::None);
    QVERIFY(!parse({})->obey);
    for (const QString &option : {u"--obey"_s, u"--state-dir"_s, u"--misbehave"_s})
        QVERIFY(Options::helpText().contains(option));
}

void ObeyReportTest::everyLieHasItsWord()
{
    for (const auto &[word, lie] : {std::pair(u"forge-acknowledgement"_s, Misbehaviour::ForgeAcknowledgement),
                                    std::pair(u"replay-acknowledgement"_s, Misbehaviour::ReplayAcknowledgement),
                                    std::pair(u"foreign-nonce"_s, Misbehaviour::ForeignNonce)}) {
        QCOMPARE(parse({u"--obey"_s, u"--state-dir"_s, u"kept"_s, u"--misbehave"_s, word})->misbehaviour, lie);
        QVERIFY(Options::helpText().contains(word));
    }
}

void ObeyReportTest::aWrongLineIsRefused_data()
{
    QTest::addColumn<QStringList>("line");
    const QStringList obey{u"--obey"_s, u"--state-dir"_s, u"kept"_s};
    QTest::newRow("nowhere to keep it") << QStringList{u"--obey"_s};
    QTest::newRow("nothing to keep") << QStringList{u"--state-dir"_s, u"kept"_s};
    QTest::newRow("a lie about nothing") << QStringList{u"--misbehave"_s, u"foreign-nonce"_s};
    QTest::newRow("an unknown lie") << obey + QStringList{u"--misbehave"_s, u"flatter"_s};
    QTest::newRow("at a rate") << obey + QStringList{u"--rate"_s, u"5"_s};
}

void ObeyReportTest::aWrongLineIsRefused()
{
    QFETCH(const QStringList, line);
    QVERIFY(!parse(line).has_value());
}

void ObeyReportTest::whatBecameOfACommandIsPrinted_data()
{
    QTest::addColumn<CommandResult>("command");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("members");
    QTest::newRow("obeyed") << result(Obedience::Obeyed) << u"obeyed acknowledged"_s
                            << R"("outcome":"obeyed","problem":null)"_ba;
    QTest::newRow("already so") << result(Obedience::AlreadySo) << u"already-so acknowledged"_s
                                << R"("outcome":"already-so","problem":null)"_ba;
    QTest::newRow("refused by the device")
        << result(Obedience::Refused, ProblemType::Drifted) << u"refused:drifted refused"_s
        << R"("outcome":"refused","problem":"drifted")"_ba;
    QTest::newRow("not believed") << result(Obedience::Obeyed, {}, ProblemType::Replayed)
                                  << u"obeyed refused:replayed"_s << R"("outcome":"obeyed","problem":"replayed")"_ba;
    QTest::newRow("no evidence") << result({}, {}, ProblemType::EvidenceIncomplete)
                                 << u"- refused:evidence-incomplete"_s
                                 << R"("outcome":null,"problem":"evidence-incomplete")"_ba;
}

void ObeyReportTest::whatBecameOfACommandIsPrinted()
{
    QFETCH(const CommandResult, command);
    QFETCH(const QString, line);
    QFETCH(const QByteArray, members);
    QCOMPARE(lineOf(command), command.handle.text() + u" device.suspend 57 "_s + line + u'\n');
    const QByteArray document = json::canonical(documentOf(command));
    QVERIFY2(document.contains(members), document.constData());
}

void ObeyReportTest::commandsAreCounted()
{
    CommandTally tally;
    tally.add(result(Obedience::Obeyed));
    tally.add(result(Obedience::AlreadySo));
    tally.add(result(Obedience::Refused, ProblemType::Drifted));
    tally.add(result(Obedience::Obeyed, {}, ProblemType::Replayed));
    tally.addEnd(std::nullopt);
    tally.addEnd(Problem{ProblemType::Unreachable});
    QCOMPARE(summaryOf(tally, 0.5), u"4 commands of 2 devices in 0.5 s: 2 acknowledged, 2 refused, 1 devices failed "
                                    "(drifted 1, replayed 1, unreachable 1)\n"_s);
    QCOMPARE(json::canonical(documentOf(tally, 0.5)),
             R"({"acknowledged":2,"devices":2,"failed":1,"milliseconds":500,"problems":{"drifted":1,"replayed":1,)"
             R"("unreachable":1},"refused":2})"_ba);
}

void ObeyReportTest::theExitCodeSaysTheWorst()
{
    QCOMPARE(exitCodeOf(CommandTally{.acknowledged = 3, .problems = {}}), ExitCode::Done);
    QCOMPARE(exitCodeOf(CommandTally{.acknowledged = 3, .refused = 1, .problems = {}}), ExitCode::Refused);
    QCOMPARE(exitCodeOf(CommandTally{.refused = 1, .failed = 1, .problems = {}}), ExitCode::Unreachable);
}

ENIGM_TEST_MAIN(ObeyReportTest)
#include "ObeyReportTest.moc"
