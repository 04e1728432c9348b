#include "contract/json/JsonParser.h"
#include "simulator/device/PostureWord.h"
#include "simulator/program/Options.h"
#include "simulator/program/Report.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::simulator;
using namespace Qt::StringLiterals;

/// The command line of the simulator and what it prints.
class FleetReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLineIsRead();
    void aWrongLineIsRefused_data();
    void aWrongLineIsRefused();
    void aDeviceReportsAndLiesOnItsOccasions();
    void outcomesAreCountedAndPrinted();
    void aRefusedReportEndsTheCheckIn();
    void theExitCodeSaysTheWorst();
};

namespace {

const QStringList needed{u"--devices"_s, u"sample/devices"_s, u"--deployment"_s,
                         u"d.json"_s,    u"--url"_s,          u"https://127.0.0.1:7"_s};

Expected<Options> parse(const QStringList &more)
{
    return Options::parse(QStringList{u"enigm-fleet-simulator"_s} + more);
}

CheckInResult result(CheckInResult::Outcome outcome)
{
    const auto handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {'a'});
    if (outcome == CheckInResult::Outcome::Accepted)
        return {.handle = handle, .outcome = outcome, .state = fleet::DeviceState::Trusted, .problem = {}};
    return {.handle = handle, .outcome = outcome, .state = {}, .problem = Problem{ProblemType::DeviceRefused}};
}

} // namespace

void FleetReportTest::theLineIsRead()
{
    const auto once = parse(needed + QStringList{u"--once"_s, u"--count"_s, u"3"_s, u"--json"_s});
    QVERIFY2(once.has_value(), once ? "" : qPrintable(once.error().toString()));
    QCOMPARE(once->count, 3);
    QVERIFY(!once->pace.rate && once->json);
    QCOMPARE(once->url.port(), 7);
    const auto load = parse(needed + QStringList{u"--rate"_s, u"50"_s, u"--duration"_s, u"2"_s});
    QCOMPARE(load->pace.rate, 50);
    QCOMPARE(load->pace.seconds, 2);
    QVERIFY(parse({u"--help"_s})->help);
    QVERIFY(Options::helpText().contains(u"--in-flight"_s));
}

void FleetReportTest::aWrongLineIsRefused_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("no such option") << needed + QStringList{u"--fast"_s};
    QTest::newRow("a word too many") << needed + QStringList{u"go"_s};
    QTest::newRow("not a number") << needed + QStringList{u"--rate"_s, u"many"_s};
    QTest::newRow("no rate") << needed + QStringList{u"--rate"_s, u"0"_s};
    QTest::newRow("none at once") << needed + QStringList{u"--in-flight"_s, u"0"_s};
    QTest::newRow("both ways") << needed + QStringList{u"--once"_s, u"--rate"_s, u"5"_s};
    QTest::newRow("no such posture") << needed + QStringList{u"--report"_s, u"splendid"_s};
    QTest::newRow("a lie about nothing") << needed + QStringList{u"--misbehave"_s, u"foreign-nonce"_s};
    QTest::newRow("a lie about a command")
        << needed + QStringList{u"--report"_s, u"protected"_s, u"--misbehave"_s, u"forge-acknowledgement"_s};
    QTest::newRow("reporting and obeying")
        << needed + QStringList{u"--report"_s, u"protected"_s, u"--obey"_s, u"--state-dir"_s, u"kept"_s};
    QTest::newRow("in the clear") << needed.first(5) + QStringList{u"http://127.0.0.1:7"_s};
}

void FleetReportTest::aWrongLineIsRefused()
{
    QFETCH(const QStringList, line);
    QVERIFY(!parse(line).has_value());
}

void FleetReportTest::aDeviceReportsAndLiesOnItsOccasions()
{
    const auto report = parse(needed + QStringList{u"--report"_s, u"review-required"_s});
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().toString()));
    QCOMPARE(report->report->trustCenter, reports::TrustCenter::ReviewRequired);
    QVERIFY(!report->report->findings.empty());
    QCOMPARE(report->misbehaviour, Misbehaviour::None);
    // What the simulator reports is what a device may say.
    for (const QString &word : {u"protected"_s, u"review-required"_s, u"inactive"_s}) {
        const auto posture = postureOf(word);
        QVERIFY(posture);
        QVERIFY(reports::Posture::fromJson(posture->toJson(), {}).has_value());
    }
    const auto lie = parse(needed + QStringList{u"--report"_s, u"protected"_s, u"--misbehave"_s, u"wrong-signature"_s});
    QVERIFY2(lie.has_value(), lie ? "" : qPrintable(lie.error().toString()));
    QCOMPARE(lie->misbehaviour, Misbehaviour::WrongSignature);
}

void FleetReportTest::aRefusedReportEndsTheCheckIn()
{
    const CheckInResult accepted = result(CheckInResult::Outcome::Accepted);
    const Reply taken{.outcome = Reply::Outcome::Answered, .body = {}, .problem = {}};
    QCOMPARE(lineOf(afterReport(accepted, taken)), lineOf(accepted));
    const Reply refused{.outcome = Reply::Outcome::Refused, .body = {}, .problem = Problem{ProblemType::BadSignature}};
    QCOMPARE(lineOf(afterReport(accepted, refused)), accepted.handle.text() + u" refused bad-signature\n"_s);
    const Reply failed = Reply::failed({ProblemType::Unreachable});
    QCOMPARE(lineOf(afterReport(accepted, failed)), accepted.handle.text() + u" failed unreachable\n"_s);
}

void FleetReportTest::outcomesAreCountedAndPrinted()
{
    Tally tally;
    tally.add(result(CheckInResult::Outcome::Accepted));
    tally.add(result(CheckInResult::Outcome::Refused));
    tally.add(result(CheckInResult::Outcome::Refused));
    QCOMPARE(summaryOf(tally, 0.5), u"3 check-ins in 0.5 s: 1 accepted, 2 refused, 0 failed (device-refused 2)\n"_s);
    QCOMPARE(json::canonical(documentOf(tally, 0.5)),
             QByteArray(R"({"accepted":1,"failed":0,"milliseconds":500,"problems":{"device-refused":2},"refused":2})"));
    const QString handle = result(CheckInResult::Outcome::Accepted).handle.text();
    QCOMPARE(lineOf(result(CheckInResult::Outcome::Accepted)), handle + u" accepted trusted\n"_s);
    QCOMPARE(lineOf(result(CheckInResult::Outcome::Refused)), handle + u" refused device-refused\n"_s);
    QVERIFY(documentOf(result(CheckInResult::Outcome::Accepted)).object().find("problem"_L1)->isNull());
}

void FleetReportTest::theExitCodeSaysTheWorst()
{
    QCOMPARE(exitCodeOf({.accepted = 3, .problems = {}}), ExitCode::Done);
    QCOMPARE(exitCodeOf({.accepted = 3, .refused = 1, .problems = {}}), ExitCode::Refused);
    QCOMPARE(exitCodeOf({.accepted = 3, .refused = 1, .failed = 1, .problems = {}}), ExitCode::Unreachable);
}

ENIGM_TEST_MAIN(FleetReportTest)
#include "FleetReportTest.moc"
