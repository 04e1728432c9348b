#include "simulator/device/UpdateRound.h"

#include "contract/json/JsonParser.h"
#include "simulator/device/CommandReplies.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

using ota::UpdateFailure;
using ota::UpdateStage;
using Outcome = UpdateResult::Outcome;

namespace {

constexpr int noContent = 204;
constexpr qsizetype headRoom = 64 * 1024;

/// What another time, or another answer of the server, may mend: the device asks again and accuses nobody.
bool isPassing(ProblemType type)
{
    return type == ProblemType::LogRewound || type == ProblemType::CosignaturesStale ||
           type == ProblemType::CosignaturesMissing || type == ProblemType::ClockOutOfRange;
}

/// What a device calls that which went wrong with its download.
UpdateFailure failureOf(ProblemType type)
{
    switch (type) {
    case ProblemType::BodyMismatch:
        return UpdateFailure::Verification;
    case ProblemType::StorageFull:
        return UpdateFailure::Space;
    default:
        return UpdateFailure::Download;
    }
}

} // namespace

UpdateRound::UpdateRound(deployment::DeviceIdentity device, const Setup &setup, QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_setup(setup)
    , m_memoryFile(setup.stateDirectory, m_device, setup.deployment)
    , m_systemFile(setup.stateDirectory, m_device.handle, setup.first)
    , m_repository(setup.stateDirectory, m_device.handle, setup.pool)
    , m_line(new DeviceLine(m_device, setup.listener, this))
    , m_result{.handle = m_device.handle}
{}

/// What was installed before this start is confirmed first.
void UpdateRound::start()
{
    if (const auto read = readState(); !read)
        return conclude(Outcome::Unreachable, read.error());
    if (!m_system.pending)
        return askOffer();
    m_change = m_system.pending->change;
    m_execution = m_system.pending->execution;
    m_result.version = m_system.pending->version;
    restart();
}

Expected<void> UpdateRound::readState()
{
    auto memory = m_memoryFile.read();
    if (!memory)
        return std::unexpected(memory.error());
    auto system = m_systemFile.read();
    if (!system)
        return std::unexpected(system.error());
    m_memory = std::move(*memory);
    m_system = std::move(*system);
    return {};
}

void UpdateRound::askOffer()
{
    m_line->ask({.path = "/device/v1/update", .largestResponse = device::UpdateOffer::maxBytes + headRoom},
                [this](const Reply &reply) { takeOffer(reply); });
}

void UpdateRound::takeOffer(const Reply &reply)
{
    if (reply.problem)
        return conclude(Outcome::Unreachable, reply.problem);
    if (reply.status == noContent)
        return conclude(Outcome::None);
    const auto offer = device::UpdateOffer::parse(reply.body);
    if (!offer)
        return conclude(Outcome::Refused, offer.error());
    auto grant = check(*offer);
    if (!grant)
        return refuse(grant.error());
    m_grant = std::move(*grant);
    m_result.version = m_grant->manifest.version;
    say(UpdateStage::Downloading, &UpdateRound::find);
}

Expected<device::UpdateGrant> UpdateRound::check(const device::UpdateOffer &offer)
{
    auto evidence = m_setup.book.verified(offer);
    if (!evidence)
        return std::unexpected(evidence.error());
    m_evidence = std::move(*evidence);
    m_change = m_evidence->digest();
    m_execution = m_evidence->execution();
    return m_evidence->grant(offer, m_memory, m_system.facts, m_setup.clock.now());
}

/// Says so where it is known what of: of evidence that does not hold nothing is.
void UpdateRound::refuse(const Problem &problem)
{
    m_result.outcome = Outcome::Refused;
    m_result.problem = problem;
    if (m_change.isEmpty() || isPassing(problem.type))
        return ended();
    m_result.failure = UpdateFailure::Refused;
    say({.change = m_change, .execution = m_execution, .stage = UpdateStage::Failed, .failure = m_result.failure},
        &UpdateRound::ended);
}

void UpdateRound::find()
{
    if (m_setup.conduct.isSilent(m_device.handle))
        return conclude(Outcome::Silent);
    for (const UpdateFailure failure :
         {UpdateFailure::Download, UpdateFailure::Space, UpdateFailure::Power, UpdateFailure::Other}) {
        if (failsAs(failure))
            return failAs(failure);
    }
    if (const auto read = m_repository.read(); !read)
        return conclude(Outcome::Unreachable, read.error());
    auto fetch = [this](const QString &file, qint64 most, std::function<void(const Reply &)> answer) {
        m_line->ask({.path = "/tuf/" + file.toLatin1(), .largestResponse = most + headRoom}, std::move(answer));
    };
    m_search =
        new TargetSearch(std::move(fetch), m_repository,
                         {.target = m_grant->target,
                          .artifact = m_grant->manifest.artifact,
                          .pin = [evidence = m_evidence](QByteArrayView root) { return evidence->namesRoot(root); },
                          .now = m_setup.clock.now()},
                         this);
    connect(m_search, &TargetSearch::finished, this, &UpdateRound::found);
    m_search->start();
}

void UpdateRound::found(const std::optional<Problem> &problem)
{
    if (!problem)
        return download();
    // A root that governance may well name by now, and the evidence in the offer does not yet: another offer tells.
    if (problem->type == ProblemType::WrongDeployment)
        return conclude(Outcome::Unreachable, problem);
    m_result.problem = problem;
    failAs(m_search->isRefusal() ? UpdateFailure::Verification : failureOf(problem->type));
}

void UpdateRound::download()
{
    m_download = new ArtifactDownload(*m_line, m_setup.stateDirectory, m_device.handle,
                                      {.artifact = m_grant->manifest.artifact,
                                       .url = u"/tuf/targets/"_s + m_search->servedAt(),
                                       .interruptAfter = m_setup.conduct.interruptAfter},
                                      this);
    connect(m_download, &ArtifactDownload::finished, this, &UpdateRound::downloaded);
    m_download->start();
}

void UpdateRound::downloaded(const std::optional<Problem> &problem)
{
    m_result.resumed = m_download->resumed();
    if (problem) {
        m_result.problem = problem;
        return failAs(failureOf(problem->type));
    }
    if (failsAs(UpdateFailure::Verification))
        return failAs(UpdateFailure::Verification);
    say(UpdateStage::Verified, &UpdateRound::install);
}

/// What runs next is kept before what was taken over, and both before anybody is told: one that is cut off in between
/// is at worst installed again.
void UpdateRound::install()
{
    if (failsAs(UpdateFailure::Install))
        return failAs(UpdateFailure::Install);
    m_system.pending = DeviceSystem::Pending{.change = m_change,
                                             .execution = m_execution,
                                             .rollbackIndex = m_grant->manifest.rollbackIndex,
                                             .version = m_grant->manifest.version};
    if (const auto kept = m_systemFile.write(m_system); !kept)
        return conclude(Outcome::Unreachable, kept.error());
    if (const auto kept = m_memoryFile.write(m_grant->memory); !kept)
        return conclude(Outcome::Unreachable, kept.error());
    m_download->discard();
    say(UpdateStage::Installed, &UpdateRound::restart);
}

void UpdateRound::restart()
{
    if (failsAs(UpdateFailure::Boot)) {
        m_system.pending.reset(); // it went back to what ran before
        if (const auto kept = m_systemFile.write(m_system); !kept)
            return conclude(Outcome::Unreachable, kept.error());
        return failAs(UpdateFailure::Boot);
    }
    say(UpdateStage::Confirmed, &UpdateRound::confirmed);
}

/// Kept last: a confirmation that nobody heard is said again.
void UpdateRound::confirmed()
{
    m_system.restart();
    if (const auto kept = m_systemFile.write(m_system); !kept)
        return conclude(Outcome::Unreachable, kept.error());
    conclude(Outcome::Confirmed);
}

bool UpdateRound::failsAs(UpdateFailure failure) const
{
    return m_setup.conduct.failureOf(m_device.handle) == failure;
}

void UpdateRound::failAs(UpdateFailure failure)
{
    m_result.outcome = Outcome::Failed;
    m_result.failure = failure;
    say({.change = m_change, .execution = m_execution, .stage = UpdateStage::Failed, .failure = failure},
        &UpdateRound::ended);
}

void UpdateRound::say(UpdateStage stage, Next then)
{
    say({.change = m_change, .execution = m_execution, .stage = stage}, then);
}

void UpdateRound::say(const reports::UpdateReport &what, Next then)
{
    m_said = what;
    m_then = then;
    m_line->ask({.method = "POST", .path = "/device/v1/nonces", .body = "{}"},
                [this](const Reply &reply) { handIn(reply); });
}

void UpdateRound::handIn(const Reply &nonce)
{
    if (nonce.problem)
        return conclude(Outcome::Unreachable, nonce.problem);
    const auto report = andThen(readNonce(nonce.body), [this](const QByteArray &bytes) { return sign(bytes); });
    if (!report)
        return conclude(Outcome::Unreachable, report.error());
    m_line->ask({.method = "POST", .path = "/device/v1/reports/update", .body = *report}, [this](const Reply &reply) {
        if (reply.problem)
            return conclude(Outcome::Unreachable, reply.problem);
        (this->*m_then)();
    });
}

Expected<QByteArray> UpdateRound::sign(const QByteArray &nonce) const
{
    const reports::Report report{.deployment = m_setup.deployment,
                                 .handle = m_device.handle,
                                 .body = m_said,
                                 .time = m_setup.clock.now(),
                                 .nonce = nonce};
    auto made = reports::SignedReport::sign(report, *m_device.attestedKey);
    if (!made)
        return std::unexpected(made.error());
    const reports::UpdateOutcome outcome{.key = m_device.attestedKey->publicKey(), .report = std::move(*made)};
    return json::canonical(outcome.toJson());
}

void UpdateRound::ended()
{
    conclude(m_result.outcome, m_result.problem);
}

void UpdateRound::conclude(Outcome outcome, const std::optional<Problem> &problem)
{
    m_result.outcome = outcome;
    m_result.problem = problem;
    QMetaObject::invokeMethod(this, [this] { Q_EMIT finished(m_result); }, Qt::QueuedConnection);
}

} // namespace enigm::simulator
