#include "app/enigmctl/network/PointCommands.h"

#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "contract/changes/EnforcementParameters.h"
#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qsizetype digestSize = 32;

std::expected<changes::EnrollPointParameters, Failure> pointOf(const Context &context)
{
    const Invocation &line = context.invocation;
    const auto path = line.required("path"_L1);
    const auto digest = line.required("digest"_L1);
    if (!path || !digest)
        return std::unexpected(path ? digest.error() : path.error());
    const auto known = policy::fromWord<policy::NetworkPath>(*path);
    if (!known)
        return misused(u"A path is vpn-network, proxy-network or tor-gateway."_s, u"--path"_s);
    const auto key = encoding::fromBase64Url(digest->toUtf8());
    if (!key || key->size() != digestSize)
        return misused(u"A digest is 43 characters of base64url, as enigm-gateway prints it."_s, u"--digest"_s);
    return changes::EnrollPointParameters{.point = encoding::makeUuid7(context.clock.nowMilliseconds()),
                                          .name = line.arguments().constFirst(),
                                          .key = *key,
                                          .path = *known};
}

} // namespace

client::Task<Result> enrollPoint(Context &context, Connection &connection)
{
    auto point = pointOf(context);
    if (!point)
        co_return std::unexpected(point.error());
    client::ChangeDraft draft;
    draft.action = changes::pointEnroll;
    draft.parameters = std::move(*point);
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

client::Task<Result> revokePoint(Context &context, Connection &connection)
{
    const auto id = encoding::parseUuid7(context.invocation.arguments().constFirst());
    if (!id)
        co_return misused(u"Name the point by its id."_s, u"POINT"_s);
    client::ChangeDraft draft;
    draft.action = changes::pointRevoke;
    draft.parameters = changes::RevokePointParameters{.point = *id};
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

} // namespace enigm::ctl
