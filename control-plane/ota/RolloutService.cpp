#include "control-plane/ota/RolloutService.h"

#include "contract/json/JsonParser.h"
#include "contract/reports/UpdateOutcome.h"
#include "control-plane/ota/DeviceIntake.h"
#include "control-plane/store/Reader.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::fleet::DeviceHandle;
using enigm::ota::GroupState;
using enigm::ota::RolloutState;
using enigm::ota::UpdateFailure;
using enigm::ota::UpdateStage;
using enigm::ota::UpdateState;

namespace {

/// As a device is told: what it was offered, whatever came between.
UpdateState toldState(UpdateState state)
{
    return state == UpdateState::Waiting || state == UpdateState::NotEligible ? UpdateState::Offered : state;
}

/// Whether this is for a device to say.
bool isSaid(UpdateState state)
{
    return state >= UpdateState::Downloading && state <= UpdateState::Withdrawn;
}

std::optional<UpdateFailure> failureOf(const UpdateProgress &progress)
{
    return progress.state == UpdateState::Failed ? std::optional(progress.failure.value_or(UpdateFailure::Other))
                                                 : std::nullopt;
}

/// A device has begun with it and is not done.
bool hasBegun(UpdateState state)
{
    return state >= UpdateState::Offered && state <= UpdateState::Installed;
}

Expected<void> noSuchOffer()
{
    return refuse(ProblemType::NotFound, u"This device was offered no such update."_s);
}

/// The digest of the change that an attested report is about; nothing where nobody signed one.
Expected<std::optional<QByteArray>> signedChange(const UpdateProgress &progress)
{
    if (progress.word != UpdateWord::Attested)
        return std::optional<QByteArray>();
    const auto report = andThen(json::parseSigned(progress.report), reports::UpdateOutcome::fromJson);
    if (!report)
        return std::unexpected(report.error());
    return std::optional(report->body().change);
}

} // namespace

RolloutService::RolloutService(Parts parts)
    : m_parts(std::move(parts))
    , m_members(m_parts.database)
{}

Expected<std::optional<DeviceOffer>> RolloutService::offerFor(const DeviceHandle &device)
{
    std::vector<Candidate> candidates;
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        const store::Repositories &store = *reader->operator->();
        auto rows = store.rollouts.obeyedAt(m_parts.clock.now());
        if (!rows)
            return std::unexpected(rows.error());
        for (store::RolloutRow &row : *rows) {
            auto candidate = candidateIn(store, std::move(row), device);
            if (!candidate)
                return std::unexpected(candidate.error());
            if (*candidate)
                candidates.push_back(std::move(**candidate));
        }
    }
    // Of what a device could be offered the newest.
    for (const Candidate &candidate : candidates) {
        auto offer = offerOf(candidate);
        if (!offer || *offer)
            return offer;
    }
    return std::optional<DeviceOffer>();
}

Expected<std::optional<RolloutService::Candidate>>
RolloutService::candidateIn(const store::Repositories &store, store::RolloutRow row, const DeviceHandle &device) const
{
    if (!row.isFrozen)
        return std::optional<Candidate>();
    auto found = store.rolloutDevices.find(row.number, device);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return std::optional<Candidate>();
    auto group = store.rollouts.group(row.number, (*found)->place);
    if (!group)
        return std::unexpected(group.error());
    auto plan = planOf(row);
    if (!plan)
        return std::unexpected(plan.error());
    if (!*group)
        return refuse(ProblemType::Unavailable, u"the database lacks a group of a rollout"_s, row.id);
    return std::optional(Candidate{
        .row = std::move(row), .plan = std::move(*plan), .group = std::move(**group), .device = std::move(**found)});
}

