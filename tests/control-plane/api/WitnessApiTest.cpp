#include "contract/device/Command.h"
#include "contract/device/DeviceEvidenceBuilder.h"
#include "contract/evidence/Evidence.h"
#include "contract/json/JsonParser.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;

namespace {

const QByteArray activityPath = "/log/activity/checkpoint";

QByteArray cosignaturesPath(const QString &log)
{
    return "/v1/logs/" + log.toLatin1() + "/cosignatures";
}

} // namespace

/// What witnesses hand in over real TLS, who may, and what everybody else gets to see of it.
class WitnessApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_deployment = std::make_unique<TestDeployment>(); }
    void whatIsHandedInIsServed();
    void theLogHearsNothingOfIt();
    void anyOperatorMayHandIn_data();
    void anyOperatorMayHandIn();
    void nobodyWithoutASessionMay();
    void whatIsNoCosignatureIsRefused_data();
    void whatIsNoCosignatureIsRefused();
    void theSameAgainIsTheSameAnswer();
    void theLatestIsOfferedOnceOneWasEnough();
    void aDeviceObeysWhatWasWitnessed();

private:
    [[nodiscard]] TestConsole &console(const QString &person)
    {
        auto &console = m_consoles[person];
        if (!console)
            console = std::make_unique<TestConsole>(*m_deployment, person);
        return *console;
    }
    [[nodiscard]] QByteArray cosigned(const QByteArray &note, const QString &standIn = u"stand-in-1"_s) const
    {
        return m_deployment->cosigned(note, standIn);
    }
    [[nodiscard]] QByteArray served(const QString &log)
    {
        return console(u"approver-1"_s).get("/log/" + log.toLatin1() + "/checkpoint").body;
    }
    [[nodiscard]] RawReply handIn(const QString &log, const QByteArray &note, const QByteArray &key = {})
    {
        return console(u"approver-1"_s)
            .send({.method = "POST",
                   .target = cosignaturesPath(log),
                   .body = json::canonical(json::Object{{"checkpoint"_L1, QString::fromUtf8(note)}}),
                   .idempotencyKey = key});
    }
    /// A member of the state of a witness; null where the witness is not shown.
    [[nodiscard]] json::Value shown(const QString &witness, QLatin1StringView member)
    {
        const json::Value witnesses = memberOf(console(u"reviewer-1"_s).get("/v1/witnesses"), "witnesses"_L1);
        for (const json::Value &item : witnesses.array()) {
            if (item.object().find("name"_L1)->text() == witness)
                return *item.object().find(member);
        }
        return {};
    }

    std::unique_ptr<TestDeployment> m_deployment;
    std::map<QString, std::unique_ptr<TestConsole>> m_consoles;
};

void WitnessApiTest::whatIsHandedInIsServed()
{
    QVERIFY(shown(u"stand-in-1"_s, "activity"_L1).isNull());
    (void)served(u"activity"_s); // who signs in is in the log
    const QByteArray before = console(u"approver-1"_s).get(activityPath).body;
    QCOMPARE(before.count("\u2014"), 1); // the log's line alone
    const QByteArray note = cosigned(before);
    QCOMPARE(handIn(u"activity"_s, note).status, 204);
    QCOMPARE(console(u"approver-1"_s).get(activityPath).body, note);
    QCOMPARE(shown(u"stand-in-1"_s, "activity"_L1).text().toUtf8(), note);
    QVERIFY(shown(u"stand-in-1"_s, "governance"_L1).isNull());
    QVERIFY(shown(u"stand-in-2"_s, "activity"_L1).isNull());
    QCOMPARE(handIn(u"activity"_s, cosigned(before, u"stand-in-2"_s)).status, 204);
    QCOMPARE(console(u"approver-1"_s).get(activityPath).body.count("\u2014"), 3);
}

void WitnessApiTest::theLogHearsNothingOfIt()
{
    const QByteArray note = served(u"governance"_s);
    const qint64 size = m_deployment->activitySize();
    QCOMPARE(handIn(u"governance"_s, cosigned(note)).status, 204);
    QCOMPARE(m_deployment->activitySize(), size);
}

