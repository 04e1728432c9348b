#include "control-plane/changes/ChangeJournal.h"

#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::CancelledBody;
using enigm::changes::ChangeEvent;
using enigm::changes::EndedBody;

ChangeJournal::ChangeJournal(audit::Sequencer &sequencer, store::Transaction &transaction, qint64 now)
    : m_sequencer(sequencer)
    , m_transaction(transaction)
    , m_now(now)
{}

Expected<audit::Appended> ChangeJournal::append(const enigm::changes::SignedChange &change,
                                                const enigm::changes::ChangeBody &body)
{
    log::ActivityEntry entry = enigm::changes::describe(body, change);
    entry.time = m_now;
    return m_sequencer.appendActivity(m_transaction, std::move(entry),
                                      log::ActivityBody::make(enigm::changes::toJson(body)));
}

Expected<void> ChangeJournal::move(StoredChange &stored, ChangeEvent event, qint64 cursor)
{
    const auto state = enigm::changes::next(stored.row.state, event);
    if (!state)
        return refuse(ProblemType::ChangeClosed, u"The change is %1."_s.arg(enigm::changes::word(stored.row.state)));
    stored.row.state = *state;
    stored.row.cursor = cursor;
    return m_transaction.changes.setState(stored.row.id, *state, cursor);
}

Expected<void> ChangeJournal::cancel(StoredChange &stored, const enigm::changes::SignedChange &by)
{
    const auto appended = append(stored.change, CancelledBody{.by = by.digest(), .requester = by.request.requester});
    if (!appended)
        return std::unexpected(appended.error());
    if (auto moved = move(stored, ChangeEvent::Cancel, appended->cursor); !moved)
        return moved;
    stored.row.cancelledBy = by.request.id;
    return m_transaction.changes.setCancelled(stored.row.id, by.request.id);
}

Expected<void> ChangeJournal::expire(StoredChange &stored)
{
    const auto appended = append(stored.change, EndedBody{.hasExpired = true, .problem = ProblemType::ChangeExpired});
    if (!appended)
        return std::unexpected(appended.error());
    return move(stored, ChangeEvent::Expire, appended->cursor);
}

Expected<void> ChangeJournal::fail(StoredChange &stored, ProblemType reason)
{
    const auto appended = append(stored.change, EndedBody{.hasExpired = false, .problem = reason});
    if (!appended)
        return std::unexpected(appended.error());
    if (auto moved = move(stored, ChangeEvent::Fail, appended->cursor); !moved)
        return moved;
    stored.row.failure = problemSlug(reason);
    return m_transaction.changes.setFailed(stored.row.id, *stored.row.failure, appended->cursor);
}

} // namespace enigm::controlplane::changes