RolloutService::Offer RolloutService::offerOf(const Candidate &candidate)
{
    const store::RolloutDeviceRow &device = candidate.device;
    if (candidate.row.state != RolloutState::Active) {
        const bool isToStop = hasBegun(device.state) && device.state != UpdateState::Installed;
        return isToStop ? describe(candidate, true) : Offer();
    }
    if (candidate.group.state == GroupState::Waiting)
        return std::optional<DeviceOffer>();
    // What is installed is no longer a question of trust: it is to be confirmed, or to be undone by the device.
    if (device.state == UpdateState::Installed)
        return describe(candidate, false);
    const qint64 now = m_parts.clock.now();
    const auto &window = candidate.plan.groups[static_cast<std::size_t>(device.place)].window;
    if (!hasBegun(device.state) &&
        (!mayBeOffered(courseOf(device), candidate.plan.retry, now) || (window && !window->holdsAt(now))))
        return std::optional<DeviceOffer>();
    const auto eligible = isEligible(device.handle);
    if (!eligible)
        return std::unexpected(eligible.error());
    const bool isNew = !hasBegun(device.state);
    if (!*eligible) {
        const auto noted = isNew || device.state == UpdateState::Offered
                               ? noteOffer(candidate, UpdateState::NotEligible)
                               : Expected<bool>(false);
        return noted ? Offer() : std::unexpected(noted.error());
    }
    if (isNew) {
        const auto noted = noteOffer(candidate, UpdateState::Offered);
        if (!noted)
            return std::unexpected(noted.error());
        if (!*noted)
            return std::optional<DeviceOffer>();
    }
    return describe(candidate, false);
}

Expected<bool> RolloutService::isEligible(const DeviceHandle &device) const
{
    const std::array devices{device};
    const auto verdicts = m_parts.decisions.judge(devices, {.action = enigm::policy::ActionCategory::FetchUpdate,
                                                            .resource = log::Resource::Release,
                                                            .actor = {enigm::policy::ActorCategory::Device}});
    if (!verdicts)
        return std::unexpected(verdicts.error());
    return verdicts->front().isPermit;
}

Expected<bool> RolloutService::noteOffer(const Candidate &candidate, UpdateState state)
{
    // Most devices that are not eligible ask again and again.
    if (candidate.device.state == state)
        return true;
    bool isNoted = false;
    const auto done = m_parts.writer.submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        isNoted = false;
        auto rollout = StoredRollout::load(transaction, candidate.row.id);
        if (!rollout)
            return std::unexpected(rollout.error());
        if (rollout->row.state != RolloutState::Active)
            return {};
        auto device = transaction.rolloutDevices.find(rollout->row.number, candidate.device.handle);
        if (!device)
            return std::unexpected(device.error());
        if (!*device || **device != candidate.device)
            return {};
        RolloutJournal journal(m_parts.sequencer, transaction, m_parts.clock.now());
        const auto heard = DeviceIntake(journal, *rollout).hear(**device, {.state = state});
        if (!heard)
            return std::unexpected(heard.error());
        isNoted = *heard;
        return {};
    });
    if (!done)
        return std::unexpected(done.error());
    return isNoted;
}

RolloutService::Offer RolloutService::describe(const Candidate &candidate, bool isCancelled)
{
    const auto release = m_parts.release(candidate.row.release);
    if (!release)
        return std::unexpected(release.error());
    if (!*release)
        return std::optional<DeviceOffer>();
    const OfferedRelease &offered = **release;
    DeviceOffer offer{.rollout = candidate.row.id,
                      .change = candidate.row.change,
                      .digest = candidate.row.digest,
                      .execution = candidate.row.execution,
                      .release = candidate.row.release,
                      .version = offered.version,
                      .artifact = offered.artifact,
                      .target = u"%1/%2/%3"_s.arg(enigm::ota::toWord(candidate.plan.model), candidate.row.release,
                                                  offered.artifact.name),
                      .group = static_cast<std::size_t>(candidate.device.place),
                      .proof = {},
                      .manifest = offered.manifest,
                      .production = offered.production,
                      .manifestChange = offered.manifestChange,
                      .productionChange = offered.productionChange,
                      .state = toldState(candidate.device.state),
                      .isCancelled = isCancelled};
    const auto &members = candidate.plan.groups[static_cast<std::size_t>(candidate.device.place)].members;
    if (!members)
        return std::optional(std::move(offer));
    auto proof = m_members.prove(members->root, candidate.device.handle);
    if (!proof)
        return std::unexpected(proof.error());
    offer.proof = std::move(*proof);
    return std::optional(std::move(offer));
}

void RolloutService::note(const DeviceHandle &device, const UpdateProgress &progress, Answer answer)
{
    auto change = signedChange(progress);
    if (!change)
        return answer(std::unexpected(change.error()));
    auto job = [this, device, progress, change = std::move(*change)](store::Transaction &transaction) {
        return take(transaction, device, progress, change);
    };
    m_parts.writer.submit(std::move(job),
                          [answer = std::move(answer)](const Expected<void> &done) mutable { answer(done); });
}

