#include "contract/reports/Report.h"

#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using reports::Acknowledgement;
using reports::Obedience;
using reports::Report;
using reports::SignedReport;

/// What a device signs has one spelling, and says all that it has to.
class ReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatADeviceSignsIsReadAgain_data();
    void whatADeviceSignsIsReadAgain();
    void thePayloadIsThatOfTheContract();
    void everyChangedByteIsNoticed();
    void anotherKeyDidNotSignIt();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void otherMembersAreRefused_data();
    void otherMembersAreRefused();
    void nobodySignsWhatNobodyWouldAccept();
    void theAnswerSaysWhatBecameOfTheCommand();
};

namespace {

Acknowledgement &bodyOf(Report &report)
{
    return std::get<Acknowledgement>(report.body);
}

Report aReport(Obedience outcome = Obedience::Obeyed)
{
    Acknowledgement body{.change = QByteArray(32, 'c'), .execution = 57, .outcome = outcome, .problem = {}};
    if (outcome == Obedience::Refused)
        body.problem = ProblemType::QuorumMissing;
    return {.deployment = QByteArray(32, 'd'),
            .handle = SampleHistory::makeDevice().handle,
            .body = body,
            .time = 1'800'000'000,
            .nonce = QByteArray(16, 'n')};
}

std::unique_ptr<signing::PrivateKey> makeKey()
{
    return signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
}

} // namespace

void ReportTest::whatADeviceSignsIsReadAgain_data()
{
    QTest::addColumn<Obedience>("outcome");
    QTest::newRow("obeyed") << Obedience::Obeyed;
    QTest::newRow("already so") << Obedience::AlreadySo;
    QTest::newRow("refused") << Obedience::Refused;
}

void ReportTest::whatADeviceSignsIsReadAgain()
{
    QFETCH(Obedience, outcome);
    const Report report = aReport(outcome);
    const auto key = makeKey();
    const SignedReport made = require(SignedReport::sign(report, *key));
    const SignedReport read = require(SignedReport::parse(made.jws.compact()));
    QCOMPARE(read.report, report);
    QCOMPARE(read.jws.kid(), key->publicKey().thumbprint());
    require(read.jws.verify(key->publicKey()));
}

void ReportTest::thePayloadIsThatOfTheContract()
{
    const Report report = aReport(Obedience::Refused);
    const auto text = [](const QByteArray &bytes) { return operators::valueOf(bytes).text().toLatin1(); };
    QCOMPARE(json::canonical(report.toJson()),
             R"({"body":{"change":")" + text(QByteArray(32, 'c')) +
                 R"(","execution":57,"outcome":"refused","problem":"quorum-missing"},"deployment":")" +
                 text(QByteArray(32, 'd')) + R"(","handle":")" + report.handle.text().toLatin1() +
                 R"(","kind":"acknowledgement","nonce":")" + text(QByteArray(16, 'n')) +
                 R"(","time":1800000000,"v":1})");
}

void ReportTest::everyChangedByteIsNoticed()
{
    const auto key = makeKey();
    const QByteArray bytes = require(SignedReport::sign(aReport(), *key)).jws.compact();
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        QByteArray changed = bytes;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        const auto read = SignedReport::parse(changed);
        QVERIFY2(!read || !read->jws.verify(key->publicKey()), qPrintable(QString::number(at)));
    }
    QVERIFY(!SignedReport::parse(bytes + '\n'));
    QVERIFY(!SignedReport::parse(bytes.chopped(1)));
}

void ReportTest::anotherKeyDidNotSignIt()
{
    const SignedReport report = require(SignedReport::sign(aReport(), *makeKey()));
    QCOMPARE(outcomeOf(report.jws.verify(makeKey()->publicKey())), u"unknown-key"_s);
    // A signed value of another kind is none of these.
    const auto foreign = signing::Jws::sign("enigm-approval+jws"_L1, aReport().toJson(), *makeKey());
    QCOMPARE(outcomeOf(SignedReport::parse(require(foreign).compact())), u"malformed-jws"_s);
}

