#include "contract/evidence/ReleaseLedger.h"

#include "contract/evidence/SignatureEntry.h"
#include "contract/log/EntryDescription.h"
#include "contract/ota/RolloutEntries.h"
#include "contract/reports/UpdateReport.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using operators::SigningAuthority;
using ota::RolloutEventKind;

constexpr QByteArrayView frozenAction = "rollout.frozen";
constexpr QByteArrayView outcomeAction = "update.outcome";
constexpr QByteArrayView reportedAction = "update.reported";
constexpr QByteArrayView silentAction = "update.silent";

SigningAuthority authorityOf(const changes::Parameters &signedOff)
{
    return std::holds_alternative<changes::SignManifestParameters>(signedOff) ? SigningAuthority::Manifest
                                                                              : SigningAuthority::Production;
}

/// That what a stock client said is what the header says.
Expected<void> checkReported(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto report = reports::UpdateReport::fromJson(body, u"/body"_s);
    if (!report)
        return std::unexpected(report.error());
    const bool hasFailed = report->stage == ota::UpdateStage::Failed;
    if (!hasFailed && report->stage != ota::UpdateStage::Confirmed)
        return refuse(ProblemType::EntryMismatch, u"The entry does not describe its body."_s);
    // One device, which says it of itself.
    return log::checkDescription(entry, {.category = log::Category::OtaOutcome,
                                         .action = QString::fromLatin1(reportedAction),
                                         .resource = log::Resource::Device,
                                         .actor = entry.actor,
                                         .outcome = hasFailed ? log::Outcome::Failed : log::Outcome::Done,
                                         .change = report->change,
                                         .handles = {entry.actor},
                                         .body = {}});
}

/// That of devices nobody else says that nothing was heard.
Expected<void> checkSilence(const log::ActivityEntry &entry)
{
    return log::checkDescription(entry, {.category = log::Category::OtaOutcome,
                                         .action = QString::fromLatin1(silentAction),
                                         .resource = log::Resource::Device,
                                         .actor = u"control-plane"_s,
                                         .outcome = log::Outcome::Failed,
                                         .change = entry.change,
                                         .handles = entry.handles,
                                         .body = entry.body});
}

} // namespace

ReleaseLedger::ReleaseLedger(const operators::Directory &directory, const changes::DeviceFold &devices)
    : m_directory(directory)
    , m_devices(devices)
    , m_releases(directory.deploymentId())
{}

bool ReleaseLedger::isOwnEntry(QByteArrayView action)
{
    return action == SignatureEntry::action || action == frozenAction ||
           ota::RolloutMove::kindOf(QString::fromLatin1(action)).has_value();
}

bool ReleaseLedger::isOfUpdate(QByteArrayView action)
{
    return action == outcomeAction || action == reportedAction || action == silentAction;
}

Expected<void> ReleaseLedger::apply(const changes::Parameters &parameters, const QByteArray &change,
                                    const Execution &execution)
{
    if (changes::releaseOf(parameters))
        m_signedOff.insert(change, parameters);
    if (const auto *const manifest = std::get_if<changes::SignManifestParameters>(&parameters))
        return m_releases.apply(*manifest);
    if (const auto *const production = std::get_if<changes::SignProductionParameters>(&parameters)) {
        if (auto sound = m_releases.apply(*production); !sound)
            return sound;
        return checkSigned(production->release, SigningAuthority::Manifest);
    }
    return applyRollout(parameters, change, execution);
}

Expected<void> ReleaseLedger::checkSigned(const QString &release, SigningAuthority authority) const
{
    if (m_isAnyForgotten || m_signed.contains({release, authority}))
        return {};
    return refuse(ProblemType::TargetState,
                  u"The %1 authority had not signed this release by then."_s.arg(operators::toWord(authority)),
                  release);
}

