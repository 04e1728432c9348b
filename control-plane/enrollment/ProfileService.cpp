#include "control-plane/enrollment/ProfileService.h"

#include "contract/encoding/Uuid.h"
#include "contract/enrollment/ProfileTerms.h"
#include "control-plane/fleet/AdministrativeEntry.h"
#include "control-plane/fleet/Group.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::enrollment {

namespace {

using enigm::fleet::DeviceState;

/// Seconds.
constexpr qint64 longest = enigm::enrollment::longestProfileDays * 86'400;

Expected<void> checkReplaced(const store::Transaction &transaction, const enigm::fleet::DeviceHandle &handle)
{
    const auto device = transaction.devices.find(handle);
    if (!device)
        return std::unexpected(device.error());
    if (!*device)
        return refuse(ProblemType::NotFound, u"No device has this handle."_s, u"/replaces"_s);
    if ((*device)->state != DeviceState::Replaced)
        return refuse(ProblemType::TargetState,
                      u"Replace the device first: its place can be taken once that change has executed."_s,
                      u"/replaces"_s);
    return {};
}

Expected<void> checkGroup(const store::Transaction &transaction, const QString &group)
{
    const auto listed = fleet::groupOf(group, transaction);
    if (!listed)
        return std::unexpected(listed.error().under(u"/group"_s));
    if (listed->definition.rule)
        return refuse(ProblemType::OutOfRange,
                      u"Devices are in this group by its rule: choose one that lists its devices."_s, u"/group"_s);
    return {};
}

} // namespace

ProfileService::ProfileService(Parts parts)
    : m_parts(parts)
{}

Expected<void> ProfileService::record(store::Transaction &transaction, const QString &action,
                                      const QString &operatorId) const
{
    const log::ActivityEntry entry = fleet::administrativeEntry(action, operatorId, m_parts.clock.now());
    const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
    return appended ? Expected<void>() : std::unexpected(appended.error());
}

void ProfileService::create(const QString &operatorId, const ProfileRequest &request, Keep keep, Done done)
{
    const qint64 now = m_parts.clock.now();
    if (request.expires <= now || request.expires > now + longest)
        return done(refuse(ProblemType::OutOfRange,
                           u"A token is good for at most %1 days."_s.arg(enigm::enrollment::longestProfileDays),
                           u"/expires"_s));
    auto job = [this, now, operatorId, request,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        if (request.replaces) {
            if (auto replaced = checkReplaced(transaction, *request.replaces); !replaced)
                return replaced;
        }
        if (request.group) {
            if (auto joined = checkGroup(transaction, *request.group); !joined)
                return joined;
        }
        const store::ProfileRow profile{.id = encoding::makeUuid7(now * 1000),
                                        .token = request.token,
                                        .name = request.name,
                                        .uses = request.uses,
                                        .created = now,
                                        .expires = request.expires,
                                        .creator = operatorId,
                                        .leastLevel = request.leastLevel,
                                        .keys = request.keys,
                                        .replaces = request.replaces,
                                        .group = request.group};
        if (auto kept = transaction.enrollments.insertProfile(profile); !kept)
            return kept;
        if (auto logged = record(transaction, u"enrollment-profile.create"_s, operatorId); !logged)
            return logged;
        return keep(transaction, profile);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

void ProfileService::revoke(const QString &operatorId, const QString &id, Keep keep, Done done)
{
    auto job = [this, operatorId, id,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        if (auto revoked = transaction.enrollments.revokeProfile(id, m_parts.clock.now()); !revoked)
            return revoked;
        if (auto logged = record(transaction, u"enrollment-profile.revoke"_s, operatorId); !logged)
            return logged;
        const auto profile = transaction.enrollments.profile(id);
        if (!profile)
            return std::unexpected(profile.error());
        return keep(transaction, **profile);
    };
    m_parts.writer.submit(std::move(job), std::move(done), store::Share::Reserved);
}

Expected<ProfilePage> ProfileService::page(const QString &after, int limit) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto rows = (*reader)->enrollments.profiles(after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    ProfilePage page{.items = std::move(*rows), .next = {}};
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        page.next = page.items.back().id;
    }
    return page;
}

} // namespace enigm::controlplane::enrollment
