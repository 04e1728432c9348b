#include "control-plane/ota/ddi/DdiFeedback.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::ota::DdiFeedback;
using controlplane::ota::DeviceOffer;
using controlplane::ota::UpdateWord;
using ota::UpdateFailure;
using ota::UpdateState;

namespace {

QByteArray feedback(const QByteArray &execution, const QByteArray &finished, const QByteArray &progress = "null")
{
    return R"({"id":7,"time":"20261126T111111","status":{"result":{"progress":)" + progress + R"(,"finished":")" +
           finished + R"("},"execution":")" + execution + R"(","details":["a line"]}})";
}

DeviceOffer offerAt(UpdateState state)
{
    DeviceOffer offer{.execution = 7};
    offer.state = state;
    return offer;
}

} // namespace

/// What stock clients say, and what is made of it.
class DdiFeedbackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAClientSaysIsAState_data();
    void whatAClientSaysIsAState();
    void onlyAClientThatHasStoppedIsWithdrawn_data();
    void onlyAClientThatHasStoppedIsWithdrawn();
    void linesOfItsLogDoNotMatter();
    void whatIsNotOfTheDdiIsRefused_data();
    void whatIsNotOfTheDdiIsRefused();
};

void DdiFeedbackTest::whatAClientSaysIsAState_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("state");
    QTest::addColumn<std::optional<UpdateFailure>>("failure");
    const auto row = [](const char *name, const QByteArray &body, UpdateState state,
                        std::optional<UpdateFailure> failure = {}, UpdateState before = UpdateState::Offered) {
        QTest::newRow(name) << body << int(before) << int(state) << failure;
    };
    row("begins", feedback("proceeding", "none", R"({"cnt":0,"of":1})"), UpdateState::Downloading);
    row("sends its log", feedback("proceeding", "none", R"({"cnt":2,"of":0})"), UpdateState::Downloading);
    row("has scheduled it", feedback("scheduled", "none"), UpdateState::Downloading);
    row("has downloaded", feedback("downloaded", "none"), UpdateState::Downloading);
    row("is installed", feedback("proceeding", "none", R"({"cnt":1,"of":1})"), UpdateState::Installed);
    row("is installed, in text", feedback("proceeding", "none", R"({"cnt":"2","of":"2"})"), UpdateState::Installed);
    row("has confirmed", feedback("closed", "success"), UpdateState::Confirmed, {}, UpdateState::Installed);
    row("has failed", feedback("closed", "failure"), UpdateState::Failed, UpdateFailure::Other);
    row("has failed to start", feedback("closed", "failure"), UpdateState::Failed, UpdateFailure::Boot,
        UpdateState::Installed);
    row("fails", feedback("proceeding", "failure"), UpdateState::Failed, UpdateFailure::Other);
    row("does not want it", feedback("rejected", "none"), UpdateState::Failed, UpdateFailure::Refused);
}

void DdiFeedbackTest::whatAClientSaysIsAState()
{
    QFETCH(QByteArray, body);
    QFETCH(int, before);
    QFETCH(int, state);
    QFETCH(std::optional<UpdateFailure>, failure);
    const auto said = DdiFeedback::parse(body);
    QVERIFY2(said, said ? "" : qPrintable(said.error().toString()));
    const auto progress = said->progressOf(offerAt(UpdateState(before)));
    QCOMPARE(int(progress.state), state);
    QVERIFY(progress.failure == failure);
    QCOMPARE(progress.execution, 7);
    QCOMPARE(progress.word, UpdateWord::Ddi);
}

void DdiFeedbackTest::onlyAClientThatHasStoppedIsWithdrawn_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("hasStopped");
    QTest::newRow("acknowledged") << feedback("closed", "success") << true;
    QTest::newRow("canceled") << feedback("canceled", "none") << true;
    QTest::newRow("cannot stop") << feedback("rejected", "none") << false;
    QTest::newRow("failed to stop") << feedback("closed", "failure") << false;
    QTest::newRow("about to") << feedback("proceeding", "none") << false;
}

void DdiFeedbackTest::onlyAClientThatHasStoppedIsWithdrawn()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, hasStopped);
    const auto progress = DdiFeedback::parse(body)->cancellationOf(offerAt(UpdateState::Downloading));
    QCOMPARE(progress.has_value(), hasStopped);
    if (progress)
        QCOMPARE(progress->state, UpdateState::Withdrawn);
}

void DdiFeedbackTest::linesOfItsLogDoNotMatter()
{
    QByteArray body = feedback("proceeding", "none");
    body.replace("a line", "a\tline\nand another\x01");
    QVERIFY(DdiFeedback::parse(body));
    body.replace(R"("id":7)", R"("id":"")");
    body.replace(R"("time")", R"("timestamp":1,"time")");
    QVERIFY(DdiFeedback::parse(body));
}

void DdiFeedbackTest::whatIsNotOfTheDdiIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ProblemType>("problem");
    QTest::newRow("no JSON") << "closed"_ba << ProblemType::MalformedJson;
    QTest::newRow("no object") << "[]"_ba << ProblemType::MissingMember;
    QTest::newRow("no status") << R"({"id":7})"_ba << ProblemType::MissingMember;
    QTest::newRow("status of another kind") << R"({"status":"closed"})"_ba << ProblemType::MissingMember;
    QTest::newRow("no result") << R"({"status":{"execution":"closed"}})"_ba << ProblemType::MissingMember;
    QTest::newRow("no word") << R"({"status":{"execution":1,"result":{"finished":"none"}}})"_ba
                             << ProblemType::WrongType;
    QTest::newRow("another execution") << feedback("done", "none") << ProblemType::OutOfRange;
    QTest::newRow("another finish") << feedback("closed", "maybe") << ProblemType::OutOfRange;
    QTest::newRow("twice") << R"({"status":{},"status":{}})"_ba << ProblemType::DuplicateMember;
}

void DdiFeedbackTest::whatIsNotOfTheDdiIsRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(ProblemType, problem);
    const auto said = DdiFeedback::parse(body);
    QVERIFY(!said);
    QCOMPARE(said.error().type, problem);
}

ENIGM_TEST_MAIN(DdiFeedbackTest)
#include "DdiFeedbackTest.moc"
