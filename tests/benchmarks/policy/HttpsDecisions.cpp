#include "tests/benchmarks/policy/HttpsDecisions.h"

#include "contract/json/JsonParser.h"
#include "tests/benchmarks/harness/Ratio.h"
#include "tests/benchmarks/policy/BareBeast.h"
#include "tests/control-plane/network/GatewayTestBed.h"

#include <QElapsedTimer>
#include <QUrl>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

using test::RawTlsClient;

constexpr double leastRatio = 0.7;
constexpr int connections = 16;
constexpr int devices = 64;

QByteArray requestFor(const fleet::DeviceHandle &handle)
{
    const QByteArray body = R"({"action":{"name":"connect"},"resource":{"id":"proxy-network","type":"network-path"},)"
                            R"("subject":{"id":")" +
                            handle.text().toLatin1() + R"(","type":"device"}})";
    return "POST /access/v1/evaluation HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
           "Content-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// Questions about many devices, as fast as they are answered.
class Load
{
public:
    explicit Load(std::vector<QByteArray> requests)
        : m_requests(std::move(requests))
    {}

    [[nodiscard]] double perSecond(quint16 port, const test::TestIdentity &identity, qint64 milliseconds) const
    {
        std::atomic<qint64> answered = 0;
        std::vector<std::unique_ptr<RawTlsClient>> clients;
        for (int i = 0; i < connections; ++i) {
            clients.push_back(std::make_unique<RawTlsClient>(port, test::RawTlsOptions{.identity = &identity}));
            ask(*clients.back(), 0); // the handshake is done
        }
        QElapsedTimer timer;
        timer.start();
        std::vector<std::jthread> threads;
        for (const auto &client : clients) {
            threads.emplace_back([&, peer = client.get()] {
                for (std::size_t i = 0; timer.elapsed() < milliseconds; ++i) {
                    ask(*peer, i);
                    ++answered;
                }
            });
        }
        threads.clear();
        return double(answered) * 1e9 / double(timer.nsecsElapsed());
    }

private:
    void ask(RawTlsClient &client, std::size_t number) const
    {
        const auto reply = client.exchange(m_requests[number % m_requests.size()]);
        if (!reply || !reply->body.endsWith(R"("decision":true})"))
            qFatal("a permitted device was not permitted");
    }

    const std::vector<QByteArray> m_requests;
};

} // namespace

std::vector<Figure> httpsDecisionFigures(int rounds, qint64 milliseconds)
{
    test::GatewayTestBed bed(100);
    bed.publish(test::openPaths());
    const auto point = bed.enrol(policy::NetworkPath::ProxyNetwork);
    const auto gateway = static_cast<quint16>(QUrl(bed.deployment.server().gatewayUrl()).port());
    std::vector<QByteArray> requests;
    for (const fleet::DeviceHandle &handle : bed.deployment.devices(fleet::DeviceState::Trusted, devices).devices())
        requests.push_back(requestFor(bed.networkHandle(handle)));
    const BareBeast bare(point->identity(), point->mayConnect(bed.networkHandle(bed.trusted())));
    const Load load(std::move(requests));
    std::vector<double> rates;
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        const double before = load.perSecond(bare.port(), point->identity(), milliseconds);
        rates.push_back(load.perSecond(gateway, point->identity(), milliseconds));
        const double after = load.perSecond(bare.port(), point->identity(), milliseconds);
        ratios.push_back(rates.back() / ((before + after) / 2));
    }
    const json::Object sizes{{"connections"_L1, connections},
                             {"devices"_L1, devices},
                             {"milliseconds"_L1, milliseconds},
                             {"rounds"_L1, rounds}};
    return {
        {.name = u"policy.https-decisions-per-second"_s, .value = median(rates), .limit = std::nullopt, .sizes = sizes},
        {.name = u"policy.https-decision-ratio"_s, .value = median(ratios), .limit = leastRatio, .sizes = sizes}};
}

} // namespace enigm::benchmarks
