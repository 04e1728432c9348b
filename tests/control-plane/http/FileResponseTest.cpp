#include "control-plane/http/FileResponse.h"

#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/control-plane/http/TestServer.h"
#include "tests/support/LogGuard.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace http = controlplane::http;
using http::Limits;
using http::RateBucket;

/// Files as answers: devices fetch what they lack of them, over real TLS.
class FileResponseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsFetchedWhole();
    void theConnectionGoesOnBehindAFile();
    void headTellsHowLongItIs();
    void aPartIsFetched_data();
    void aPartIsFetched();
    void whatIsNoSuchPartIsRefused();
    void aPartOfAnotherStateIsNoPart();
    void whoHasItIsToldSo();
    void aBrokenDownloadIsResumed();
    void manyFetchAtOnce();
    void whoDoesNotReadHoldsNobodyUp();
    void whoReadsTooSlowlyIsCutOff();
    void allTogetherKeepTheRate();
    void whoWaitsForTheRateIsNotCutOff();
    void aFileThatIsShorterThanItWasEndsTheConnection();
    void aFileThatNobodyHasOpenedIsNone();
    void anEndingListenerCutsFilesOff();
};

namespace {

constexpr qint64 fileSize = 5'000'000;
constexpr auto etag = "\"abc\"";

QByteArray contents()
{
    QByteArray bytes(fileSize, Qt::Uninitialized);
    quint32 state = 1;
    for (char &byte : bytes) {
        state = state * 1'664'525 + 1'013'904'223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

/// GET /file answers by the file, and GET /limited at the rate of a bucket.
class Files
{
public:
    explicit Files(QString path, const Limits &limits = {}, std::shared_ptr<RateBucket> rate = {})
        : server(limits, nullptr, routes(std::move(path), std::move(rate)))
    {}

    TestServer server;

private:
    static http::Router routes(const QString &path, const std::shared_ptr<RateBucket> &rate)
    {
        http::Router router = TestServer::usualRoutes();
        const auto add = [&router, path](const QString &route, const std::shared_ptr<RateBucket> &shared) {
            router.add({.method = "GET"_ba,
                        .path = route,
                        .handler = [path, shared](const http::Request &request, http::Respond respond) {
                            const auto file = http::OpenFile::open(path);
                            if (!file)
                                return respond(file.error());
                            respond(http::fileResponse(request,
                                                       {.file = *file, .length = (*file)->size(), .rate = shared},
                                                       QByteArray(etag), "application/octet-stream"_ba));
                        }});
        };
        add(u"/file"_s, nullptr);
        add(u"/limited"_s, rate);
        return router;
    }
};

QByteArray rangeField(QByteArrayView range)
{
    return "Range: " + range.toByteArray() + "\r\n";
}

/// The file that is served.
class FileFolder
{
public:
    FileFolder()
        : bytes(contents())
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the file cannot be written");
    }
    [[nodiscard]] QString path() const { return m_directory.filePath(u"file"_s); }
    [[nodiscard]] QString other() const { return m_directory.filePath(u"other"_s); }

private:
    QTemporaryDir m_directory;

public:
    const QByteArray bytes;
};

const FileFolder &folder()
{
    static const FileFolder kept;
    return kept;
}

} // namespace

void FileResponseTest::aFileIsFetchedWhole()
{
    const Files files(folder().path());
    RawTlsClient client(files.server.port());
    const auto reply = client.exchange(getRequest("/file"));
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QCOMPARE(reply->header("Content-Length"), QByteArray::number(fileSize));
    QCOMPARE(reply->header("Accept-Ranges"), "bytes"_ba);
    QCOMPARE(reply->header("ETag"), QByteArray(etag));
    QCOMPARE(reply->header("Content-Type"), "application/octet-stream"_ba);
    QVERIFY(reply->body == folder().bytes);
}

void FileResponseTest::theConnectionGoesOnBehindAFile()
{
    const Files files(folder().path());
    RawTlsClient client(files.server.port());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.exchange(getRequest("/file"))->body == folder().bytes);
        QCOMPARE(client.exchange(getRequest("/hello"))->body, "hello"_ba);
    }
    QVERIFY(client.exchange(getRequest("/file", "Connection: close\r\n"))->body == folder().bytes);
    QVERIFY(client.atEnd());
}

void FileResponseTest::headTellsHowLongItIs()
{
    const Files files(folder().path());
    RawTlsClient client(files.server.port());
    QVERIFY(client.send("HEAD /file HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=0-9\r\n\r\n"));
    const auto head = client.reply(true);
    QVERIFY(head);
    QCOMPARE(head->status, 200); // Range is for GET alone
    QCOMPARE(head->header("Content-Length"), QByteArray::number(fileSize));
    QCOMPARE(client.exchange(getRequest("/hello"))->body, "hello"_ba);
}

