#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/api/ArrivalRoutes.h"
#include "control-plane/api/ArtifactDelivery.h"
#include "control-plane/api/ArtifactRoutes.h"
#include "control-plane/api/CheckInRoutes.h"
#include "control-plane/api/CommandRoutes.h"
#include "control-plane/api/CredentialRoutes.h"
#include "control-plane/api/DdiRoutes.h"
#include "control-plane/api/DevicePolicyRoutes.h"
#include "control-plane/api/FreshAttestationRoutes.h"
#include "control-plane/api/GatewayApi.h"
#include "control-plane/api/HandleRoutes.h"
#include "control-plane/api/OperatorApi.h"
#include "control-plane/api/PostureRoutes.h"
#include "control-plane/api/TufFileRoutes.h"
#include "control-plane/api/UpdateRoutes.h"
#include "control-plane/http/Listener.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/ota/RolloutServices.h"
#include "control-plane/program/ControlPlane.h"
#include "control-plane/program/ListenAddress.h"
#include "control-plane/program/Maintenance.h"
#include "control-plane/program/ProductionSigner.h"
#include "control-plane/program/ResolverThread.h"
#include "control-plane/program/RolloutThread.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

namespace enigm::controlplane::program {

/// A control plane with its three listeners: operators (TLS), devices and enforcement points (mutual TLS).
class Server
{
public:
    struct Options
    {
        QString directory;
        ListenAddress operators = {};
        ListenAddress devices = {};
        ListenAddress gateways = {};
        store::DatabaseOptions database = {};
        fleet::AttestationSchedule attestation = {};
        int ddiSleep = api::DdiRoutes::usualSleep; ///< seconds between two polls of stock update clients
        qint64 decisionValidity = policy::TrustDecisions::mostValidity; ///< seconds for which a permit may be kept
        QString productionAuthority = {}; ///< the command that signs artifacts (ProductionSigner); empty: nobody does
        const KeyToken::Access *token = nullptr; ///< borrowed for the start; where a token holds keys
    };
    /// Opens the deployment, listens, and writes its address into deployment.json where that has become another one.
    /// Borrows the clock. The problems of ControlPlane::open; Unavailable where an address cannot be listened on.
    [[nodiscard]] static Expected<std::unique_ptr<Server>> start(const Options &options, const time::Clock &clock);
    /// As stop().
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Where operators' clients find it, as deployment.json says.
    [[nodiscard]] const QUrl &url() const { return m_url; }
    [[nodiscard]] QString deviceUrl() const { return m_deviceListener->url(); }
    [[nodiscard]] QString gatewayUrl() const { return m_gatewayListener->url(); }
    /// {"device_url","event":"ready","gateway_url","url"} and a newline.
    [[nodiscard]] QByteArray readyLine() const;
    [[nodiscard]] ControlPlane &plane() { return *m_plane; }
    [[nodiscard]] network::NetworkServices &network() { return m_network; }
    [[nodiscard]] ota::RolloutServices &rollouts() { return m_rollouts; }
    [[nodiscard]] api::OperatorApi &api() { return m_api; }

    /// Lets what is under way be answered, writes what is counted, closes the store.
    void stop();

private:
    Server(std::unique_ptr<ControlPlane> plane, const Options &options);
    [[nodiscard]] Expected<void> listen(const Options &options);
    [[nodiscard]] Expected<void> publish(const QString &directory);
    [[nodiscard]] http::ListenerOptions optionsOf(const ListenAddress &address) const;

    std::unique_ptr<ControlPlane> m_plane;
    network::NetworkServices m_network;
    ota::RolloutServices m_rollouts;
    std::unique_ptr<http::WorkerPool> m_workers;
    api::OperatorApi m_api;
    api::CheckInRoutes m_checkInRoutes;
    std::unique_ptr<http::WorkerPool> m_deviceWorkers; ///< devices wait for each other, and no person for them
    api::CommandRoutes m_commandRoutes;
    api::ArrivalRoutes m_arrivalRoutes;
    api::PostureRoutes m_postureRoutes;
    api::HandleRoutes m_handleRoutes;
    api::FreshAttestationRoutes m_attestationRoutes;
    policy::DevicePolicies m_devicePolicies;
    api::DevicePolicyRoutes m_policyRoutes;
    api::CredentialRoutes m_credentialRoutes;
    api::ArtifactDelivery m_delivery;
    api::ArtifactRoutes m_artifactRoutes;
    ota::UpdateOffers m_updateOffers;
    ota::UpdateReports m_updateReports;
    api::UpdateRoutes m_updateRoutes;
    ota::DdiService m_ddi;
    api::DdiRoutes m_ddiRoutes;
    api::TufFileRoutes m_tufRoutes;
    std::unique_ptr<http::WorkerPool> m_gatewayWorkers;
    api::GatewayApi m_gatewayApi;
    QUrl m_url;
    std::unique_ptr<http::Listener> m_operatorListener;
    std::unique_ptr<http::Listener> m_deviceListener;
    std::unique_ptr<http::Listener> m_gatewayListener;
    std::optional<Maintenance> m_maintenance;
    std::optional<ResolverThread> m_resolver;
    std::optional<ProductionSigner> m_productionSigner;
    std::optional<RolloutThread> m_rolloutThread;
};

} // namespace enigm::controlplane::program
