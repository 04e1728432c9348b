#include "api-client/groups/GroupClient.h"

#include "api-client/devices/DeviceClient.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int largestPage = 1000;

ListedGroup readGroupMembers(json::ObjectReader &reader)
{
    return {.id = reader.uuid("group"_L1),
            .version = reader.integer("version"_L1, 1),
            .definition = reader.with("definition"_L1, changes::GroupDefinition::fromJson),
            .digest = reader.bytes("digest"_L1, 32),
            .change = reader.uuid("change"_L1),
            .changed = reader.integer("changed"_L1)};
}

Expected<ListedGroup> readListed(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    ListedGroup group = readGroupMembers(reader);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return group;
}

Expected<GroupPage> readPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    GroupPage page{.groups = reader.list("items"_L1, readListed), .next = reader.textOrNull("next"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return page;
}

Expected<GroupDetail> readDetail(const json::Value &value)
{
    json::ObjectReader reader(value);
    ListedGroup listed = readGroupMembers(reader);
    GroupDetail detail{.group = {.id = listed.id,
                                 .version = listed.version,
                                 .definition = std::move(listed.definition),
                                 .members = reader.list("members"_L1, changes::parseConsoleHandle)},
                       .devices = reader.integer("devices"_L1),
                       .change = std::move(listed.change),
                       .changed = listed.changed};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (detail.group.digest() != listed.digest)
        return refuse(ProblemType::UnexpectedAnswer, u"The group is not the one whose digest the server gives."_s,
                      u"/digest"_s);
    return detail;
}

Expected<qint64> readCount(const json::Value &value)
{
    json::ObjectReader reader(value);
    const qint64 devices = reader.integer("devices"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return devices;
}

} // namespace

GroupClient::GroupClient(Session &session)
    : m_session(session)
{}

Task<Expected<GroupPage>> GroupClient::page(QString after, int limit)
{
    ApiRequest request{.path = u"/v1/groups"_s};
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readPage);
}

Task<Expected<std::vector<ListedGroup>>> GroupClient::all()
{
    GroupClient self(*this); // whoever asks may be gone when the answer comes
    std::vector<ListedGroup> groups;
    QString after;
    for (;;) {
        auto page = co_await self.page(after, largestPage);
        if (!page)
            co_return std::unexpected(page.error());
        for (ListedGroup &group : page->groups) {
            if (!groups.empty() && groups.back().id >= group.id) // a server could go on for ever
                co_return refuse(ProblemType::UnexpectedAnswer, u"The groups are not in the order of their ids."_s,
                                 group.id);
            groups.push_back(std::move(group));
        }
        if (!page->next || page->groups.empty())
            co_return groups;
        after = *page->next;
    }
}

Task<Expected<GroupDetail>> GroupClient::group(QString id)
{
    ApiRequest request{.path = u"/v1/groups/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id))};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readDetail);
}

Task<Expected<std::vector<changes::TargetLeaf>>> GroupClient::leaves(QString id)
{
    DeviceClient devices(m_session);
    const DeviceFilter filter{.states = {}, .text = {}, .group = id};
    std::vector<changes::TargetLeaf> leaves;
    QString after;
    for (;;) {
        const auto page = co_await devices.page(filter, after, largestPage);
        if (!page)
            co_return std::unexpected(page.error());
        for (const Device &device : page->devices)
            leaves.push_back(device.leaf());
        if (leaves.size() > changes::TargetSet::maxTargets)
            co_return refuse(ProblemType::UnexpectedAnswer, u"The group has more devices than a change can list."_s,
                             id);
        if (!page->next || page->devices.empty())
            co_return leaves;
        after = *page->next;
    }
}

Task<Expected<qint64>> GroupClient::count(fleet::GroupRule rule)
{
    ApiRequest request{.path = u"/v1/groups/count"_s};
    request.query.addQueryItem(
        u"rule"_s, QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(json::canonical(rule.toJson())))));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readCount);
}

} // namespace enigm::client