Expected<void> ReleaseLedger::applyRollout(const changes::Parameters &parameters, const QByteArray &change,
                                           const Execution &execution)
{
    if (const auto *const started = std::get_if<changes::StartRolloutParameters>(&parameters)) {
        m_started.insert_or_assign(change, Started{.course = {*started, change}, .deviceMoves = m_devices.moves()});
        if (m_releases.isDark(started->release)) {
            m_rollouts.forget(started->rollout);
            return {};
        }
        if (auto sound = m_rollouts.apply(*started, m_releases.find(started->release), execution.index); !sound)
            return sound;
        return checkSigned(started->release, SigningAuthority::Production);
    }
    if (const auto *const resumed = std::get_if<changes::ResumeRolloutParameters>(&parameters)) {
        if (RolloutCourse *const course = courseOf(resumed->rollout))
            course->resume(execution.time);
        return m_rollouts.apply(*resumed, execution.index);
    }
    return std::visit(
        [this, &execution](const auto &each) -> Expected<void> {
            if constexpr (requires { each.leadsTo; }) {
                if (RolloutCourse *const course = courseOf(each.rollout))
                    course->stop(execution.time);
                return m_rollouts.note(each.rollout, each.leadsTo, execution.index);
            } else {
                return {};
            }
        },
        parameters);
}

void ReleaseLedger::forget(log::Resource resource, const changes::Parameters *parameters)
{
    if (parameters) {
        const auto release = changes::releaseOf(*parameters);
        const auto rollout = changes::rolloutOf(*parameters);
        if (!release && !rollout)
            return;
        if (release)
            m_releases.forget(*release);
        if (rollout) {
            m_rollouts.forget(*rollout);
            if (RolloutCourse *const course = courseOf(*rollout))
                course->forgetStop();
        }
    } else if (resource == log::Resource::Release) {
        m_releases.forgetAll();
    } else if (resource == log::Resource::Rollout) {
        m_rollouts.forgetAll();
        for (auto &[change, started] : m_started)
            started.course.forgetStop();
    } else {
        return;
    }
    m_isAnyForgotten = true;
}

Expected<void> ReleaseLedger::take(const log::ActivityEntry &entry, const json::Value &body)
{
    if (!entry.change)
        return refuse(ProblemType::EntryMismatch, u"The entry does not say which change it follows from."_s,
                      u"/change"_s);
    if (entry.action == SignatureEntry::action)
        return takeSignature(entry, body);
    if (entry.action == QLatin1StringView(frozenAction))
        return takeFrozen(entry, body);
    return takeMove(entry, body);
}

Expected<void> ReleaseLedger::takeWithoutBody(const log::ActivityEntry &entry)
{
    if (!entry.change || !entry.body)
        return refuse(ProblemType::EntryMismatch, u"The entry does not say what was done by which change."_s);
    if (entry.action == SignatureEntry::action) {
        const auto signedOff = m_signedOff.constFind(*entry.change);
        if (signedOff != m_signedOff.constEnd())
            m_signed.emplace(*changes::releaseOf(*signedOff), authorityOf(*signedOff));
        return {};
    }
    const auto started = startedBy(*entry.change);
    if (!started)
        return std::unexpected(started.error());
    if (!*started)
        return {};
    (*started)->course.forget();
    const auto kind = ota::RolloutMove::kindOf(entry.action);
    return kind ? noteMove(*kind, (*started)->course.rollout(), entry.index) : Expected<void>();
}

Expected<void> ReleaseLedger::hear(const log::ActivityEntry &entry, const json::Value *body)
{
    const bool isSilence = entry.action == QLatin1StringView(silentAction);
    if (!entry.change || (!isSilence && !entry.body))
        return refuse(ProblemType::EntryMismatch, u"The entry does not say what was heard of which change."_s);
    const auto started = startedBy(*entry.change);
    if (!started)
        return std::unexpected(started.error());
    if (isSilence) {
        if (auto same = checkSilence(entry); !same)
            return same;
    }
    if (body && entry.action == QLatin1StringView(reportedAction)) {
        if (auto same = checkReported(entry, *body); !same)
            return same;
    }
    if (!*started)
        return {};
    RolloutCourse &course = (*started)->course;
    if (isSilence && stateOf(course.rollout()).value_or(ota::RolloutState::Active) != ota::RolloutState::Active)
        return refuse(ProblemType::TargetState, u"Nobody was to be heard of while it was stopped."_s, course.rollout());
    for (const QString &handle : entry.handles) {
        if (auto sound = course.hear(handle, !isSilence && entry.outcome == log::Outcome::Done); !sound)
            return sound;
    }
    return {};
}

