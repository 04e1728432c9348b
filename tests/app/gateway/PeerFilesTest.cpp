#include "app/gateway/tor/ClientAuthorizations.h"
#include "app/gateway/tor/ControlReply.h"
#include "app/gateway/vpn/TunnelNetwork.h"
#include "app/gateway/vpn/WireguardPeers.h"
#include "app/gateway/vpn/WireguardTool.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/gateway/TestNetwork.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using client::PermittedPeer;
using gateway::ClientAuthorizations;
using gateway::ControlReply;
using gateway::TunnelNetwork;

/// What is written for WireGuard and for tor, and what tor says.
class PeerFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressFollowsFromItsKey();
    void networksAreUniqueLocal_data();
    void networksAreUniqueLocal();
    void peersAreByKeyAndEachOnce();
    void interfacesHaveNamesOfInterfaces_data();
    void interfacesHaveNamesOfInterfaces();
    void clientsAreFilesAndOneIsNobody();
    void whatSomebodyElsePutThereStays();
    void repliesAreTakenOneByOne();
    void otherRepliesAreRefused_data();
    void otherRepliesAreRefused();
};

namespace {

PermittedPeer peer(char number)
{
    return {.handle = TestNetwork::handle(number), .key = QByteArray(PermittedPeer::keySize, number)};
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files, QDir::Name);
}

} // namespace

void PeerFilesTest::anAddressFollowsFromItsKey()
{
    const TunnelNetwork network = require(TunnelNetwork::parse(u"fd00:1:2:3::/64"_s));
    // Python: hashlib.sha256(b"enigm tunnel address v1\0" + b"\1" * 32).hexdigest()[:16], the first bit set
    QCOMPARE(network.addressOf(QByteArray(32, '\1')), u"fd00:1:2:3:dee2:2102:bebb:bcc4"_s);
    QVERIFY(network.addressOf(QByteArray(32, '\2')) != network.addressOf(QByteArray(32, '\1')));
}

void PeerFilesTest::networksAreUniqueLocal_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "fd00::", "fd00::/48", "2001:db8::/64", "fe80::/64", "10.0.0.0/8", "x/64"})
        QTest::newRow(*text ? text : "nothing") << QString::fromLatin1(text);
}

void PeerFilesTest::networksAreUniqueLocal()
{
    QFETCH(const QString, text);
    QVERIFY(!TunnelNetwork::parse(text));
}

void PeerFilesTest::peersAreByKeyAndEachOnce()
{
    const TunnelNetwork network = require(TunnelNetwork::parse(u"fd00:1:2:3::/64"_s));
    PermittedPeer sameKey = peer(2);
    sameKey.key = peer(1).key;
    const QByteArray text = gateway::wireguardPeers({peer(1), sameKey, peer(3)}, network);
    QCOMPARE(text.count("[Peer]"), 2);
    QCOMPARE(text, gateway::wireguardPeers({peer(3), peer(1)}, network)); // not in the order of handles
    QVERIFY(!text.contains("edn1"));
}

void PeerFilesTest::interfacesHaveNamesOfInterfaces_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("usual") << u"wg-enigm.0"_s << true;
    QTest::newRow("longest") << QString(15, u'a') << true;
    QTest::newRow("too long") << QString(16, u'a') << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("an option") << u"--help"_s << false;
    QTest::newRow("a path") << u"../wg"_s << false;
    QTest::newRow("words") << u"a b"_s << false;
}

void PeerFilesTest::interfacesHaveNamesOfInterfaces()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isOne);
    QCOMPARE(gateway::wireguard::checkInterface(name).has_value(), isOne);
}

void PeerFilesTest::clientsAreFilesAndOneIsNobody()
{
    const QTemporaryDir folder;
    const ClientAuthorizations clients(folder.path());
    QVERIFY(require(clients.write({})));
    QCOMPARE(filesIn(folder.path()), QStringList{u"enigm-nobody.auth"_s});
    const QByteArray nobody = readFile(folder.filePath(u"enigm-nobody.auth"_s));
    QVERIFY(require(clients.write({peer(1), peer(2)})));
    QVERIFY(!require(clients.write({peer(1), peer(2)})));
    QCOMPARE(filesIn(folder.path()).size(), 3);
    const QString first = folder.filePath(ClientAuthorizations::fileNameOf(peer(1).key));
    // Python: base64.b32encode(b"\1" * 32).rstrip(b"=")
    QCOMPARE(readFile(first), "descriptor:x25519:AEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQ\n"_ba);
    QCOMPARE(QFile::permissions(first) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(require(clients.write({peer(2)})));
    QVERIFY(!QFile::exists(first));
    QVERIFY(require(clients.write({})));
    QCOMPARE(readFile(folder.filePath(u"enigm-nobody.auth"_s)), nobody);
    QVERIFY(nobody != ClientAuthorizations::lineOf(QByteArray(32, '\0')));
    QCOMPARE(outcomeOf(ClientAuthorizations(folder.filePath(u"none"_s)).write({})), u"file-unreadable"_s);
}

void PeerFilesTest::whatSomebodyElsePutThereStays()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ada.auth"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    file.close();
    require(ClientAuthorizations(folder.path()).write({}));
    QVERIFY(file.exists());
}

void PeerFilesTest::repliesAreTakenOneByOne()
{
    QByteArray arrived;
    QList<ControlReply> replies;
    for (const char byte : "250-A\r\n250 B=\"1\"\r\n551 No\r\n250"_ba) {
        arrived += byte;
        if (const auto reply = require(ControlReply::take(arrived)))
            replies.append(*reply);
    }
    QCOMPARE(replies.size(), 2);
    QVERIFY(replies[0].isOk() && !replies[1].isOk());
    QCOMPARE(replies[0].lines, (QList<QByteArray>{"A", "B=\"1\""}));
    QCOMPARE(replies[1].lines, QList<QByteArray>{"No"});
    QCOMPARE(arrived, "250"_ba);
}

void PeerFilesTest::otherRepliesAreRefused_data()
{
    QTest::addColumn<QByteArray>("arrived");
    QTest::newRow("no status") << "OK\r\n"_ba;
    QTest::newRow("empty line") << "\r\n"_ba;
    QTest::newRow("data") << "250+x=\r\nmore\r\n.\r\n250 OK\r\n"_ba;
    QTest::newRow("two statuses") << "250-A\r\n251 B\r\n"_ba;
    QTest::newRow("no end") << "250-" + QByteArray(ControlReply::mostBytes, 'a');
}

void PeerFilesTest::otherRepliesAreRefused()
{
    QFETCH(QByteArray, arrived);
    QVERIFY(!ControlReply::take(arrived));
}

ENIGM_TEST_MAIN(PeerFilesTest)
#include "PeerFilesTest.moc"