void FileResponseTest::aPartIsFetched_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("length");
    QTest::newRow("first byte") << "bytes=0-0"_ba << qint64(0) << qint64(1);
    QTest::newRow("last byte") << "bytes=-1"_ba << fileSize - 1 << qint64(1);
    QTest::newRow("in the middle") << "bytes=70000-1000000"_ba << qint64(70'000) << qint64(930'001);
    QTest::newRow("from a place on") << "bytes=4900001-"_ba << qint64(4'900'001) << qint64(99'999);
    QTest::newRow("all of it") << "bytes=0-"_ba << qint64(0) << fileSize;
}

void FileResponseTest::aPartIsFetched()
{
    QFETCH(QByteArray, range);
    QFETCH(qint64, begin);
    QFETCH(qint64, length);
    const Files files(folder().path());
    RawTlsClient client(files.server.port());
    const auto reply = client.exchange(getRequest("/file", rangeField(range)));
    QVERIFY(reply);
    QCOMPARE(reply->status, 206);
    QCOMPARE(reply->header("Content-Range"), "bytes " + QByteArray::number(begin) + '-' +
                                                 QByteArray::number(begin + length - 1) + '/' +
                                                 QByteArray::number(fileSize));
    QVERIFY(reply->body == folder().bytes.sliced(begin, length));
}

void FileResponseTest::whatIsNoSuchPartIsRefused()
{
    const Files files(folder().path());
    RawTlsClient client(files.server.port());
    const auto behind = client.exchange(getRequest("/file", rangeField("bytes=5000000-")));
    QCOMPARE(behind->status, 416);
    QCOMPARE(behind->header("Content-Range"), "bytes */" + QByteArray::number(fileSize));
    QVERIFY(behind->body.isEmpty());
    // Several ranges may be answered by the whole.
    QVERIFY(client.exchange(getRequest("/file", rangeField("bytes=0-1,5-6")))->body == folder().bytes);
}

void FileResponseTest::aPartOfAnotherStateIsNoPart()
{
    const Files files(folder().path());
    RawTlsClient client(files.server.port());
    const auto same = client.exchange(getRequest("/file", rangeField("bytes=5-") + "If-Range: \"abc\"\r\n"));
    QCOMPARE(same->status, 206);
    for (const QByteArray &other : {"\"abd\""_ba, "W/\"abc\""_ba, "Thu, 26 Nov 2026 11:10:10 GMT"_ba}) {
        const auto whole = client.exchange(getRequest("/file", rangeField("bytes=5-") + "If-Range: " + other + "\r\n"));
        QCOMPARE(whole->status, 200);
        QVERIFY(whole->body == folder().bytes);
    }
}

void FileResponseTest::whoHasItIsToldSo()
{
    const Files files(folder().path());
    RawTlsClient client(files.server.port());
    const auto reply = client.exchange(getRequest("/file", "If-None-Match: \"abc\"\r\n"));
    QCOMPARE(reply->status, 304);
    QCOMPARE(reply->header("ETag"), QByteArray(etag));
}

void FileResponseTest::aBrokenDownloadIsResumed()
{
    const Files files(folder().path());
    QByteArray received;
    RawTlsClient first(files.server.port());
    QVERIFY(first.send(getRequest("/file")));
    QVERIFY(first.reply(true));
    while (received.size() < 1'000'000) {
        const auto some = first.some();
        QVERIFY(!some.isEmpty());
        received += some;
    }
    first.abort();
    RawTlsClient second(files.server.port());
    const auto rest = second.exchange(getRequest(
        "/file", rangeField("bytes=" + QByteArray::number(received.size()) + '-') + "If-Range: \"abc\"\r\n"));
    QCOMPARE(rest->status, 206);
    QVERIFY(received + rest->body == folder().bytes);
    QTRY_COMPARE(files.server->stats().aborted, 1U);
}

void FileResponseTest::manyFetchAtOnce()
{
    const Files files(folder().path());
    std::atomic<int> right = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i) {
        threads.emplace_back([&] {
            RawTlsClient client(files.server.port());
            const auto reply = client.exchange(getRequest("/file"));
            right += reply && reply->body == folder().bytes ? 1 : 0;
        });
    }
    threads.clear();
    QCOMPARE(right.load(), 12);
}

void FileResponseTest::whoDoesNotReadHoldsNobodyUp()
{
    const Files files(folder().path());
    std::vector<std::unique_ptr<RawTlsClient>> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(std::make_unique<RawTlsClient>(files.server.port()));
        QVERIFY(slow.back()->send(getRequest("/file"))); // and reads nothing of it
    }
    for (int i = 0; i < 3; ++i)
        QVERIFY(RawTlsClient(files.server.port()).exchange(getRequest("/file"))->body == folder().bytes);
    QCOMPARE(files.server->stats().timeouts, 0U);
    // Each goes on where it was.
    QVERIFY(slow.front()->reply()->body == folder().bytes);
}