Expected<void> ReleaseLedger::takeSignature(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto said = SignatureEntry::parse(entry, body);
    if (!said)
        return std::unexpected(said.error());
    if (!m_signed.emplace(said->release, said->authority).second)
        return refuse(ProblemType::AlreadyExists, u"The authority had signed this release before."_s, said->release);
    const auto signedOff = m_signedOff.constFind(*entry.change);
    if (signedOff == m_signedOff.constEnd()) {
        if (!m_isAnyForgotten)
            return refuse(ProblemType::WrongChange, u"Nobody let an authority sign this by then."_s, u"/change"_s);
        ++m_unproven;
        return {};
    }
    const auto jws = said->checkSignedOff(*signedOff, m_directory.deploymentId());
    if (!jws)
        return std::unexpected(jws.error());
    const signing::PublicKey *const key =
        m_directory.updateKeysAt(entry.governanceSize).find(said->authority, jws->kid());
    if (!key)
        return refuse(ProblemType::UnknownKey, u"This was not a key of the authority by then."_s, jws->kid());
    if (auto verified = jws->verify(*key); !verified)
        return std::unexpected(verified.error().under(u"/body/jws"_s));
    ++m_signatures;
    return {};
}

Expected<ReleaseLedger::Started *> ReleaseLedger::startedBy(const QByteArray &change)
{
    const auto started = m_started.find(change);
    if (started != m_started.end())
        return &started->second;
    if (m_isAnyForgotten)
        return nullptr;
    return refuse(ProblemType::WrongChange, u"No rollout was started by this change by then."_s, u"/change"_s);
}

Expected<ReleaseLedger::Started *> ReleaseLedger::startedBy(const QByteArray &change, const QString &rollout)
{
    auto started = startedBy(change);
    if (started && *started && (*started)->course.rollout() != rollout)
        return refuse(ProblemType::WrongChange, u"No such rollout was started by then."_s, rollout);
    return started;
}

RolloutCourse *ReleaseLedger::courseOf(const QString &rollout)
{
    const auto found = std::ranges::find_if(
        m_started, [&rollout](const auto &started) { return started.second.course.rollout() == rollout; });
    return found == m_started.end() ? nullptr : &found->second.course;
}

std::optional<ota::RolloutState> ReleaseLedger::stateOf(const QString &rollout) const
{
    const auto standing = m_rollouts.find(rollout);
    return standing ? std::optional(standing->state) : std::nullopt;
}

/// The devices that were trusted all the while since the start; nothing where that is not known.
std::optional<QByteArrayList> ReleaseLedger::trustedSince(const Started &started)
{
    if (m_devices.isWhole() && m_devices.moves() == started.deviceMoves)
        return m_devices.inState(fleet::DeviceState::Trusted);
    ++m_unproven;
    return std::nullopt;
}

Expected<void> ReleaseLedger::takeFrozen(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto frozen = ota::RolloutFrozen::fromJson(body);
    if (!frozen)
        return std::unexpected(frozen.error().under(u"/body"_s));
    if (auto same = log::checkDescription(entry, frozen->describe()); !same)
        return same;
    const auto started = startedBy(frozen->change, frozen->rollout);
    if (!started)
        return std::unexpected(started.error());
    if (!*started)
        return {};
    RolloutCourse &course = (*started)->course;
    return course.freeze(frozen->groups, course.isByShare() ? trustedSince(**started) : std::nullopt);
}

Expected<void> ReleaseLedger::takeMove(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto kind = ota::RolloutMove::kindOf(entry.action);
    if (!kind)
        return refuse(ProblemType::EntryMismatch, u"No rollout does this by itself."_s, u"/action"_s);
    const auto move = ota::RolloutMove::fromJson(*kind, body);
    if (!move)
        return std::unexpected(move.error().under(u"/body"_s));
    if (auto same = log::checkDescription(entry, move->describe()); !same)
        return same;
    const auto started = startedBy(move->change, move->rollout);
    if (!started)
        return std::unexpected(started.error());
    if (*started) {
        RolloutCourse &course = (*started)->course;
        if (auto next = course.take(*move, entry.time, stateOf(move->rollout)); !next)
            return next;
        if (*kind == RolloutEventKind::Halted)
            course.stop(entry.time);
    }
    return noteMove(*kind, move->rollout, entry.index);
}

Expected<void> ReleaseLedger::noteMove(RolloutEventKind kind, const QString &rollout, qint64 index)
{
    if (kind == RolloutEventKind::Halted)
        return m_rollouts.note(rollout, ota::RolloutState::Halted, index);
    if (kind == RolloutEventKind::Completed)
        return m_rollouts.note(rollout, ota::RolloutState::Completed, index);
    return {};
}

} // namespace enigm::evidence
