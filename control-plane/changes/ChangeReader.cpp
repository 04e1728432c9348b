#include "control-plane/changes/ChangeReader.h"

#include "control-plane/changes/EvidenceBuilder.h"
#include "control-plane/changes/StoredChange.h"
#include "control-plane/store/Reader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

namespace {

template <typename T>
json::Value orNull(const std::optional<T> &value)
{
    return value ? value->toJson() : json::Value();
}

/// The texts that were signed by their digests, as far as they are kept.
Expected<void> addTexts(ChangeSummary &summary, const store::Repositories &store,
                        const enigm::changes::ChangeRequest &request)
{
    auto reason = store.changes.text(request.reason);
    if (!reason)
        return std::unexpected(reason.error());
    summary.reason = std::move(*reason);
    if (!request.reference)
        return {};
    auto reference = store.changes.text(*request.reference);
    if (!reference)
        return std::unexpected(reference.error());
    summary.reference = std::move(*reference);
    return {};
}

Expected<ChangeSummary> summaryOf(const store::Repositories &store, const store::ChangeRow &row,
                                  const ChangeReader::Access &mayRead)
{
    const auto change = enigm::changes::SignedChange::parse(row.request);
    if (!change)
        return std::unexpected(change.error());
    const auto signatures = store.changes.signatures(row.id);
    if (!signatures)
        return std::unexpected(signatures.error());
    ChangeSummary summary{.request = row.request,
                          .state = row.state,
                          .reason = {},
                          .reference = {},
                          .requested = row.requested,
                          .executed = row.executed,
                          .signers = {}};
    for (const store::ChangeSignatureRow &signature : *signatures)
        summary.signers.push_back(signature.approver);
    const auto may = mayRead({.row = row, .change = *change, .signatures = *signatures});
    if (!may)
        return std::unexpected(may.error());
    if (*may) {
        if (auto added = addTexts(summary, store, change->request); !added)
            return std::unexpected(added.error());
    }
    return summary;
}

/// The activity index behind which a page goes on.
Expected<std::optional<qint64>> placeOf(const store::Repositories &store, const QString &after)
{
    if (after.isEmpty())
        return std::optional<qint64>();
    const auto row = store.changes.find(after);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No change has this reference."_s, u"/after"_s);
    return std::optional((*row)->requested.index);
}

} // namespace

json::Value ChangeSummary::toJson() const
{
    json::Array ids;
    for (const QString &signer : signers)
        ids.emplace_back(signer);
    return json::Object{{"approvals"_L1, static_cast<qint64>(signers.size())},
                        {"change"_L1, QString::fromLatin1(request)},
                        {"executed"_L1, orNull(executed)},
                        {"reason"_L1, orNull(reason)},
                        {"reference"_L1, orNull(reference)},
                        {"requested"_L1, requested.toJson()},
                        {"signers"_L1, std::move(ids)},
                        {"state"_L1, enigm::changes::word(state)}};
}

Expected<enigm::changes::ChangeRecord> ChangeReader::record(const QString &id) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto stored = StoredChange::load(store, id);
    if (!stored)
        return std::unexpected(stored.error());
    return recordOf(store, *stored);
}

Expected<ChangePage> ChangeReader::page(const std::vector<enigm::changes::ChangeState> &states, const QString &after,
                                        int limit, const Access &mayRead) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto before = placeOf(store, after);
    if (!before)
        return std::unexpected(before.error());
    // One more than asked for tells whether there is a next page.
    auto rows = store.changes.page(states, *before, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    ChangePage page;
    if (rows->size() > static_cast<std::size_t>(limit)) {
        rows->pop_back();
        page.next = rows->back().id;
    }
    for (const store::ChangeRow &row : *rows) {
        auto summary = summaryOf(store, row, mayRead);
        if (!summary)
            return std::unexpected(summary.error());
        page.items.push_back(std::move(*summary));
    }
    return page;
}

Expected<std::vector<enigm::fleet::DeviceState>> ChangeReader::targetStates(const QString &id) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto stored = StoredChange::load(store, id);
    if (!stored)
        return std::unexpected(stored.error());
    return statesNow(store, stored->targets);
}

Expected<evidence::EvidenceBundle> ChangeReader::evidence(const QString &id) const
{
    const auto checkpoints = m_logs.published(); // before the snapshot, which then holds all that they cover
    const auto directory = m_directory();
    const auto reader = m_database.read(); // one for everything below
    if (!reader)
        return std::unexpected(reader.error());
    return EvidenceBuilder(m_logs, *checkpoints, *reader->operator->(), *directory).build(id);
}

} // namespace enigm::controlplane::changes
