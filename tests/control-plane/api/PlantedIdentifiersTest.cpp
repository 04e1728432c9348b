#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "control-plane/api/MetaRoutes.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QDirIterator>
#include <QFile>
#include <QStringEncoder>
#include <QTest>

#include <mutex>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using fleet::DeviceState;

/// What names a person or a phone is sent wherever a client can send something: in every text, as members that nobody
/// asked for, in paths, queries and headers. Nothing of it is found afterwards, in whatever spelling: not in the
/// database and its journal, not in any other file of the data, not in what a reviewer is given of the log, not in a
/// line that the program has written.
class PlantedIdentifiersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void inWhatPeopleWrite_data();
    void inWhatPeopleWrite();
    void whereNobodyAskedForIt();
    void inWhatDevicesSend();
    void theSearchFindsWhatIsThere();
    void nothingOfItIsFound();
    void cleanupTestCase();

private:
    [[nodiscard]] QByteArray everything();

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<TestConsole> m_administrator;
    std::unique_ptr<TestConsole> m_reviewer;
};

namespace {

/// Numbers of the test ranges of their kinds; the person does not exist.
const QByteArrayList planted{
    "490154203237518"_ba,         "262019876543210"_ba,  "89490200001234567899"_ba,
    "ada.planted@example.org"_ba, "+49 170 55512348"_ba, "203.0.113.77"_ba,
    "02:00:5e:10:00:42"_ba,       "R58M12PLANTED"_ba,    "Plantedstrasse 12, 80331 Muenchen"_ba,
};
/// Those that a text can be told to hold; what a street or a serial number is depends on who reads it.
constexpr qsizetype recognised = 7;

QByteArrayList spellings(const QByteArray &value)
{
    const QString text = QString::fromLatin1(value);
    QStringEncoder little(QStringConverter::Utf16LE);
    QStringEncoder big(QStringConverter::Utf16BE);
    return {value, little(text), big(text), value.toHex(), value.toBase64(), encoding::toBase64Url(value)};
}

QtMessageHandler passOn = nullptr;
std::mutex writing;
QByteArray written; ///< every line of the program's own log

void keepLine(QtMsgType type, const QMessageLogContext &context, const QString &line)
{
    {
        const std::scoped_lock lock(writing);
        written += line.toUtf8() + '\n';
    }
    passOn(type, context, line);
}

/// Paths of the API as documented, with what stands for a parameter replaced by the value.
QByteArrayList documentedPaths(const QByteArray &value)
{
    QByteArrayList paths;
    for (const QByteArray &line : controlplane::api::openApiDocument().split('\n')) {
        if (!line.startsWith("  /") || !line.endsWith(':'))
            continue;
        QByteArray path = line.mid(2).chopped(1);
        while (path.contains('{')) {
            const qsizetype from = path.indexOf('{');
            path.replace(from, path.indexOf('}') - from + 1, value.toPercentEncoding());
        }
        paths.append(path);
    }
    return paths;
}

json::Value withEverywhere(const QByteArray &value)
{
    const QString text = QString::fromLatin1(value);
    json::Object object;
    for (const char *const member : {"change", "comment", "device", "handle", "imei", "key", "name", "names", "nonce",
                                     "note", "reason", "reference", "report", "request", "serial", "targets", "token"})
        object.insert(QString::fromLatin1(member), json::Value(text));
    return object;
}

} // namespace

void PlantedIdentifiersTest::initTestCase()
{
    passOn = qInstallMessageHandler(keepLine);
    m_deployment = std::make_unique<TestDeployment>();
    m_administrator = std::make_unique<TestConsole>(*m_deployment, u"administrator-1"_s);
    m_reviewer = std::make_unique<TestConsole>(*m_deployment, u"reviewer-1"_s);
    QCOMPARE(m_administrator->signIn(), QByteArray());
    QCOMPARE(m_reviewer->signIn(), QByteArray());
}

void PlantedIdentifiersTest::cleanupTestCase()
{
    qInstallMessageHandler(passOn);
}

void PlantedIdentifiersTest::inWhatPeopleWrite_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const QByteArray &value : planted.first(recognised))
        QTest::newRow(value.constData()) << value;
}

