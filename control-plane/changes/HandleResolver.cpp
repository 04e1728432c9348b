#include "control-plane/changes/HandleResolver.h"

#include "contract/changes/HandleResolution.h"
#include "contract/changes/ResolveParameters.h"
#include "control-plane/changes/StoredChange.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::HandleResolution;
using enigm::changes::RecordedResolution;
using enigm::changes::ResolveHandleParameters;

namespace {

constexpr int mostAtOnce = 100;

Expected<std::vector<QString>> waitingIn(const store::Database &database)
{
    const auto reader = database.read();
    if (!reader)
        return std::unexpected(reader.error());
    return (*reader)->resolutions.waiting(mostAtOnce);
}

Expected<StoredChange> changeIn(const store::Database &database, const QString &change)
{
    const auto reader = database.read();
    if (!reader)
        return std::unexpected(reader.error());
    return StoredChange::load(*reader->operator->(), change);
}

} // namespace

Expected<int> HandleResolver::answerWaiting(const std::stop_token &stop)
{
    const auto waiting = waitingIn(m_parts.database);
    if (!waiting)
        return std::unexpected(waiting.error());
    for (const QString &change : *waiting) {
        if (auto done = answer(change, stop); !done)
            return std::unexpected(done.error());
    }
    return static_cast<int>(waiting->size());
}

Expected<void> HandleResolver::answer(const QString &change, const std::stop_token &stop)
{
    const auto stored = changeIn(m_parts.database, change);
    if (!stored)
        return std::unexpected(stored.error());
    const auto *const asked = std::get_if<ResolveHandleParameters>(&stored->change.parameters);
    if (!asked || !stored->row.executed)
        return refuse(ProblemType::Internal, u"This change resolves no handle."_s, change);
    auto found = m_parts.handles.find(m_parts.database, asked->handle, asked->epoch, stop);
    if (!found)
        return std::unexpected(found.error());
    const HandleResolution resolution{.execution = stored->row.executed->index, .device = std::move(*found)};
    return m_parts.writer.submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        log::ActivityEntry entry = resolution.describe(stored->change.digest());
        entry.time = m_parts.clock.now();
        const auto appended = m_parts.sequencer.appendActivity(transaction, std::move(entry),
                                                               log::ActivityBody::make(resolution.toJson()));
        if (!appended)
            return std::unexpected(appended.error());
        const RecordedResolution answered{.device = resolution.device, .position = appended->position};
        if (auto done = transaction.resolutions.answer(change, answered); !done)
            return done;
        return transaction.changes.touch(change, appended->cursor);
    });
}

} // namespace enigm::controlplane::changes
