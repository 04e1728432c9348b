#include "app/gateway/proxy/ScgiRequest.h"
#include "app/gateway/proxy/ScgiServer.h"
#include "app/gateway/proxy/SquidHelper.h"
#include "app/gateway/proxy/SquidQuestion.h"
#include "tests/support/LogGuard.h"
#include "tests/support/gateway/HeldWire.h"
#include "tests/support/gateway/TestNetwork.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using gateway::ScgiRequest;
using gateway::SquidQuestion;

/// What squid and nginx may say, in pieces and at length.
class ProxyProtocolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void squidAsksByChannel_data();
    void squidAsksByChannel();
    void answersGoToTheirChannels();
    void aLineWithoutAnEndEndsTheHelper();
    void nginxAsksByScgi();
    void everyOtherRequestIsRefused_data();
    void everyOtherRequestIsRefused();
    void theServerAnswersWhoSaysAllOfIt();
    void aSocketThatIsServedIsNotTakenAway();
};

namespace {

const QString device = TestNetwork::handle(1).text();

QByteArray scgi(const QByteArray &headers)
{
    return QByteArray::number(headers.size()) + ':' + headers + ',';
}

QByteArray headersOf(const QByteArray &name)
{
    return QByteArray("CONTENT_LENGTH\0000\0SCGI\0001\0ENIGM_HANDLE\0", 37) + name + '\0';
}

/// A gatekeeper who lets everybody through whom the control plane is asked about.
struct Keeper
{
    Keeper()
    {
        wire.answer = [](const client::WireRequest &) {
            return client::WireReply{
                .status = 200,
                .headers = {},
                .body =
                    R"({"context":{"decision_validity":60,"obligations":[],"valid_until":9999999999},"decision":true})"};
        };
    }
    HeldWire wire;
    time::SystemClock clock;
    client::AccessClient client{wire, QUrl(u"https://127.0.0.1:1"_s), policy::NetworkPath::ProxyNetwork};
    gateway::OutcomeReporter outcomes{client, clock, std::chrono::hours(1)};
    gateway::Gatekeeper keeper{client, outcomes, clock};
};

/// Both ends of two pipes: what squid writes, and what it reads.
struct Pipes
{
    Pipes()
    {
        if (::pipe2(toHelper.data(), O_CLOEXEC) != 0 || ::pipe2(fromHelper.data(), O_CLOEXEC) != 0)
            qFatal("no pipes can be had");
        ::fcntl(fromHelper[0], F_SETFL, O_NONBLOCK);
    }
    ~Pipes()
    {
        for (const int descriptor : {toHelper[0], toHelper[1], fromHelper[0], fromHelper[1]})
            ::close(descriptor);
    }
    void say(const QByteArray &text) const
    {
        QCOMPARE(::write(toHelper[1], text.constData(), std::size_t(text.size())), ssize_t(text.size()));
    }
    QByteArray heard()
    {
        std::array<char, 4096> bytes;
        if (const ssize_t count = ::read(fromHelper[0], bytes.data(), bytes.size()); count > 0)
            m_heard.append(bytes.data(), count);
        return m_heard;
    }
    std::array<int, 2> toHelper{};
    std::array<int, 2> fromHelper{};

private:
    QByteArray m_heard;
};

} // namespace

void ProxyProtocolTest::squidAsksByChannel_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QString>("name");
    QTest::newRow("name") << "7 abc"_ba << "7"_ba << u"abc"_s;
    QTest::newRow("no words of the ACL") << "0 abc -"_ba << "0"_ba << u"abc"_s;
    QTest::newRow("no certificate") << "12 - -"_ba << "12"_ba << QString();
    QTest::newRow("nothing more") << "12"_ba << "12"_ba << QString();
    QTest::newRow("words") << "1 a b"_ba << "1"_ba << QString();
    QTest::newRow("many words") << "1 a - -"_ba << "1"_ba << QString();
    QTest::newRow("not printable") << "1 a\x01"_ba << "1"_ba << QString();
    QTest::newRow("no channel") << "abc"_ba << ""_ba << QString();
    QTest::newRow("empty") << ""_ba << ""_ba << QString();
    QTest::newRow("signed") << "-1 abc"_ba << ""_ba << QString();
    QTest::newRow("channel too long") << "12345678901 abc"_ba << ""_ba << QString();
    QTest::newRow("too long") << "1 " + QByteArray(SquidQuestion::mostBytes, 'a') << ""_ba << QString();
}

void ProxyProtocolTest::squidAsksByChannel()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, channel);
    QFETCH(const QString, name);
    const auto question = SquidQuestion::parse(line);
    QCOMPARE(question.has_value(), !channel.isEmpty());
    QCOMPARE(question ? question->channel : QByteArray(), channel);
    QCOMPARE(question ? question->name : QString(), name);
}

