#include "app/enigmctl/network/PointCommands.h"

#include "api-client/network/NetworkClient.h"
#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
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

json::Value documentOf(const client::PointChange &change)
{
    return json::Object{{"change"_L1, change.change}, {"time"_L1, change.time}};
}

json::Value documentOf(const client::DecisionCounts &counts)
{
    return json::Object{
        {"denials"_L1, counts.denials}, {"from"_L1, counts.from}, {"permits"_L1, counts.permits}, {"to"_L1, counts.to}};
}

template <typename T>
json::Value documentOrNull(const std::optional<T> &value)
{
    return value ? documentOf(*value) : json::Value();
}

/// As the control plane serves it.
json::Value documentOf(const client::EnforcementPoint &point)
{
    return json::Object{{"decided"_L1, documentOrNull(point.decided)},
                        {"enrolled"_L1, documentOf(point.enrolled)},
                        {"id"_L1, point.id},
                        {"key"_L1, point.key},
                        {"last_seen"_L1, point.lastSeen ? json::Value(*point.lastSeen) : json::Value()},
                        {"name"_L1, point.name},
                        {"path"_L1, policy::toWord(point.path)},
                        {"reported"_L1, documentOrNull(point.reported)},
                        {"revoked"_L1, documentOrNull(point.revoked)}};
}

QString decidedText(const client::EnforcementPoint &point)
{
    return point.decided ? u"%1 permitted, %2 denied"_s.arg(point.decided->permits).arg(point.decided->denials)
                         : u"-"_s;
}

} // namespace

client::Task<Result> listPoints(Context &, Connection &connection)
{
    client::NetworkClient client(connection.session());
    const auto points = co_await client.points();
    if (!points)
        co_return std::unexpected(Failure(points.error()));
    Table table({u"POINT"_s, u"NAME"_s, u"PATH"_s, u"LAST SEEN"_s, u"DECIDED LAST"_s, u"REVOKED"_s});
    json::Array documents;
    for (const client::EnforcementPoint &point : *points) {
        table.addRow({point.id, point.name, policy::toWord(point.path),
                      point.lastSeen ? timeText(*point.lastSeen) : u"never"_s, decidedText(point),
                      point.revoked ? timeText(point.revoked->time) : u"-"_s});
        documents.emplace_back(documentOf(point));
    }
    co_return Answer{.document = json::Object{{"points"_L1, json::Value(std::move(documents))}},
                     .text = table.toText()};
}

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
