#include "api-client/enrollment/AcceptanceReview.h"

#include "api-client/enrollment/AttestationClient.h"
#include "contract/changes/Action.h"
#include "contract/encoding/Base64Url.h"

#include <algorithm>
#include <array>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

/// Whether the problem says what the list is, and not merely that it could not be asked for.
bool isAboutTheList(ProblemType type)
{
    constexpr std::array about{ProblemType::NotFound,        ProblemType::BodyMismatch,  ProblemType::MalformedJson,
                               ProblemType::DuplicateMember, ProblemType::MissingMember, ProblemType::WrongType,
                               ProblemType::OutOfRange,      ProblemType::TooLarge};
    return std::ranges::find(about, type) != about.end();
}

Task<Expected<fleet::RevocationList>> listOf(Session &session, std::optional<QByteArray> digest)
{
    if (!digest)
        co_return fleet::RevocationList();
    auto list = co_await AttestationClient(session).list(*digest);
    if (!list)
        co_return std::unexpected(list.error().under(QString::fromLatin1(encoding::toBase64Url(*digest))));
    co_return list;
}

} // namespace

bool setsAcceptance(const changes::ChangeRequest &request)
{
    return request.action == changes::attestationSet;
}

Task<Expected<AcceptanceReview>> reviewAcceptance(Session &session, VerifiedChange change,
                                                  operators::Directory directory)
{
    const auto *const set = std::get_if<changes::SetAttestationParameters>(&change.record.change.parameters);
    if (!set)
        co_return refuse(ProblemType::UnknownAction, u"This change is about something else."_s);
    const auto &executed = change.record.executed;
    AcceptanceReview review{.before =
                                executed ? directory.acceptanceAt(executed->governanceSize) : directory.acceptance(),
                            .after = set->acceptance,
                            .difference = {}};
    review.difference = enrollment::AcceptanceDifference::between(review.before, review.after);
    if (!review.before.revocation && !review.after.revocation)
        co_return review;
    const auto after = co_await listOf(session, review.after.revocation);
    if (!after && !isAboutTheList(after.error().type))
        co_return std::unexpected(after.error());
    if (!after)
        review.obstacle = after.error();
    else if (review.after.revocation)
        review.entries = after->size();
    const auto before = co_await listOf(session, review.before.revocation);
    if (!before && !isAboutTheList(before.error().type))
        co_return std::unexpected(before.error());
    if (before && after)
        review.revoked = enrollment::between(*before, *after);
    co_return review;
}

} // namespace enigm::client
