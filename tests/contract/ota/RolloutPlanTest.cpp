#include "contract/ota/RolloutPlan.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::ota;
using namespace Qt::StringLiterals;

/// What a plan may say, that it is read as it was written, and what its times and numbers mean.
class RolloutPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanIsReadAsItWasWritten();
    void whatContradictsItselfIsRefused_data();
    void whatContradictsItselfIsRefused();
    void aSecurityRolloutDoesNotSoak();
    void windowsMayGoPastMidnight();
    void eachAttemptWaitsTwiceAsLong();
    void everyWordIsReadAsItWasWritten();
};

namespace {

constexpr auto plan = R"({"groups":[)"
                      R"({"errors":{"count":0,"share":null},"members":{"count":3,"group":null,)"
                      R"("root":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},"name":"First","share":null,)"
                      R"("soak":3600,"starts":1800000000,"success":1000,"window":null},)"
                      R"({"errors":{"count":null,"share":20},"members":null,"name":"Tenth","share":100,)"
                      R"("soak":0,"starts":1800086400,"success":950,"window":{"from":60,"to":240}},)"
                      R"({"errors":{"count":50,"share":20},"members":null,"name":"Rest","share":900,)"
                      R"("soak":0,"starts":1800086400,"success":900,"window":null}],)"
                      R"("model":"stable","rate":null,"retry":{"after":3600,"attempts":3},"silent_after":604800})";

Expected<RolloutPlan> read(const QByteArray &text)
{
    const auto value = json::parseSigned(text);
    if (!value)
        return std::unexpected(value.error());
    return RolloutPlan::fromJson(*value, u"/plan"_s);
}

template <typename Enum>
void checkWords()
{
    QVERIFY(!allOf<Enum>().empty());
    for (const Enum value : allOf<Enum>())
        QCOMPARE(fromWord<Enum>(toWord(value)), std::optional(value));
    QCOMPARE(fromWord<Enum>("no-such-word"), std::nullopt);
}

} // namespace

void RolloutPlanTest::aPlanIsReadAsItWasWritten()
{
    const auto parsed = read(plan);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().toString()));
    QCOMPARE(json::canonical(parsed->toJson()), QByteArray(plan));
    QCOMPARE(parsed->groups.size(), 3U);
    QCOMPARE(parsed->groups[0].members->count, 3);
    QCOMPARE(parsed->groups[1].share, std::optional<qint64>(100));
    QCOMPARE(parsed->model, RolloutModel::Stable);
}

void RolloutPlanTest::whatContradictsItselfIsRefused_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("instead");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &part, const QByteArray &instead, const QString &where) {
        QTest::newRow(name) << part << instead << where;
    };
    row("no threshold", R"({"count":0,"share":null})", R"({"count":null,"share":null})", u"/plan/groups/0/errors"_s);
    row("bears everything", R"({"count":null,"share":20})", R"({"count":null,"share":1000})",
        u"/plan/groups/1/errors/share"_s);
    row("by nothing", R"("share":100)", R"("share":null)", u"/plan/groups/1/share"_s);
    row("by both", R"("name":"First","share":null)", R"("name":"First","share":5)", u"/plan/groups/0/share"_s);
    row("one name", R"("name":"Rest")", R"("name":"TENTH")", u"/plan/groups"_s);
    row("no name", R"("name":"Rest")", R"("name":"")", u"/plan/groups/2/name"_s);
    row("out of order", R"("starts":1800086400,"success":900)", R"("starts":1800000000,"success":900)",
        u"/plan/groups"_s);
    row("more than all", R"("share":900)", R"("share":901)", u"/plan/groups"_s);
    row("no success", R"("success":950)", R"("success":0)", u"/plan/groups/1/success"_s);
    row("endless window", R"({"from":60,"to":240})", R"({"from":60,"to":60})", u"/plan/groups/1/window"_s);
    row("a word", R"("stable")", R"("beta")", u"/plan/model"_s);
    row("a trickle", R"("rate":null)", R"("rate":1)", u"/plan/rate"_s);
    row("no attempt", R"("attempts":3)", R"("attempts":0)", u"/plan/retry/attempts"_s);
    row("no patience", R"("silent_after":604800)", R"("silent_after":59)", u"/plan/silent_after"_s);
    row("a member more", R"("soak":3600)", R"("soak":3600,"speed":1)", u"/plan/groups/0/speed"_s);
    row("no groups", QByteArray(plan).first(QByteArray(plan).indexOf("],\"model\"")).sliced(11), "", u"/plan/groups"_s);
}

void RolloutPlanTest::whatContradictsItselfIsRefused()
{
    QFETCH(const QByteArray, part);
    QFETCH(const QByteArray, instead);
    QFETCH(const QString, where);
    QByteArray text = plan;
    const qsizetype at = text.lastIndexOf(part);
    QVERIFY(at >= 0);
    text.replace(at, part.size(), instead);
    const auto value = json::parse(text);
    QVERIFY(value);
    const auto parsed = RolloutPlan::fromJson(*value, u"/plan"_s);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().where, where);
}

void RolloutPlanTest::aSecurityRolloutDoesNotSoak()
{
    QVERIFY(!read(QByteArray(plan).replace("stable", "security")));
    QVERIFY(read(QByteArray(plan).replace("stable", "security").replace(R"("soak":3600)", R"("soak":0)")));
}

void RolloutPlanTest::windowsMayGoPastMidnight()
{
    const auto at = [](qint64 hour) { return qint64(20'000) * 24 * 3600 + hour * 3600; };
    const DailyWindow night{.from = 22 * 60, .to = 4 * 60};
    QVERIFY(night.holdsAt(at(22)) && night.holdsAt(at(23)) && night.holdsAt(at(0)) && night.holdsAt(at(3)));
    QVERIFY(!night.holdsAt(at(4)) && !night.holdsAt(at(12)) && !night.holdsAt(at(21)));
    const DailyWindow morning{.from = 4 * 60, .to = 8 * 60};
    QVERIFY(morning.holdsAt(at(4)) && !morning.holdsAt(at(8)) && !morning.holdsAt(at(0)));
}

void RolloutPlanTest::eachAttemptWaitsTwiceAsLong()
{
    const RetryPlan retry{.after = 600, .attempts = 3};
    QCOMPARE(retry.waitAfter(1), std::optional<qint64>(600));
    QCOMPARE(retry.waitAfter(2), std::optional<qint64>(1200));
    QCOMPARE(retry.waitAfter(3), std::nullopt);
}

void RolloutPlanTest::everyWordIsReadAsItWasWritten()
{
    checkWords<RolloutModel>();
    checkWords<RolloutState>();
    checkWords<GroupState>();
    checkWords<UpdateState>();
    checkWords<UpdateFailure>();
    checkWords<UpdateStage>();
    checkWords<HaltReason>();
    checkWords<RolloutEventKind>();
}

ENIGM_TEST_MAIN(RolloutPlanTest)
#include "RolloutPlanTest.moc"
