#include "contract/deployment/DeploymentFile.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using deployment::DeploymentFile;

/// What a client is given by hand.
class DeploymentFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void addressesAreHttpsWithoutAPath_data();
    void addressesAreHttpsWithoutAPath();
    void checkpointsAreByTheLogsKeys();
    void everyOtherSpellingIsRefused();
};

namespace {

DeploymentFile fileOf(const SampleHistory &history)
{
    return {.name = history.founding().name,
            .url = QUrl(u"https://command.example:8443"_s),
            .tlsDigest = history.founding().tlsDigests.front(),
            .deployment = history.deploymentId(),
            .governanceLogKey = history.founding().governanceLogKey,
            .activityLogKey = history.founding().activityLogKey,
            .governanceCheckpoint = history.governanceCheckpoint(),
            .activityCheckpoint = history.activityCheckpoint(),
            .sample = false};
}

} // namespace

void DeploymentFileTest::whatIsWrittenIsRead()
{
    const SampleHistory history({.founders = 2});
    const DeploymentFile file = fileOf(history);
    const DeploymentFile read = require(DeploymentFile::parse(file.toBytes()));
    QCOMPARE(read.toBytes(), file.toBytes());
    QCOMPARE(read.deployment, history.deploymentId());
    QCOMPARE(read.url, file.url);
    QCOMPARE(read.fingerprint().size(), 7);
    DeploymentFile known = file;
    known.deployment = QByteArray::fromHex("7f3ac2") + QByteArray(29, '\0');
    QCOMPARE(known.fingerprint(), u"7F3A\u00B7C2"_s);
}

void DeploymentFileTest::addressesAreHttpsWithoutAPath_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("name") << u"https://command.example"_s << true;
    QTest::newRow("loopback") << u"https://127.0.0.1:49152"_s << true;
    QTest::newRow("clear") << u"http://command.example"_s << false;
    QTest::newRow("path") << u"https://command.example/"_s << false;
    QTest::newRow("user") << u"https://me@command.example"_s << false;
    QTest::newRow("query") << u"https://command.example?x"_s << false;
    QTest::newRow("nothing") << u""_s << false;
}

void DeploymentFileTest::addressesAreHttpsWithoutAPath()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isGood);
    const SampleHistory history({.founders = 2});
    DeploymentFile file = fileOf(history);
    file.url = QUrl(url);
    QCOMPARE(outcomeOf(DeploymentFile::parse(file.toBytes())), isGood ? u"accepted"_s : u"out-of-range"_s);
}

void DeploymentFileTest::checkpointsAreByTheLogsKeys()
{
    const SampleHistory history({.founders = 2});
    const SampleHistory other({.founders = 2});
    DeploymentFile file = fileOf(history);
    file.activityCheckpoint = other.activityCheckpoint();
    QVERIFY(!DeploymentFile::parse(file.toBytes()));
    file = fileOf(history);
    std::swap(file.activityCheckpoint, file.governanceCheckpoint);
    QVERIFY(!DeploymentFile::parse(file.toBytes()));
    file = fileOf(history);
    file.governanceLogKey = other.founding().governanceLogKey;
    QVERIFY(!DeploymentFile::parse(file.toBytes()));
}

void DeploymentFileTest::everyOtherSpellingIsRefused()
{
    const SampleHistory history({.founders = 2});
    const QByteArray bytes = fileOf(history).toBytes();
    QCOMPARE(outcomeOf(DeploymentFile::parse(bytes.chopped(1))), u"not-canonical"_s);
    QCOMPARE(outcomeOf(DeploymentFile::parse(bytes + '\n')), u"not-canonical"_s);
    QByteArray spaced = bytes;
    spaced.replace(R"("v":1)", R"("v": 1)");
    QCOMPARE(outcomeOf(DeploymentFile::parse(spaced)), u"not-canonical"_s);
    QByteArray newer = bytes;
    newer.replace(R"("v":1)", R"("v":2)");
    QCOMPARE(outcomeOf(DeploymentFile::parse(newer)), u"unsupported-version"_s);
    QVERIFY(!DeploymentFile::parse({}));
}

ENIGM_TEST_MAIN(DeploymentFileTest)
#include "DeploymentFileTest.moc"