void PlantedIdentifiersTest::inWhatPeopleWrite()
{
    QFETCH(const QByteArray, value);
    const changes::FreeText text{.salt = QByteArray(16, 's'),
                                 .text = u"For %1, at once"_s.arg(QString::fromLatin1(value))};
    for (const QString &member : {u"reason"_s, u"reference"_s}) {
        const changes::TargetSet targets = m_deployment->devices(DeviceState::Trusted);
        changes::ChangeRequest request = m_administrator->compose(u"device.suspend"_s, targets);
        (member == u"reason" ? request.reason : request.reference.emplace()) = text.digest();
        const changes::SignedChange change = m_administrator->sign(request);
        json::Object submission = m_administrator->submission(change, targets);
        submission.insert(member, text.toJson());
        const RawReply reply = m_administrator->postSigned("/v1/changes", submission, change.digest());
        QCOMPARE(slugOf(reply), "direct-identifier"_ba);
    }
    const RawReply profile = m_administrator->send(
        {.method = "POST",
         .target = "/v1/enrollment-profiles",
         .body = json::canonical(json::Object{{"expires"_L1, m_deployment->clock.now() + 60},
                                              {"keys"_L1, json::Array()},
                                              {"level"_L1, json::Value()},
                                              {"name"_L1, text.text},
                                              {"group"_L1, json::Value()},
                                              {"replaces"_L1, json::Value()},
                                              {"token"_L1, u"ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ"_s},
                                              {"uses"_L1, 1}})});
    QCOMPARE(slugOf(profile), "direct-identifier"_ba);
}

void PlantedIdentifiersTest::whereNobodyAskedForIt()
{
    for (const QByteArray &value : planted) {
        const QByteArray body = json::canonical(withEverywhere(value));
        const QByteArray fields = "User-Agent: " + value + "\r\nReferer: https://" + value.toPercentEncoding() +
                                  "/\r\nX-Device: " + value + "\r\n";
        for (const QByteArray &path : documentedPaths(value)) {
            for (const char *const method : {"POST", "PUT", "DELETE"}) {
                const RawReply reply =
                    m_administrator->send({.method = method, .target = path, .body = body, .moreFields = fields});
                QVERIFY2(reply.status >= 400, path.constData());
            }
            if (path == "/v1/feed" || path == "/v1/session") // which goes on, or ends the session
                continue;
            (void)m_administrator->get(path + "?text=" + value.toPercentEncoding());
        }
        (void)m_administrator->send(
            {.method = "POST", .target = "/v1/enrollment-profiles", .body = "{}"_ba, .idempotencyKey = value});
    }
}

void PlantedIdentifiersTest::inWhatDevicesSend()
{
    const fleet::DeviceHandle device = m_deployment->devices(DeviceState::Trusted).leaves()[0].handle;
    for (const QByteArray &value : planted) {
        const QByteArray body = json::canonical(withEverywhere(value));
        for (const char *const path :
             {"/device/v1/check-in", "/device/v1/nonces", "/device/v1/acknowledgements", "/device/v1/reports",
              "/device/v1/enrollment-nonces", "/device/v1/enrollments"}) {
            const auto reply = m_deployment->ask(device, "POST", path, body);
            QVERIFY(reply);
            QVERIFY2(reply->status >= 400, path);
        }
    }
    QCOMPARE(m_deployment->checkIn(device)->status, 200);
}

QByteArray PlantedIdentifiersTest::everything()
{
    QByteArray all;
    QDirIterator files(m_deployment->directory(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (path.endsWith(u"/reserve"_s)) // zeros, and much of them
            continue;
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            all += path.toUtf8() + file.readAll();
    }
    return all;
}

/// A search that finds nothing has to be one that could.
void PlantedIdentifiersTest::theSearchFindsWhatIsThere()
{
    const QByteArray all = everything();
    QVERIFY(all.contains(m_administrator->person().id.toUtf8()));
    QVERIFY(all.contains(m_deployment->devices(DeviceState::Trusted).leaves()[0].handle.text().toUtf8()));
    QVERIFY(all.contains("authentication.refused") || all.contains("device.enrolled"));
    qInfo("looking for %s", planted[0].constData());
    QVERIFY(written.contains(planted[0]));
    written.replace(planted[0], "itself");
}

void PlantedIdentifiersTest::nothingOfItIsFound()
{
    QByteArray read;
    for (qint64 from = 0; from < m_deployment->activitySize(); from += 1000) {
        const RawReply page = m_reviewer->get("/v1/audit/entries?limit=1000&from=" + QByteArray::number(from));
        QCOMPARE(page.status, 200);
        read += page.body;
    }
    m_deployment->stop(); // what was counted is written
    const QByteArray all = everything() + read + written;
    for (const QByteArray &value : planted) {
        for (const QByteArray &spelling : spellings(value))
            QVERIFY2(!all.contains(spelling), (value + " as " + spelling).constData());
    }
}

ENIGM_TEST_MAIN(PlantedIdentifiersTest)
#include "PlantedIdentifiersTest.moc"