void WitnessApiTest::anyOperatorMayHandIn_data()
{
    QTest::addColumn<QString>("person");
    for (const char *const person : {"administrator-2", "approver-2", "reviewer-1", "release-manager-1"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void WitnessApiTest::anyOperatorMayHandIn()
{
    QFETCH(QString, person);
    const QByteArray body =
        json::canonical(json::Object{{"checkpoint"_L1, QString::fromUtf8(cosigned(served(u"governance"_s)))}});
    const RawReply reply =
        console(person).send({.method = "POST", .target = cosignaturesPath(u"governance"_s), .body = body});
    QVERIFY2(reply.status == 204, reply.body.constData());
}

void WitnessApiTest::nobodyWithoutASessionMay()
{
    m_deployment->clock.advance(1); // so that it would be seen
    const json::Value before = shown(u"stand-in-1"_s, "governance"_L1);
    const QByteArray body =
        json::canonical(json::Object{{"checkpoint"_L1, QString::fromUtf8(cosigned(served(u"governance"_s)))}});
    const RawReply reply =
        console(u"approver-1"_s)
            .send({.method = "POST", .target = cosignaturesPath(u"governance"_s), .body = body, .token = "none"});
    QCOMPARE(reply.status, 401);
    QCOMPARE(console(u"approver-1"_s).send({.target = "/v1/witnesses", .token = "none"}).status, 401);
    QCOMPARE(json::canonical(shown(u"stand-in-1"_s, "governance"_L1)), json::canonical(before));
}

void WitnessApiTest::whatIsNoCosignatureIsRefused_data()
{
    QTest::addColumn<QString>("log");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("slug");
    const QString log = u"activity"_s;
    QTest::newRow("no JSON") << log << "x"_ba << "malformed-json"_ba;
    QTest::newRow("nothing") << log << "{}"_ba << "missing-member"_ba;
    QTest::newRow("more than a note") << log << R"({"checkpoint":"x","more":1})"_ba << "unknown-member"_ba;
    QTest::newRow("no note") << log << R"({"checkpoint":"x"})"_ba << "malformed-note"_ba;
    QTest::newRow("of no log") << u"weather"_s << R"({"checkpoint":"x"})"_ba << "not-found"_ba;
    QTest::newRow("too much") << log << QByteArray(17 * 1024, ' ') << "too-large"_ba;
}

void WitnessApiTest::whatIsNoCosignatureIsRefused()
{
    QFETCH(QString, log);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, slug);
    const RawReply reply =
        console(u"approver-1"_s).send({.method = "POST", .target = cosignaturesPath(log), .body = body});
    QCOMPARE(slugOf(reply), slug);
    QCOMPARE(slugOf(handIn(u"activity"_s, served(u"activity"_s))), "cosignatures-missing"_ba);
    QCOMPARE(slugOf(handIn(u"activity"_s, cosigned(served(u"governance"_s)))), "unknown-signature-line"_ba);
    QCOMPARE(slugOf(handIn(u"activity"_s, cosigned(served(u"activity"_s)), "-")), "idempotency-key-missing"_ba);
}

void WitnessApiTest::theSameAgainIsTheSameAnswer()
{
    const QByteArray note = cosigned(served(u"governance"_s));
    const QByteArray key = "01890a5d-ac96-774b-bcce-b302099a8057";
    QCOMPARE(handIn(u"governance"_s, note, key).status, 204);
    QCOMPARE(handIn(u"governance"_s, note, key).status, 204);
    QCOMPARE(handIn(u"governance"_s, note).status, 204);
    QCOMPARE(slugOf(handIn(u"activity"_s, note, key)), "idempotency-key-reused"_ba);
    QCOMPARE(shown(u"stand-in-1"_s, "governance"_L1).text().toUtf8(), note);
}

void WitnessApiTest::theLatestIsOfferedOnceOneWasEnough()
{
    const QByteArray note = cosigned(served(u"activity"_s));
    QCOMPARE(handIn(u"activity"_s, note).status, 204);
    const auto offered = [this] {
        const json::Value all = memberOf(console(u"approver-1"_s).get("/v1/witnesses"), "offered"_L1);
        return all.object().find("activity"_L1)->text().toUtf8();
    };
    QCOMPARE(offered(), note); // to be signed by the others too, while the log stands still
    QCOMPARE(console(u"administrator-2"_s).signIn(), QByteArray()); // which is in the log
    QVERIFY(served(u"activity"_s) != note);
    QCOMPARE(offered(), served(u"activity"_s));
}

void WitnessApiTest::aDeviceObeysWhatWasWitnessed()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = changeOf(console(u"administrator-1"_s).ask(u"device.revoke"_s, targets));
    QCOMPARE(console(u"approver-1"_s).approve(change).status, 201);
    device::DeviceMemory memory;
    memory.deployment = m_deployment->file().deployment;
    memory.handle = targets.leaves()[0].handle;
    memory.key = targets.leaves()[0].key;
    memory.state = DeviceState::Trusted;
    const auto judged = [&] {
        const RawReply reply =
            console(u"reviewer-1"_s).get("/v1/changes/" + change.request.id.toLatin1() + "/evidence");
        const auto builder =
            require(device::DeviceEvidenceBuilder::make(require(evidence::EvidenceBundle::parse(reply.body))));
        const QByteArray evidence = require(builder.evidenceFor(memory.handle)).toBytes();
        return outcomeOf(device::checkCommand(evidence, memory, m_deployment->clock.now()));
    };
    QCOMPARE(judged(), u"cosignatures-missing"_s);
    for (const QString &log : {u"governance"_s, u"activity"_s})
        QCOMPARE(handIn(log, cosigned(served(log))).status, 204);
    QCOMPARE(judged(), u"accepted"_s);
}

ENIGM_TEST_MAIN(WitnessApiTest)
#include "WitnessApiTest.moc"