void ReportTest::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<std::function<void(Report &)>>("change");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const std::function<void(Report &)> &change, const QString &outcome) {
        QTest::newRow(name) << change << outcome;
    };
    row("deployment", [](Report &report) { report.deployment.chop(1); }, u"out-of-range"_s);
    row("no handle", [](Report &report) { report.handle = {}; }, u"malformed-handle"_s);
    row("no time", [](Report &report) { report.time = 0; }, u"out-of-range"_s);
    row("short nonce", [](Report &report) { report.nonce.chop(1); }, u"out-of-range"_s);
    row("change", [](Report &report) { bodyOf(report).change += 'x'; }, u"out-of-range"_s);
    row("execution", [](Report &report) { bodyOf(report).execution = -1; }, u"out-of-range"_s);
    row(
        "obeyed, with a problem", [](Report &report) { bodyOf(report).problem = ProblemType::Drifted; },
        u"out-of-range"_s);
    row("refused for nothing", [](Report &report) { bodyOf(report).outcome = Obedience::Refused; }, u"out-of-range"_s);
}

void ReportTest::whatMakesNoSenseIsRefused()
{
    QFETCH(const std::function<void(Report &)>, change);
    QFETCH(const QString, outcome);
    Report report = aReport();
    QCOMPARE(outcomeOf(Report::fromJson(report.toJson())), u"accepted"_s);
    change(report);
    QCOMPARE(outcomeOf(Report::fromJson(report.toJson())), outcome);
}

void ReportTest::otherMembersAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("kind") << R"("acknowledgement")"_ba << R"("praise")"_ba << u"out-of-range"_s;
    QTest::newRow("kind's type") << R"("acknowledgement")"_ba << "1"_ba << u"wrong-type"_s;
    QTest::newRow("outcome") << R"("obeyed")"_ba << R"("done")"_ba << u"out-of-range"_s;
    QTest::newRow("outcome's type") << R"("obeyed")"_ba << "null"_ba << u"wrong-type"_s;
    QTest::newRow("problem's type") << R"("problem":null)"_ba << R"("problem":1)"_ba << u"wrong-type"_s;
    QTest::newRow("no problem's name") << R"("problem":null)"_ba << R"("problem":"bad-luck")"_ba << u"out-of-range"_s;
    QTest::newRow("a problem's uri") << R"("outcome":"obeyed","problem":null)"_ba
                                     << R"("outcome":"refused","problem":"urn:enigm:problem:drifted")"_ba
                                     << u"out-of-range"_s;
    QTest::newRow("version") << R"("v":1)"_ba << R"("v":2)"_ba << u"unsupported-version"_s;
    QTest::newRow("one more") << R"("v":1)"_ba << R"("v":1,"w":1)"_ba << u"unknown-member"_s;
    QTest::newRow("one more in the body")
        << R"("problem":null)"_ba << R"("problem":null,"w":1)"_ba << u"unknown-member"_s;
    QTest::newRow("one less") << R"("time":1800000000,)"_ba << ""_ba << u"missing-member"_s;
}

void ReportTest::otherMembersAreRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, outcome);
    QByteArray bytes = json::canonical(aReport().toJson());
    QVERIFY(bytes.contains(from));
    bytes.replace(from, to);
    QCOMPARE(outcomeOf(Report::fromJson(require(json::parse(bytes)))), outcome);
}

void ReportTest::nobodySignsWhatNobodyWouldAccept()
{
    Report report = aReport();
    report.nonce.clear();
    QCOMPARE(outcomeOf(SignedReport::sign(report, *makeKey())), u"out-of-range"_s);
    const auto other = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519);
    QCOMPARE(outcomeOf(SignedReport::prepare(aReport(), other->publicKey())), u"malformed-key"_s);
}

void ReportTest::theAnswerSaysWhatBecameOfTheCommand()
{
    using fleet::CommandState;
    for (const auto &[outcome, state] : {std::pair(Obedience::Obeyed, CommandState::Acknowledged),
                                         std::pair(Obedience::AlreadySo, CommandState::Acknowledged),
                                         std::pair(Obedience::Refused, CommandState::Refused)}) {
        Report report = aReport(outcome);
        QCOMPARE(bodyOf(report).state(), state);
    }
}

ENIGM_TEST_MAIN(ReportTest)
#include "ReportTest.moc"
