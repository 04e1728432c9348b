#include "control-plane/program/SampleConsole.h"

#include "contract/changes/Action.h"
#include "contract/encoding/Uuid.h"
#include "contract/operators/Members.h"

#include <future>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

using enigm::changes::Approval;
using enigm::changes::ChangeRecord;
using enigm::changes::ChangeRequest;
using enigm::changes::ChangeState;
using enigm::changes::FreeText;
using enigm::changes::SignedApproval;
using enigm::changes::SignedChange;

namespace {

constexpr qint64 hour = 3600;
constexpr qsizetype nonceSize = 16;

/// Waits for the answer of an asynchronous act.
template <typename Start>
Expected<ChangeRecord> waitFor(Start start)
{
    std::promise<Expected<ChangeRecord>> promise;
    auto answer = promise.get_future();
    start([&promise](const Expected<ChangeRecord> &record) { promise.set_value(record); });
    return answer.get();
}

} // namespace

Expected<ChangeRecord> SampleConsole::perform(const SampleOperator &requester, SampleChange change,
                                              const std::vector<const SampleOperator *> &approvers)
{
    auto record = request(requester, std::move(change));
    for (const SampleOperator *const approver : approvers) {
        if (record)
            record = approve(*approver, record->change);
    }
    if (record && record->state != ChangeState::Executed)
        return refuse(ProblemType::QuorumMissing, u"The change is %1."_s.arg(enigm::changes::word(record->state)),
                      record->change.request.id);
    return record;
}

Expected<ChangeRecord> SampleConsole::request(const SampleOperator &requester, SampleChange change)
{
    const enigm::changes::Action *const action = enigm::changes::findAction(change.action);
    if (!action)
        return refuse(ProblemType::UnknownAction, change.action);
    auto reason = FreeText::make(change.reason);
    if (!reason)
        return std::unexpected(reason.error());
    const qint64 now = m_plane.clock().now();
    const ChangeRequest request{
        .deployment = m_plane.governance().directory()->deploymentId(),
        .id = encoding::makeUuid7(m_plane.clock().nowMilliseconds()),
        .action = change.action,
        .actionClass = action->actionClass,
        .requester = requester.id,
        .installation = requester.installation,
        .governance = governanceHead(),
        .activity = activityHead(),
        .targets = {.category = action->resource,
                    .count = static_cast<qint64>(change.targets.leaves().size()),
                    .from = change.targets.states(),
                    .maxSkipped = 0,
                    .root = change.targets.root()},
        .parameters = enigm::changes::toJson(change.parameters),
        .base = {},
        .reason = reason->digest(),
        .reference = {},
        .created = now,
        .approveBy = now + 24 * hour,
        .executeBy = now + 48 * hour,
        .obeyBy = action->isObeyed ? std::optional(now + 96 * hour) : std::nullopt,
        .nonce = signing::randomBytes(nonceSize),
    };
    auto signedChange = SignedChange::sign(request, *requester.key);
    if (!signedChange)
        return std::unexpected(signedChange.error());
    changes::RequestSubmission submission{.change = std::move(*signedChange),
                                          .reason = std::move(*reason),
                                          .reference = {},
                                          .targets = std::move(change.targets),
                                          .names = std::move(change.names)};
    return waitFor([&](auto answer) {
        m_plane.changeService().request(requester.id, std::move(submission), {}, std::move(answer));
    });
}

Expected<ChangeRecord> SampleConsole::approve(const SampleOperator &approver, const SignedChange &change)
{
    const Approval approval{.deployment = change.request.deployment,
                            .change = change.digest(),
                            .decision = enigm::changes::Decision::Approve,
                            .approver = approver.id,
                            .installation = approver.installation,
                            .governance = governanceHead(),
                            .activity = activityHead(),
                            .comment = {},
                            .time = m_plane.clock().now(),
                            .nonce = signing::randomBytes(nonceSize)};
    auto signedApproval = SignedApproval::sign(approval, *approver.key);
    if (!signedApproval)
        return std::unexpected(signedApproval.error());
    changes::DecisionSubmission submission{.approval = std::move(*signedApproval), .comment = {}};
    return waitFor([&](auto answer) {
        m_plane.changeService().decide(approver.id, change.request.id, std::move(submission), {}, std::move(answer));
    });
}

log::LogHead SampleConsole::governanceHead() const
{
    return m_plane.checkpoints().current()->of(store::LogId::Governance).head;
}

log::LogHead SampleConsole::activityHead() const
{
    return m_plane.checkpoints().current()->of(store::LogId::Activity).head;
}

} // namespace enigm::controlplane::program
