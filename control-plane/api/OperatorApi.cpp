#include "control-plane/api/OperatorApi.h"

#include "control-plane/api/MetaRoutes.h"

namespace enigm::controlplane::api {

namespace {

identity::TokenService::Parts identityParts(const OperatorApi::Parts &parts)
{
    return {.database = parts.database,
            .writer = parts.writer,
            .sequencer = parts.sequencer,
            .directory = parts.directory,
            .clock = parts.clock};
}

} // namespace

OperatorApi::OperatorApi(const Parts &parts)
    : m_probe(parts.writer, parts.clock)
    , m_dpop(parts.clock)
    , m_authenticator(parts.database, parts.directory, m_dpop, parts.clock)
    , m_idempotency(parts.database, parts.clock)
    , m_tokens(identityParts(parts))
    , m_sessions(identityParts(parts))
    , m_logs(parts.database, parts.board)
    , m_changeReader(parts.database, m_logs, parts.directory)
    , m_endOfLifeReader(parts.database, m_logs, parts.directory)
    , m_devices(parts.database, parts.clock, parts.isSample)
    , m_profiles(
          {.database = parts.database, .writer = parts.writer, .sequencer = parts.sequencer, .clock = parts.clock})
    , m_groups(parts.database, parts.isSample)
    , m_timeline(parts.database, parts.clock)
    , m_policies(parts.database)
    , m_drafts({.database = parts.database, .writer = parts.writer, .sequencer = parts.sequencer, .clock = parts.clock})
    , m_decisions(parts.database, parts.clock, {.isSample = parts.isSample})
    , m_fleet(parts.database, parts.clock, {.isSample = parts.isSample})
    , m_analysis(parts.database, m_fleet)
    , m_points(parts.database)
    , m_releases(parts.database)
    , m_refusals(parts.writer, parts.sequencer, parts.clock)
    , m_readings(parts.writer, parts.sequencer, parts.clock)
    , m_changeReading(parts.database, m_readings, m_refusals, ChangeAccess(parts.directory))
    , m_guard(m_authenticator, m_idempotency, m_refusals)
    , m_feed(parts.database, parts.board, parts.commits, {})
    , m_tokenRoutes(m_tokens, m_dpop, m_refusals, parts.workers)
    , m_sessionRoutes(m_guard, m_sessions, m_refusals, parts.workers)
    , m_operatorRoutes(m_guard, parts.database)
    , m_deviceRoutes(m_guard, m_devices, m_timeline, m_decisions)
    , m_enrollmentRoutes({.guard = m_guard, .profiles = m_profiles, .database = parts.database, .refusals = m_refusals})
    , m_attestationRoutes({.guard = m_guard,
                           .requests = parts.attestationRequests,
                           .revocations = parts.revocations,
                           .directory = parts.directory,
                           .refusals = m_refusals,
                           .workers = parts.workers})
    , m_groupRoutes(m_guard, m_groups, m_devices)
    , m_policyRoutes(m_guard, m_policies, m_analysis, parts.workers)
    , m_draftRoutes(m_guard, m_drafts, m_refusals)
    , m_decisionRoutes({.guard = m_guard,
                        .database = parts.database,
                        .decisions = m_decisions,
                        .readings = m_readings,
                        .refusals = m_refusals,
                        .access = ChangeAccess(parts.directory)})
    , m_deviceInputRoutes(m_guard, m_fleet, parts.board, parts.workers)
    , m_networkRoutes(m_guard, m_points)
    , m_rolloutRoutes({.guard = m_guard,
                       .reader = parts.rolloutReader,
                       .service = parts.rollouts,
                       .refusals = m_refusals,
                       .workers = parts.workers})
    , m_changeRoutes({.guard = m_guard,
                      .service = parts.changes,
                      .reader = m_changeReader,
                      .devices = m_devices,
                      .reading = m_changeReading,
                      .clock = parts.clock,
                      .workers = parts.workers,
                      .access = ChangeAccess(parts.directory)})
    , m_auditRoutes({.guard = m_guard,
                     .database = parts.database,
                     .logs = m_logs,
                     .readings = m_readings,
                     .refusals = m_refusals,
                     .workers = parts.workers,
                     .access = ChangeAccess(parts.directory)})
    , m_logRoutes({.guard = m_guard,
                   .database = parts.database,
                   .logs = m_logs,
                   .directory = parts.directory,
                   .refusals = m_refusals})
    , m_witnessRoutes({.guard = m_guard,
                       .database = parts.database,
                       .writer = parts.writer,
                       .logs = m_logs,
                       .directory = parts.directory,
                       .clock = parts.clock,
                       .workers = parts.workers})
    , m_feedRoutes(m_guard, m_authenticator, m_feed)
    , m_endOfLifeRoutes(m_guard, m_endOfLifeReader, parts.workers, m_changeReading)
    , m_releaseRoutes({.guard = m_guard,
                       .releases = parts.releases,
                       .reader = m_releases,
                       .refusals = m_refusals,
                       .directory = parts.directory,
                       .clock = parts.clock,
                       .workers = parts.workers})
    , m_signatureRoutes(m_guard, parts.releaseSigning, m_refusals)
    , m_tufRoutes(m_guard, parts.updateRepository, parts.updateMetadata, m_refusals)
{}

Routes OperatorApi::routes()
{
    Routes all = metaRoutes(m_probe);
    for (const Routes &area : {m_tokenRoutes.routes(),     m_sessionRoutes.routes(),     m_operatorRoutes.routes(),
                               m_deviceRoutes.routes(),    m_enrollmentRoutes.routes(),  m_attestationRoutes.routes(),
                               m_groupRoutes.routes(),     m_policyRoutes.routes(),      m_draftRoutes.routes(),
                               m_decisionRoutes.routes(),  m_deviceInputRoutes.routes(), m_networkRoutes.routes(),
                               m_rolloutRoutes.routes(),   m_changeRoutes.routes(),      m_auditRoutes.routes(),
                               m_logRoutes.routes(),       m_witnessRoutes.routes(),     m_feedRoutes.routes(),
                               m_endOfLifeRoutes.routes(), m_releaseRoutes.routes(),     m_signatureRoutes.routes(),
                               m_tufRoutes.routes()})
        all.insert(all.end(), area.begin(), area.end());
    return all;
}

} // namespace enigm::controlplane::api
