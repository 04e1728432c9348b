#include "control-plane/program/Server.h"

#include "contract/deployment/DeploymentFile.h"
#include "contract/json/JsonParser.h"
#include "control-plane/program/PrivateFiles.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace enigm::controlplane::program {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int workerThreads = 2;
constexpr std::size_t workerQueue = 256;
constexpr std::size_t deviceQueue = 64;
constexpr std::size_t gatewayQueue = 64;
constexpr int gatewayRequests = 10'000'000; // an enforcement point keeps its connection
constexpr auto grace = 5s;

http::Router routerOf(const api::Routes &routes)
{
    http::Router router;
    for (const http::Route &route : routes)
        router.add(route);
    return router;
}

Expected<std::unique_ptr<http::Listener>> started(http::ListenerOptions options, http::Router router)
{
    auto listener = std::make_unique<http::Listener>(std::move(options), std::move(router));
    if (const auto listening = listener->start(); !listening)
        return std::unexpected(listening.error());
    return listener;
}

} // namespace

Server::Server(std::unique_ptr<ControlPlane> plane, const Options &options)
    : m_plane(std::move(plane))
    , m_network({.database = m_plane->database(),
                 .writer = m_plane->writer(),
                 .sequencer = m_plane->sequencer(),
                 .commits = m_plane->commits(),
                 .clock = m_plane->clock(),
                 .handles = m_plane->rotatingHandles(),
                 .told = m_plane->handles(),
                 .authority = m_plane->networkAuthority(),
                 .terms = {.isSample = m_plane->governance().directory()->isSample()},
                 .decisionValidity = options.decisionValidity})
    , m_rollouts({.database = m_plane->database(),
                  .writer = m_plane->writer(),
                  .sequencer = m_plane->sequencer(),
                  .clock = m_plane->clock(),
                  .terms = {.isSample = m_plane->governance().directory()->isSample()}})
    , m_workers(std::make_unique<http::WorkerPool>(workerThreads, workerQueue))
    , m_api({.database = m_plane->database(),
             .writer = m_plane->writer(),
             .sequencer = m_plane->sequencer(),
             .board = m_plane->checkpoints(),
             .commits = m_plane->commits(),
             .directory = [this] { return m_plane->governance().directory(); },
             .clock = m_plane->clock(),
             .workers = *m_workers,
             .changes = m_plane->changeService(),
             .attestationRequests = m_plane->attestationRequests(),
             .revocations = m_plane->revocations(),
             .releases = m_plane->releases(),
             .releaseSigning = m_plane->releaseSigning(),
             .rollouts = m_rollouts.offers(),
             .rolloutReader = m_rollouts.reader(),
             .updateRepository = m_plane->updateRepository(),
             .updateMetadata = m_plane->updateMetadata(),
             .isSample = m_plane->governance().directory()->isSample()})
    , m_checkInRoutes(m_plane->checkIns(), m_plane->checkpoints())
    , m_deviceWorkers(std::make_unique<http::WorkerPool>(1, deviceQueue))
    , m_commandRoutes(m_plane->commands(), *m_deviceWorkers)
    , m_arrivalRoutes(m_plane->enrollments(), *m_deviceWorkers)
    , m_postureRoutes(m_plane->postures())
    , m_handleRoutes(m_plane->handles(), m_network.handles(), *m_deviceWorkers)
    , m_attestationRoutes(m_plane->attestations(), *m_deviceWorkers)
    , m_devicePolicies(m_plane->database(), {.isSample = m_plane->governance().directory()->isSample()},
                       [this](const QString &change) { return m_plane->changeReader().evidence(change); })
    , m_policyRoutes(m_plane->checkIns(), m_devicePolicies, m_plane->confirmations(), *m_deviceWorkers)
    , m_credentialRoutes(m_network.credentials(), *m_deviceWorkers)
    , m_delivery(m_rollouts.artifacts(), m_plane->artifacts())
    , m_artifactRoutes(m_plane->checkIns(), m_delivery, *m_deviceWorkers)
    , m_updateOffers({.checkIns = m_plane->checkIns(),
                      .offers = m_rollouts.offers(),
                      .evidence = [this](const QString &change) { return m_plane->changeReader().evidence(change); },
                      .clock = m_plane->clock()})
    , m_updateReports({.database = m_plane->database(),
                       .clock = m_plane->clock(),
                       .checkIns = m_plane->checkIns(),
                       .nonces = m_plane->nonces(),
                       .offers = m_rollouts.offers()})
    , m_updateRoutes(m_updateOffers, m_updateReports, m_plane->clock(), *m_deviceWorkers)
    , m_ddi({.checkIns = m_plane->checkIns(),
             .offers = m_rollouts.offers(),
             .deployment = m_plane->governance().directory()->deploymentId()})
    , m_ddiRoutes(m_ddi, *m_deviceWorkers, m_plane->governance().directory()->deploymentId(), options.ddiSleep)
    , m_tufRoutes(m_plane->checkIns(), m_plane->updateMetadata(), m_delivery, *m_deviceWorkers)
    , m_gatewayWorkers(std::make_unique<http::WorkerPool>(1, gatewayQueue))
    , m_gatewayApi(m_network, m_plane->database(), m_plane->clock(), *m_gatewayWorkers)
{}