Expected<void> RolloutService::take(store::Transaction &transaction, const DeviceHandle &device,
                                    const UpdateProgress &progress, const std::optional<QByteArray> &change) const
{
    auto row = transaction.rollouts.findByExecution(progress.execution);
    if (!row)
        return std::unexpected(row.error());
    if (!*row || !isSaid(progress.state))
        return noSuchOffer();
    auto rollout = StoredRollout::of(transaction, std::move(**row));
    if (!rollout)
        return std::unexpected(rollout.error());
    auto found = transaction.rolloutDevices.find(rollout->row.number, device);
    if (!found)
        return std::unexpected(found.error());
    if (!*found || rollout->groups[static_cast<std::size_t>((*found)->place)].state == GroupState::Waiting)
        return noSuchOffer();
    if (change && *change != rollout->row.digest)
        return refuse(ProblemType::WrongChange, u"This update came of another change."_s, u"/report"_s);
    RolloutJournal journal(m_parts.sequencer, transaction, m_parts.clock.now());
    DeviceIntake intake(journal, *rollout);
    const auto isNew = progress.state == UpdateState::Withdrawn
                           ? intake.letGo(**found)
                           : intake.hear(**found, {.state = progress.state, .failure = failureOf(progress)});
    if (!isNew)
        return std::unexpected(isNew.error());
    const bool hasEnded = progress.state == UpdateState::Confirmed || progress.state == UpdateState::Failed;
    if (!*isNew || !hasEnded)
        return {};
    if (auto logged = log(transaction, *rollout, device, progress); !logged)
        return logged;
    if (progress.state == UpdateState::Confirmed) {
        if (auto counted = countInstalled(transaction, rollout->row.release); !counted)
            return counted;
    }
    return journal.advance(*rollout);
}

Expected<void> RolloutService::countInstalled(store::Transaction &transaction, const QString &release) const
{
    const auto row = transaction.releases.find(release);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return {};
    return transaction.releases.setInstalled(release, (*row)->installed + 1, m_parts.clock.now(),
                                             m_parts.sequencer.nextCursor());
}

/// How it ended, with the device's signature where there is one: what a stock client says is nobody's but its
/// certificate's.
Expected<void> RolloutService::log(store::Transaction &transaction, const StoredRollout &rollout,
                                   const DeviceHandle &device, const UpdateProgress &progress) const
{
    const bool hasFailed = progress.state == UpdateState::Failed;
    const bool isAttested = progress.word == UpdateWord::Attested;
    log::ActivityEntry entry{.time = m_parts.clock.now(),
                             .category = log::Category::OtaOutcome,
                             .action = isAttested ? u"update.outcome"_s : u"update.reported"_s,
                             .resource = log::Resource::Device,
                             .actor = device.text(),
                             .outcome = hasFailed ? log::Outcome::Failed : log::Outcome::Done,
                             .change = rollout.row.digest,
                             .handles = {device.text()},
                             .body = {}};
    json::Value body;
    if (isAttested) {
        auto report = json::parseSigned(progress.report);
        if (!report)
            return std::unexpected(report.error());
        body = std::move(*report);
    } else {
        body = reports::UpdateReport{.change = rollout.row.digest,
                                     .execution = rollout.row.execution,
                                     .stage = hasFailed ? UpdateStage::Failed : UpdateStage::Confirmed,
                                     .failure = failureOf(progress)}
                   .toJson();
    }
    const auto appended =
        m_parts.sequencer.appendActivity(transaction, std::move(entry), log::ActivityBody::make(std::move(body)));
    return appended ? Expected<void>() : std::unexpected(appended.error());
}

void RolloutService::keepMembers(std::vector<DeviceHandle> handles, const std::optional<QString> &group, Keep keep,
                                 Answer done)
{
    std::ranges::sort(handles);
    if (handles.empty() || handles.size() > mostMembers)
        return done(refuse(ProblemType::OutOfRange, u"A group by members has 1 to %1 devices."_s.arg(mostMembers)));
    if (std::ranges::adjacent_find(handles) != handles.end())
        return done(refuse(ProblemType::OutOfRange, u"A device is named twice."_s));
    auto job = [this, members = enigm::ota::membersOf(handles, group), handles = std::move(handles),
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        if (auto kept = transaction.rolloutDevices.keepMembers(members, handles, m_parts.clock.now()); !kept)
            return kept;
        return keep(transaction, members);
    };
    m_parts.writer.submit(std::move(job), [done = std::move(done)](const Expected<void> &kept) mutable { done(kept); });
}

} // namespace enigm::controlplane::ota
