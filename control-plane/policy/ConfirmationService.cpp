#include "control-plane/policy/ConfirmationService.h"

#include "contract/changes/ChangeRequest.h"
#include "contract/json/JsonParser.h"
#include "control-plane/fleet/ReportCheck.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

using enigm::fleet::DeviceHandle;
using enigm::reports::HeldPolicy;
using enigm::reports::PolicyConfirmation;

namespace {

const DeviceHandle &handleOf(const PolicyConfirmation &confirmation)
{
    return confirmation.report.report.handle;
}

/// What is stored, and what two confirmations are held against each other by.
QByteArray bytesOf(const PolicyConfirmation &confirmation)
{
    return json::canonical(confirmation.body().toJson());
}

bool saysTheSame(const std::optional<store::HeldPoliciesRow> &current, const PolicyConfirmation &confirmation)
{
    return current && current->report == bytesOf(confirmation);
}

std::unexpected<Problem> impossible(const QString &detail, const HeldPolicy &held)
{
    return refuse(ProblemType::WrongChange, detail, u"/report policy %1"_s.arg(held.policy));
}

Expected<store::ChangeRow> executedAt(qint64 index, const HeldPolicy &held, const store::Repositories &store)
{
    auto change = store.changes.findByExecution(index);
    if (!change)
        return std::unexpected(change.error());
    if (!*change)
        return impossible(u"No change was executed as entry %1."_s.arg(index), held);
    return std::move(**change);
}

Expected<enigm::changes::Parameters> parametersOf(const store::ChangeRow &change)
{
    auto read = enigm::changes::SignedChange::parse(change.request);
    if (!read)
        return refuse(ProblemType::Unavailable, u"the database holds a change that cannot be read"_s, change.id);
    return std::move(read->parameters);
}

/// That there is such a version, and that the change which it names has put it in force.
Expected<void> checkInForce(const HeldPolicy &held, const store::Repositories &store)
{
    const auto version = store.policies.version(held.policy, held.version);
    if (!version)
        return std::unexpected(version.error());
    if (!*version || (*version)->digest != held.digest)
        return impossible(u"There is no such version %1."_s.arg(held.version), held);
    const auto change = executedAt(held.inForce, held, store);
    if (!change)
        return std::unexpected(change.error());
    if (change->id == (*version)->change)
        return {}; // which published it
    const auto parameters = parametersOf(*change);
    if (!parameters)
        return std::unexpected(parameters.error());
    const auto *const back = std::get_if<enigm::changes::RollBackPolicyParameters>(&*parameters);
    if (!back || back->policy != held.policy || back->version != held.version)
        return impossible(u"What was executed as entry %1 did not put this version in force."_s.arg(held.inForce),
                          held);
    return {};
}

/// That the change which it names assigned the policy to somebody. Whether this device was one of them then, only the
/// groups of that moment would tell.
Expected<void> checkAssigned(const HeldPolicy &held, const store::Repositories &store)
{
    const auto change = executedAt(held.assigned, held, store);
    if (!change)
        return std::unexpected(change.error());
    const auto parameters = parametersOf(*change);
    if (!parameters)
        return std::unexpected(parameters.error());
    const auto *const assigned = std::get_if<enigm::changes::AssignPolicyParameters>(&*parameters);
    if (!assigned || assigned->policy != held.policy || (assigned->groups && assigned->groups->empty()))
        return impossible(u"What was executed as entry %1 did not assign this policy."_s.arg(held.assigned), held);
    return {};
}

Expected<void> checkHeld(const HeldPolicy &held, const store::Repositories &store)
{
    if (auto sound = checkInForce(held, store); !sound)
        return sound;
    return checkAssigned(held, store);
}

} // namespace

ConfirmationService::ConfirmationService(Parts parts)
    : m_parts(parts)
{}

/// The nonce comes last, as checkReport says.
Expected<bool> ConfirmationService::check(const DeviceHandle &handle, const PolicyConfirmation &confirmation)
{
    bool isNew = false;
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        const store::Repositories &store = *reader->operator->();
        if (const auto device = fleet::reporterOf(store, handle, confirmation); !device)
            return std::unexpected(device.error());
        const auto current = store.heldPolicies.find(handle);
        if (!current)
            return std::unexpected(current.error());
        isNew = !saysTheSame(*current, confirmation);
        for (const HeldPolicy &held : confirmation.body().policies) {
            if (!isNew)
                break; // it was looked at when it was
            if (auto sound = checkHeld(held, store); !sound)
                return std::unexpected(sound.error());
        }
    }
    if (auto fresh = fleet::useNonce(m_parts.nonces, confirmation.report.report, m_parts.clock.now()); !fresh)
        return std::unexpected(fresh.error());
    return isNew;
}

void ConfirmationService::confirm(const QByteArray &certificate, const PolicyConfirmation &confirmation, Answer answer)
{
    const auto checkIn = m_parts.checkIns.checkIn(certificate); // counts its own refusals
    if (!checkIn)
        return answer(std::unexpected(checkIn.error()));
    const auto isNew = check(checkIn->handle, confirmation);
    if (!isNew) {
        m_parts.checkIns.countRefusal(isNew.error().type, checkIn->handle.text());
        return answer(std::unexpected(isNew.error()));
    }
    if (*isNew)
        return write(confirmation, std::move(answer));
    answer(Taken{.changed = false, .time = checkIn->time});
}

void ConfirmationService::write(const PolicyConfirmation &confirmation, Answer answer)
{
    const auto taken = std::make_shared<Taken>();
    auto job = [this, taken, confirmation](store::Transaction &transaction) -> Expected<void> {
        const auto done = take(transaction, confirmation);
        if (!done)
            return std::unexpected(done.error());
        *taken = *done;
        return {};
    };
    auto completion = [this, taken, handle = handleOf(confirmation),
                       answer = std::move(answer)](const Expected<void> &done) mutable {
        if (done)
            return answer(*taken);
        m_parts.checkIns.countRefusal(done.error().type, handle.text());
        answer(std::unexpected(done.error()));
    };
    m_parts.writer.submit(std::move(job), std::move(completion));
}

Expected<ConfirmationService::Taken> ConfirmationService::take(store::Transaction &transaction,
                                                               const PolicyConfirmation &confirmation) const
{
    const DeviceHandle &handle = handleOf(confirmation);
    const qint64 now = m_parts.clock.now();
    const auto current = transaction.heldPolicies.find(handle);
    if (!current)
        return std::unexpected(current.error());
    if (saysTheSame(*current, confirmation)) // asked again: two reports may have come at once
        return Taken{.changed = false, .time = now};
    store::HeldPoliciesRow row{.versions = confirmation.body().versions(),
                               .report = bytesOf(confirmation),
                               .changed = now,
                               .countedFrom = now};
    if (*current && (*current)->countedFrom + window > now) {
        row.countedFrom = (*current)->countedFrom;
        row.changes = (*current)->changes + 1;
    }
    if (row.changes > mostChanges)
        return refuse(ProblemType::RateLimited, u"This device changes its policies too often."_s);
    log::ActivityEntry entry = confirmation.describe();
    entry.time = now;
    const auto appended =
        m_parts.sequencer.appendActivity(transaction, entry, log::ActivityBody::make(confirmation.toJson()));
    if (!appended)
        return std::unexpected(appended.error());
    row.position = appended->position.index;
    if (auto done = transaction.heldPolicies.set(handle, row); !done)
        return std::unexpected(done.error());
    if (auto done = transaction.devices.touch(handle, appended->cursor); !done)
        return std::unexpected(done.error());
    return Taken{.changed = true, .time = now};
}

} // namespace enigm::controlplane::policy