void ProxyProtocolTest::answersGoToTheirChannels()
{
    Keeper keeper;
    Pipes pipes;
    const gateway::SquidHelper helper(keeper.keeper, pipes.toHelper[0], pipes.fromHelper[1]);
    const QByteArray name = device.toLatin1();
    pipes.say("3 " + name.first(10));
    pipes.say(name.mid(10) + " -\n4 nobody -\n5 " + name + " -\n");
    QTRY_COMPARE(pipes.heard(), "4 ERR\n"_ba); // who need not wait does not
    QTRY_COMPARE(keeper.wire.held(), 1);
    keeper.wire.release();
    QTRY_COMPARE(pipes.heard(), "4 ERR\n3 OK\n5 OK\n"_ba);
}

void ProxyProtocolTest::aLineWithoutAnEndEndsTheHelper()
{
    Keeper keeper;
    Pipes pipes;
    const gateway::SquidHelper helper(keeper.keeper, pipes.toHelper[0], pipes.fromHelper[1]);
    const QSignalSpy ended(&helper, &gateway::SquidHelper::ended);
    pipes.say("1 " + QByteArray(SquidQuestion::mostBytes, 'a'));
    QTRY_COMPARE(ended.size(), 1);
}

void ProxyProtocolTest::nginxAsksByScgi()
{
    const QByteArray request = scgi(headersOf("edn1abc"));
    for (qsizetype size = 0; size < request.size(); ++size) {
        const auto part = ScgiRequest::parse(request.first(size));
        QVERIFY(part && !*part);
    }
    QCOMPARE(require(ScgiRequest::parse(request))->name, u"edn1abc"_s);
    QVERIFY(require(ScgiRequest::parse(scgi(headersOf({}))))->name.isEmpty());
}

void ProxyProtocolTest::everyOtherRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray length("CONTENT_LENGTH\0000\0", 17);
    const QByteArray scgiOne("SCGI\0001\0", 7);
    QTest::newRow("no number") << "x:"_ba;
    QTest::newRow("no length") << ":"_ba;
    QTest::newRow("leading zero") << "012:"_ba;
    QTest::newRow("zero") << "0:,"_ba;
    QTest::newRow("too long") << "10000:"_ba;
    QTest::newRow("longer than is read") << "4096:"_ba;
    QTest::newRow("endless digits") << QByteArray(5, '1');
    QTest::newRow("no comma") << scgi(headersOf("a")).chopped(1) + ';';
    QTest::newRow("something behind") << scgi(headersOf("a")) + "x";
    QTest::newRow("no end of a header") << scgi(headersOf("a").chopped(1));
    QTest::newRow("no value") << scgi(length + scgiOne + QByteArray("A\0", 2));
    QTest::newRow("no length first") << scgi(scgiOne + length);
    QTest::newRow("a body") << scgi(QByteArray("CONTENT_LENGTH\0001\0", 17) + scgiOne) + "x";
    QTest::newRow("no SCGI") << scgi(length);
    QTest::newRow("twice") << scgi(headersOf("a") + QByteArray("ENIGM_HANDLE\0b\0", 15));
    QTest::newRow("no name") << scgi(length + scgiOne + QByteArray("\0b\0", 3));
}

void ProxyProtocolTest::everyOtherRequestIsRefused()
{
    QFETCH(const QByteArray, request);
    QVERIFY(!ScgiRequest::parse(request));
}

void ProxyProtocolTest::theServerAnswersWhoSaysAllOfIt()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    Keeper keeper;
    gateway::ScgiServer server(keeper.keeper);
    require(server.listen(path));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
    QLocalSocket permitted;
    QLocalSocket denied;
    QLocalSocket malformed;
    for (QLocalSocket *const socket : {&permitted, &denied, &malformed})
        socket->connectToServer(path);
    const QByteArray request = scgi(headersOf(device.toLatin1()));
    permitted.write(request.first(10));
    permitted.flush();
    denied.write(scgi(headersOf("nobody")));
    malformed.write("nonsense");
    QTRY_COMPARE(denied.state(), QLocalSocket::UnconnectedState);
    QTRY_COMPARE(malformed.state(), QLocalSocket::UnconnectedState);
    QVERIFY(denied.readAll().startsWith("Status: 403 "));
    QVERIFY(malformed.readAll().startsWith("Status: 403 "));
    permitted.write(request.mid(10));
    QTRY_COMPARE(keeper.wire.held(), 1);
    keeper.wire.release();
    QTRY_COMPARE(permitted.state(), QLocalSocket::UnconnectedState);
    QVERIFY(permitted.readAll().startsWith("Status: 204 "));
}

void ProxyProtocolTest::aSocketThatIsServedIsNotTakenAway()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    Keeper keeper;
    gateway::ScgiServer first(keeper.keeper);
    gateway::ScgiServer second(keeper.keeper);
    require(first.listen(path));
    QCOMPARE(outcomeOf(second.listen(path)), u"file-unreadable"_s);
    QCOMPARE(outcomeOf(second.listen(folder.filePath(u"none/s"_s))), u"file-unreadable"_s);
}

ENIGM_TEST_MAIN(ProxyProtocolTest)
#include "ProxyProtocolTest.moc"
