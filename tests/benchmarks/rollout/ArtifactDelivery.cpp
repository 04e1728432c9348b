#include "tests/benchmarks/rollout/ArtifactDelivery.h"

#include "control-plane/http/FileResponse.h"
#include "control-plane/http/Listener.h"
#include "tests/benchmarks/harness/Ratio.h"
#include "tests/benchmarks/rollout/NginxServer.h"
#include "tests/control-plane/http/RawTlsClient.h"

#include <QFile>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

namespace http = controlplane::http;
using test::RawTlsClient;
using test::TestIdentity;

constexpr double leastRatio = 0.9;
constexpr int connections = 4;
constexpr qint64 megabyte = 1'000'000;

QByteArray unlikeBytes(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char &byte : bytes) {
        state = state * 1'664'525 + 1'013'904'223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

http::Router routerOf(const QString &path)
{
    http::Router router;
    router.add({.method = "GET"_ba,
                .path = u"/file"_s,
                .handler = [path](const http::Request &request, http::Respond respond) {
                    const auto file = http::OpenFile::open(path);
                    if (!file)
                        return respond(file.error());
                    http::FileBody body{.file = *file, .length = (*file)->size()};
                    respond(http::fileResponse(request, std::move(body), "\"file\""_ba, "application/octet-stream"_ba));
                }});
    return router;
}

/// Fetches the file over several connections at once; megabytes a second altogether.
double fetched(quint16 port, qint64 size)
{
    std::vector<std::unique_ptr<RawTlsClient>> clients;
    for (int i = 0; i < connections; ++i)
        clients.push_back(std::make_unique<RawTlsClient>(port));
    std::atomic<bool> isWhole = true;
    const double seconds = secondsOf([&] {
        std::vector<std::jthread> threads;
        for (const auto &client : clients) {
            threads.emplace_back([peer = client.get(), size, &isWhole] {
                peer->send("GET /file HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                qint64 received = peer->reply(true) ? 0 : -1;
                while (received >= 0 && received < size) {
                    const qsizetype some = peer->some().size();
                    received = some > 0 ? received + some : -1;
                }
                if (received != size)
                    isWhole = false;
            });
        }
    });
    if (!isWhole)
        qFatal("a file did not arrive whole");
    return static_cast<double>(size) * connections / megabyte / seconds;
}

} // namespace

Expected<std::vector<Figure>> artifactDeliveryFigures(int rounds, qint64 megabytes)
{
    const qint64 size = megabytes * megabyte;
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(unlikeBytes(size)) != size || !file.flush())
        return refuse(ProblemType::FileUnreadable, file.errorString(), file.fileName());
    const TestIdentity root = TestIdentity::authority(u"Bench root"_s);
    const TestIdentity identity = TestIdentity::issuedBy(root, u"127.0.0.1"_s);
    http::Listener listener({.certificateChain = {identity.der()}, .key = identity.key()}, routerOf(file.fileName()));
    if (const auto started = listener.start(); !started)
        return std::unexpected(started.error());
    const auto nginx = NginxServer::start(folder.path(), identity);
    if (!nginx && nginx.error().type != ProblemType::NotFound)
        return std::unexpected(nginx.error());
    std::vector<double> rates;
    std::vector<double> ratios;
    static_cast<void>(fetched(listener.port(), size)); // what is on the disk is in memory then
    for (int round = 0; round < rounds; ++round) {
        const double before = nginx ? fetched((*nginx)->port(), size) : 0;
        rates.push_back(fetched(listener.port(), size));
        const double after = nginx ? fetched((*nginx)->port(), size) : 0;
        ratios.push_back(nginx ? rates.back() / ((before + after) / 2) : 0);
    }
    const json::Object sizes{{"connections"_L1, connections}, {"megabytes"_L1, megabytes}, {"rounds"_L1, rounds}};
    std::vector<Figure> figures{{.name = u"rollout.delivery-megabytes-per-second"_s,
                                 .value = median(rates),
                                 .limit = std::nullopt,
                                 .sizes = sizes}};
    if (nginx)
        figures.push_back(
            {.name = u"rollout.delivery-nginx-ratio"_s, .value = median(ratios), .limit = leastRatio, .sizes = sizes});
    else
        std::fputs("rollout.delivery-nginx-ratio is measured where nginx is installed.\n", stderr);
    return figures;
}

} // namespace enigm::benchmarks
