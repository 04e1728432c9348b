#include "app/enigmctl/attestation/AcceptanceCommands.h"

#include "api-client/enrollment/AttestationClient.h"
#include "app/enigmctl/attestation/GivenAcceptance.h"
#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "contract/changes/Action.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

client::Task<std::expected<operators::GovernedAcceptance, Failure>> acceptanceNamed(Context &context,
                                                                                    Connection &connection)
{
    const auto refreshed = co_await connection.follower().refresh();
    if (!refreshed)
        co_return std::unexpected(Failure(refreshed.error()));
    const operators::Directory &directory = *connection.follower().directory();
    const auto size = context.invocation.number("as-at"_L1, 1, directory.size(), directory.size());
    if (!size)
        co_return std::unexpected(size.error());
    co_return directory.acceptanceAt(*size);
}

} // namespace

client::Task<Result> showAcceptance(Context &context, Connection &connection)
{
    const auto acceptance = co_await acceptanceNamed(context, connection);
    if (!acceptance)
        co_return std::unexpected(acceptance.error());
    co_return describeAcceptance(*acceptance);
}

client::Task<Result> setAcceptance(Context &context, Connection &connection)
{
    auto before = co_await acceptanceNamed(context, connection);
    if (!before)
        co_return std::unexpected(before.error());
    auto given = givenAcceptance(context.invocation, std::move(*before));
    if (!given)
        co_return std::unexpected(given.error());
    if (given->list) {
        const auto put = co_await client::AttestationClient(connection.session()).put(*given->list);
        if (!put)
            co_return std::unexpected(Failure(put.error()));
    }
    client::ChangeDraft draft;
    draft.action = changes::attestationSet;
    draft.parameters = changes::SetAttestationParameters{.acceptance = std::move(given->acceptance)};
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

client::Task<std::expected<std::optional<client::AcceptanceReview>, Failure>>
acceptanceFinding(Connection &connection, const client::VerifiedChange &change)
{
    if (!client::setsAcceptance(change.record.change.request))
        co_return std::optional<client::AcceptanceReview>();
    auto review = co_await client::reviewAcceptance(connection.session(), change, *connection.follower().directory());
    if (!review)
        co_return std::unexpected(Failure(review.error()));
    co_return std::optional(std::move(*review));
}

} // namespace enigm::ctl
