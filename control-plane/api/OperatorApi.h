#pragma once

#include "control-plane/api/AttestationRoutes.h"
#include "control-plane/api/AuditRoutes.h"
#include "control-plane/api/ChangeRoutes.h"
#include "control-plane/api/DecisionRoutes.h"
#include "control-plane/api/DeviceInputRoutes.h"
#include "control-plane/api/DeviceRoutes.h"
#include "control-plane/api/DraftRoutes.h"
#include "control-plane/api/EndOfLifeRoutes.h"
#include "control-plane/api/EnrollmentRoutes.h"
#include "control-plane/api/FeedRoutes.h"
#include "control-plane/api/GroupRoutes.h"
#include "control-plane/api/LogRoutes.h"
#include "control-plane/api/NetworkRoutes.h"
#include "control-plane/api/OperatorRoutes.h"
#include "control-plane/api/PolicyRoutes.h"
#include "control-plane/api/ReleaseRoutes.h"
#include "control-plane/api/RolloutRoutes.h"
#include "control-plane/api/SessionRoutes.h"
#include "control-plane/api/SignatureRoutes.h"
#include "control-plane/api/TokenRoutes.h"
#include "control-plane/api/TufRoutes.h"
#include "control-plane/api/WitnessRoutes.h"
#include "control-plane/api/WriteProbe.h"
#include "control-plane/audit/CheckpointBoard.h"

namespace enigm::controlplane::api {

/// Everything that operators' clients can ask for, put together from the rooms behind it. Outlives the listener that
/// has its routes.
class OperatorApi
{
public:
    /// What it borrows.
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const audit::CheckpointBoard &board;
        store::CommitNotice &commits;
        identity::DirectoryView directory;
        const time::Clock &clock;
        http::WorkerPool &workers;
        changes::ChangeService &changes;
        fleet::AttestationRequests &attestationRequests;
        enrollment::RevocationLists &revocations;
        ota::ReleaseService &releases;
        changes::ReleaseSigning &releaseSigning;
        ota::RolloutService &rollouts;
        const ota::RolloutReader &rolloutReader;
        ota::TufRepository &updateRepository;
        const ota::RepositoryReader &updateMetadata;
        bool isSample = false;
    };
    explicit OperatorApi(const Parts &parts);

    [[nodiscard]] Routes routes();
    /// Where clients find this, once the listener has its port: requests are refused before.
    void serveAt(const QString &url) { m_dpop.serveAt(url); }
    /// Where devices enrol; before the listener of the operators starts.
    void serveDevicesAt(const QString &url) { m_enrollmentRoutes.serveDevicesAt(url); }
    [[nodiscard]] RefusalLog &refusals() { return m_refusals; }

private:
    WriteProbe m_probe;
    identity::DpopGuard m_dpop;
    identity::Authenticator m_authenticator;
    identity::IdempotencyService m_idempotency;
    identity::TokenService m_tokens;
    identity::SessionService m_sessions;
    audit::LogReader m_logs;
    changes::ChangeReader m_changeReader;
    changes::EndOfLifeReader m_endOfLifeReader;
    fleet::DeviceReader m_devices;
    enrollment::ProfileService m_profiles;
    fleet::GroupReader m_groups;
    fleet::DeviceTimeline m_timeline;
    policy::PolicyReader m_policies;
    policy::DraftService m_drafts;
    policy::TrustDecisions m_decisions;
    policy::FleetReader m_fleet;
    policy::AnalysisService m_analysis;
    network::PointReader m_points;
    ota::ReleaseReader m_releases;
    RefusalLog m_refusals;
    ReadingLog m_readings;
    ChangeReading m_changeReading;
    Guard m_guard;
    feed::Feed m_feed;

    TokenRoutes m_tokenRoutes;
    SessionRoutes m_sessionRoutes;
    OperatorRoutes m_operatorRoutes;
    DeviceRoutes m_deviceRoutes;
    EnrollmentRoutes m_enrollmentRoutes;
    AttestationRoutes m_attestationRoutes;
    GroupRoutes m_groupRoutes;
    PolicyRoutes m_policyRoutes;
    DraftRoutes m_draftRoutes;
    DecisionRoutes m_decisionRoutes;
    DeviceInputRoutes m_deviceInputRoutes;
    NetworkRoutes m_networkRoutes;
    RolloutRoutes m_rolloutRoutes;
    ChangeRoutes m_changeRoutes;
    AuditRoutes m_auditRoutes;
    LogRoutes m_logRoutes;
    WitnessRoutes m_witnessRoutes;
    FeedRoutes m_feedRoutes;
    EndOfLifeRoutes m_endOfLifeRoutes;
    ReleaseRoutes m_releaseRoutes;
    SignatureRoutes m_signatureRoutes;
    TufRoutes m_tufRoutes;
};

} // namespace enigm::controlplane::api