void FileResponseTest::whoReadsTooSlowlyIsCutOff()
{
    const Files files(folder().path(), Limits{.writeTime = 200ms, .minimalRate = 100'000'000});
    // Ten files are more than the system buffers for one who does not read.
    RawTlsClient client(files.server.port());
    QVERIFY(client.send(getRequest("/file").repeated(10)));
    QTRY_COMPARE_WITH_TIMEOUT(files.server->stats().connectionsOpen, 0U, 10'000);
    QCOMPARE(files.server->stats().timeouts, 1U);
}

void FileResponseTest::allTogetherKeepTheRate()
{
    constexpr qint64 rate = 8'000'000;
    constexpr int clients = 4;
    constexpr qint64 slack = clients * 64 * 1024 + rate / 8; // a chunk each, and the burst
    std::atomic<qint64> now = 0;                             // milliseconds
    const auto bucket =
        std::make_shared<RateBucket>(rate, [&now] { return RateBucket::Time(std::chrono::milliseconds(now.load())); });
    const Files files(folder().path(), {}, bucket);
    std::atomic<qint64> received = 0;
    std::atomic<int> right = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&] {
            RawTlsClient client(files.server.port());
            client.send(getRequest("/limited"));
            if (!client.reply(true))
                return;
            QCryptographicHash hash(QCryptographicHash::Sha256);
            for (qint64 size = 0; size < fileSize;) {
                const QByteArray some = client.some();
                if (some.isEmpty())
                    return;
                hash.addData(some);
                size += some.size();
                received += some.size();
            }
            right += hash.result() == QCryptographicHash::hash(folder().bytes, QCryptographicHash::Sha256) ? 1 : 0;
        });
    }
    constexpr qint64 all = clients * fileSize;
    for (qint64 time = 0; received < all; time += 100) { // a burst's worth is not to be lost
        now = time;
        const qint64 allowed = rate * time / 1000;
        // As much as the clock lets go does come, and nothing more.
        QTRY_VERIFY(received >= std::min(allowed - slack, all));
        QVERIFY2(received <= allowed + slack, qPrintable(u"%1 of %2"_s.arg(received.load()).arg(allowed)));
        if (allowed > all + slack)
            QTRY_COMPARE(received.load(), all);
    }
    threads.clear();
    QCOMPARE(right.load(), clients);
    QVERIFY(now >= (all - slack) * 1000 / rate); // nothing was sent before its time
}

void FileResponseTest::whoWaitsForTheRateIsNotCutOff()
{
    // At the rate the file takes twice as long as it may take by itself.
    const auto bucket = std::make_shared<RateBucket>(2'500'000);
    const Files files(folder().path(), Limits{.writeTime = 500ms, .minimalRate = 10'000'000}, bucket);
    RawTlsClient client(files.server.port());
    const auto reply = client.exchange(getRequest("/limited"));
    QVERIFY(reply && reply->body == folder().bytes);
    QCOMPARE(files.server->stats().timeouts, 0U);
}

void FileResponseTest::aFileThatIsShorterThanItWasEndsTheConnection()
{
    QVERIFY(QFile::copy(folder().path(), folder().other()));
    std::atomic<qint64> now = 0;
    std::atomic<qint64> step = 0; // of each look at the clock
    const auto bucket = std::make_shared<RateBucket>(
        1'000'000, [&] { return RateBucket::Time(std::chrono::milliseconds(now += step)); });
    const Files files(folder().other(), {}, bucket);
    RawTlsClient client(files.server.port());
    QVERIFY(client.send(getRequest("/limited")));
    QCOMPARE(client.reply(true)->header("Content-Length"), QByteArray::number(fileSize));
    QVERIFY(!client.some().isEmpty());
    QCOMPARE(::truncate(QFile::encodeName(folder().other()).constData(), 1'000'000), 0);
    step = 100;
    qint64 size = 0;
    for (QByteArray some = client.some(); !some.isEmpty(); some = client.some())
        size += some.size();
    QVERIFY(size < 1'000'000);
    QTRY_COMPARE(files.server->stats().aborted, 1U);
}

void FileResponseTest::aFileThatNobodyHasOpenedIsNone()
{
    QCOMPARE(http::OpenFile::open(u"/nowhere/at-all"_s).error().type, ProblemType::FileUnreadable);
    QCOMPARE(http::OpenFile::open(u"/tmp"_s).error().type, ProblemType::FileUnreadable);
    const QString link = folder().path() + u"-link"_s;
    QVERIFY(QFile::link(folder().path(), link));
    QCOMPARE(http::OpenFile::open(link).error().type, ProblemType::FileUnreadable);
}

void FileResponseTest::anEndingListenerCutsFilesOff()
{
    std::atomic<qint64> now = 0;
    const auto bucket = std::make_shared<RateBucket>(
        1'000'000, [&now] { return RateBucket::Time(std::chrono::milliseconds(now.load())); });
    const Files files(folder().path(), {}, bucket);
    RawTlsClient client(files.server.port());
    QVERIFY(client.send(getRequest("/limited")));
    QVERIFY(client.reply(true));
    QVERIFY(!client.some().isEmpty());
    files.server->stop(60s); // would wait that long for an answer that is under way
    while (!client.some().isEmpty()) {
    }
    QVERIFY(client.atEnd());
}

ENIGM_TEST_MAIN(FileResponseTest)
#include "FileResponseTest.moc"
