#include "control-plane/changes/StoredChange.h"

#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::ChangeRecord;
using enigm::changes::FreeText;
using enigm::changes::LoggedApproval;
using enigm::changes::SignedApproval;
using enigm::changes::SignedChange;
using enigm::changes::SignedWithdrawal;
using enigm::changes::TargetSet;

namespace {

Expected<std::optional<FreeText>> textOf(const store::Repositories &store, const std::optional<QByteArray> &digest)
{
    if (!digest)
        return std::optional<FreeText>();
    return store.changes.text(*digest);
}

Expected<std::vector<enigm::changes::RecordedApproval>> recordedApprovals(const store::Repositories &store,
                                                                          const QString &id)
{
    const auto rows = store.changes.signatures(id);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<enigm::changes::RecordedApproval> recorded;
    for (const store::ChangeSignatureRow &row : *rows) {
        auto approval = SignedApproval::parse(row.jws);
        if (!approval)
            return std::unexpected(approval.error());
        auto comment = textOf(store, approval->approval.comment);
        if (!comment)
            return std::unexpected(comment.error());
        recorded.push_back(
            {.signedApproval = std::move(*approval), .comment = std::move(*comment), .position = row.position});
    }
    return recorded;
}

Expected<std::optional<SignedWithdrawal>> withdrawalOf(const store::Repositories &store, const QString &id)
{
    const auto row = store.changes.withdrawal(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return std::optional<SignedWithdrawal>();
    auto withdrawal = SignedWithdrawal::parse((*row)->jws);
    if (!withdrawal)
        return std::unexpected(withdrawal.error());
    return std::optional(std::move(*withdrawal));
}

} // namespace

Expected<StoredChange> StoredChange::load(const store::Repositories &store, const QString &id)
{
    auto row = store.changes.find(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No change has this reference."_s, id);
    return of(std::move(**row));
}

Expected<StoredChange> StoredChange::of(store::ChangeRow row)
{
    auto change = SignedChange::parse(row.request);
    if (!change)
        return std::unexpected(change.error());
    const auto list = json::parseSigned(row.targets);
    if (!list)
        return std::unexpected(list.error());
    auto targets = TargetSet::fromJson(*list, {});
    if (!targets)
        return std::unexpected(targets.error());
    return StoredChange{.row = std::move(row), .change = std::move(*change), .targets = std::move(*targets)};
}

Expected<std::vector<LoggedApproval>> storedApprovals(const store::Repositories &store, const QString &id)
{
    const auto rows = store.changes.signatures(id);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<LoggedApproval> approvals;
    for (const store::ChangeSignatureRow &row : *rows) {
        auto approval = SignedApproval::parse(row.jws);
        if (!approval)
            return std::unexpected(approval.error());
        approvals.push_back({.signedApproval = std::move(*approval), .loggedAt = row.position.governanceSize});
    }
    return approvals;
}

Expected<ChangeRecord> recordOf(const store::Repositories &store, const StoredChange &stored)
{
    const enigm::changes::ChangeRequest &request = stored.change.request;
    auto reason = textOf(store, request.reason);
    if (!reason)
        return std::unexpected(reason.error());
    auto reference = textOf(store, request.reference);
    if (!reference)
        return std::unexpected(reference.error());
    auto approvals = recordedApprovals(store, request.id);
    if (!approvals)
        return std::unexpected(approvals.error());
    auto withdrawal = withdrawalOf(store, request.id);
    if (!withdrawal)
        return std::unexpected(withdrawal.error());
    auto resolution = store.resolutions.find(request.id);
    if (!resolution)
        return std::unexpected(resolution.error());
    return ChangeRecord{.change = stored.change,
                        .state = stored.row.state,
                        .reason = std::move(*reason),
                        .reference = std::move(*reference),
                        .targets = stored.targets,
                        .requested = stored.row.requested,
                        .approvals = std::move(*approvals),
                        .withdrawal = std::move(*withdrawal),
                        .executed = stored.row.executed,
                        .failure = stored.row.failure,
                        .cancelledBy = stored.row.cancelledBy,
                        .beyondLimit = stored.row.beyondLimit,
                        .resolution = std::move(*resolution)};
}

Expected<std::vector<enigm::fleet::DeviceState>> statesNow(const store::Repositories &store, const TargetSet &targets)
{
    std::vector<enigm::fleet::DeviceState> states;
    states.reserve(targets.leaves().size());
    for (const enigm::changes::TargetLeaf &leaf : targets.leaves()) {
        const auto device = store.devices.find(leaf.handle);
        if (!device)
            return std::unexpected(device.error());
        if (!*device || (*device)->key != leaf.key)
            return refuse(ProblemType::TargetMismatch, u"A target is not a device of this deployment."_s,
                          leaf.handle.text());
        states.push_back((*device)->state);
    }
    return states;
}

} // namespace enigm::controlplane::changes