Server::~Server()
{
    stop();
}

Expected<std::unique_ptr<Server>> Server::start(const Options &options, const time::Clock &clock)
{
    auto plane = ControlPlane::open(options.directory, clock, options.database, options.token, options.attestation);
    if (!plane)
        return std::unexpected(plane.error());
    std::unique_ptr<Server> server(new Server(std::move(*plane), options));
    if (const auto prepared = server->m_network.handles().prepare(); !prepared)
        return std::unexpected(prepared.error());
    if (const auto listening = server->listen(options); !listening)
        return std::unexpected(listening.error());
    if (const auto published = server->publish(options.directory); !published)
        return std::unexpected(published.error());
    server->m_maintenance.emplace(*server->m_plane, server->m_api.refusals(), server->m_network);
    server->m_resolver.emplace(server->m_plane->handleResolver());
    if (!options.productionAuthority.isEmpty())
        server->m_productionSigner.emplace(
            ProductionSigner::Parts{.signing = server->m_plane->releaseSigning(),
                                    .changes = server->m_plane->changeReader(),
                                    .command = options.productionAuthority,
                                    .pathOf = [&artifacts = server->m_plane->artifacts()](const QString &release) {
                                        return artifacts.pathOf(release);
                                    }});
    server->m_rolloutThread.emplace(server->m_rollouts.clock());
    return server;
}

http::ListenerOptions Server::optionsOf(const ListenAddress &address) const
{
    const DeploymentKeys &keys = m_plane->keys();
    return {.address = address.host,
            .port = address.port,
            .certificateChain = {keys.tlsCertificate},
            .key = keys.tls->evp(),
            .clientAuthorities = {},
            .limits = {},
            .threads = 2};
}

Expected<void> Server::listen(const Options &options)
{
    http::ListenerOptions mutual = optionsOf(options.devices);
    mutual.clientAuthorities = {m_plane->keys().deviceCaCertificate};
    mutual.clientsMayBeUnknown = true; // a device that enrols has no certificate yet
    api::Routes deviceRoutes = m_checkInRoutes.routes();
    std::ranges::move(m_commandRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_arrivalRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_postureRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_handleRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_attestationRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_policyRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_credentialRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_artifactRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_updateRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_ddiRoutes.routes(), std::back_inserter(deviceRoutes));
    std::ranges::move(m_tufRoutes.routes(), std::back_inserter(deviceRoutes));
    auto devices = started(mutual, routerOf(deviceRoutes));
    if (!devices)
        return std::unexpected(devices.error());
    m_deviceListener = std::move(*devices);
    m_api.serveDevicesAt(m_deviceListener->url());

    auto operators = started(optionsOf(options.operators), routerOf(m_api.routes()));
    if (!operators)
        return std::unexpected(operators.error());
    m_operatorListener = std::move(*operators);

    http::ListenerOptions known = optionsOf(options.gateways);
    known.clientsAreKnownByKey = true;
    known.limits.requestsPerConnection = gatewayRequests;
    auto gateways = started(known, routerOf(m_gatewayApi.routes()));
    if (!gateways)
        return std::unexpected(gateways.error());
    m_gatewayListener = std::move(*gateways);
    return {};
}

Expected<void> Server::publish(const QString &directory)
{
    const QString path = directory + u"/deployment.json"_s;
    const auto bytes = readFile(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto file = deployment::DeploymentFile::parse(*bytes);
    if (!file)
        return std::unexpected(file.error().under(u"deployment.json"_s));
    m_url = servedUrl(file->url, m_operatorListener->port());
    if (m_url != file->url) {
        file->url = m_url;
        if (const auto written = writeFile(path, file->toBytes(), Readers::Everybody); !written)
            return written;
    }
    m_api.serveAt(m_url.toString(QUrl::FullyEncoded));
    return {};
}

QByteArray Server::readyLine() const
{
    return json::canonical(json::Object{{"device_url"_L1, deviceUrl()},
                                        {"event"_L1, u"ready"_s},
                                        {"gateway_url"_L1, gatewayUrl()},
                                        {"url"_L1, m_url.toString(QUrl::FullyEncoded)}}) +
           '\n';
}

void Server::stop()
{
    for (http::Listener *listener : {m_operatorListener.get(), m_deviceListener.get(), m_gatewayListener.get()}) {
        if (listener)
            listener->stop(grace);
    }
    m_gatewayWorkers.reset();
    m_deviceWorkers.reset();
    m_workers.reset(); // after what it had queued
    m_productionSigner.reset();
    m_rolloutThread.reset();
    m_resolver.reset();
    m_maintenance.reset();
    m_plane->stop();
}

} // namespace enigm::controlplane::program
