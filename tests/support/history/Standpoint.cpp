#include "tests/support/history/Standpoint.h"

#include "contract/changes/Action.h"
#include "contract/encoding/Uuid.h"
#include "contract/signing/Secret.h"
#include "tests/support/history/Require.h"

namespace enigm::test {

namespace {

constexpr qint64 hour = 3600;
constexpr qsizetype nonceSize = 16;

} // namespace

changes::ChangeRequest Standpoint::request(const QString &action, const changes::TargetSet &targets,
                                           const changes::Parameters &parameters, const QByteArray &reason) const
{
    changes::ChangeRequest request{.deployment = deployment,
                                   .id = encoding::makeUuid7(now * 1000),
                                   .action = action,
                                   .actionClass = changes::ActionClass::Routine,
                                   .requester = person,
                                   .installation = installation,
                                   .governance = governance,
                                   .activity = activity,
                                   .targets = {},
                                   .parameters = changes::toJson(parameters),
                                   .base = {},
                                   .reason = reason,
                                   .reference = {},
                                   .created = now,
                                   .approveBy = now + 24 * hour,
                                   .executeBy = now + 48 * hour,
                                   .obeyBy = {},
                                   .nonce = signing::randomBytes(nonceSize)};
    const changes::Action *const row = require(changes::actionOf(request));
    request.actionClass = row->actionClass;
    request.targets = {.category = row->resource,
                       .count = static_cast<qint64>(targets.leaves().size()),
                       .from = targets.states(),
                       .maxSkipped = 0,
                       .root = targets.root()};
    if (row->isObeyed)
        request.obeyBy = now + 96 * hour;
    return request;
}

changes::Approval Standpoint::approval(const changes::SignedChange &change, changes::Decision decision) const
{
    return {.deployment = deployment,
            .change = change.digest(),
            .decision = decision,
            .approver = person,
            .installation = installation,
            .governance = governance,
            .activity = activity,
            .comment = {},
            .time = now,
            .nonce = signing::randomBytes(nonceSize)};
}

changes::Withdrawal Standpoint::withdrawal(const changes::SignedChange &change) const
{
    return {.deployment = deployment,
            .change = change.digest(),
            .requester = person,
            .time = now,
            .nonce = signing::randomBytes(nonceSize)};
}

} // namespace enigm::test
