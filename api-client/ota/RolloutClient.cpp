#include "api-client/ota/RolloutClient.h"

#include "contract/json/ObjectReader.h"
#include "contract/ota/Membership.h"

#include <algorithm>
#include <utility>

namespace enigm::client {

using namespace Qt::StringLiterals;
using ota::RolloutDevice;
using ota::RolloutEvent;
using ota::RolloutMembers;
using ota::RolloutPreview;
using ota::RolloutRecord;

namespace {

constexpr int largestPage = 1000;

/// Reads a page whose items come in an order, each once.
template <typename T, typename Before>
Expected<std::vector<T>> readItems(json::ObjectReader &reader, Before isBefore)
{
    std::vector<T> items = reader.list("items"_L1, &T::fromJson);
    const auto isOutOfOrder = [&isBefore](const T &left, const T &right) { return !isBefore(left, right); };
    if (!reader.hasFailed() && std::ranges::adjacent_find(items, isOutOfOrder) != items.end())
        return refuse(ProblemType::UnexpectedAnswer, u"The items are not in their order."_s, u"/items"_s);
    return items;
}

/// The page that items and `next` make, once nothing else is left in the answer.
template <typename Page, typename Items, typename Next>
Expected<Page> finished(json::ObjectReader &reader, Expected<Items> items, Next next)
{
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (!items)
        return std::unexpected(items.error());
    return Page{std::move(*items), std::move(next)};
}

Expected<RolloutPage> readPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto items = readItems<RolloutRecord>(
        reader, [](const RolloutRecord &left, const RolloutRecord &right) { return left.id < right.id; });
    auto next = reader.textOrNull("next"_L1);
    return finished<RolloutPage>(reader, std::move(items), std::move(next));
}

Expected<RolloutDevicePage> readDevices(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto items = readItems<RolloutDevice>(
        reader, [](const RolloutDevice &left, const RolloutDevice &right) { return left.handle < right.handle; });
    auto next = reader.textOrNull("next"_L1);
    return finished<RolloutDevicePage>(reader, std::move(items), std::move(next));
}

Expected<RolloutEventPage> readEvents(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto items = readItems<RolloutEvent>(
        reader, [](const RolloutEvent &left, const RolloutEvent &right) { return left.id > right.id; });
    const auto next = reader.integerOrNull("next"_L1);
    return finished<RolloutEventPage>(reader, std::move(items), next);
}

/// For answers that are one value.
template <typename T>
Expected<T> read(const json::Value &value)
{
    return T::fromJson(value, QString());
}

QString pathOf(const QString &id, QLatin1StringView rest = {})
{
    return u"/v1/rollouts/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id)) + rest;
}

ApiRequest handingIn(QLatin1StringView member, json::Value value)
{
    return {.method = "POST"_ba, .path = u"/v1/rollouts/members"_s, .body = json::Object{{member, std::move(value)}}};
}

} // namespace

RolloutClient::RolloutClient(Session &session)
    : m_session(session)
{}

Task<Expected<RolloutPage>> RolloutClient::page(QString after, int limit)
{
    ApiRequest request{.path = u"/v1/rollouts"_s};
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readPage);
}

Task<Expected<std::vector<RolloutRecord>>> RolloutClient::all()
{
    RolloutClient self(*this); // whoever asks may be gone when the answer comes
    std::vector<RolloutRecord> rollouts;
    QString after;
    for (;;) {
        auto page = co_await self.page(after, largestPage);
        if (!page)
            co_return std::unexpected(page.error());
        for (RolloutRecord &rollout : page->rollouts) {
            if (!rollouts.empty() && rollouts.back().id >= rollout.id) // a server could go on for ever
                co_return refuse(ProblemType::UnexpectedAnswer, u"The rollouts are not in the order of their ids."_s,
                                 rollout.id);
            rollouts.push_back(std::move(rollout));
        }
        if (!page->next || page->rollouts.empty())
            co_return rollouts;
        after = *page->next;
    }
}

Task<Expected<RolloutRecord>> RolloutClient::rollout(QString id)
{
    ApiRequest request{.path = pathOf(id)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto rollout = andThen(reply->json(), read<RolloutRecord>);
    if (rollout && rollout->id != id)
        co_return refuse(ProblemType::UnexpectedAnswer, u"This is another rollout."_s, u"/id"_s);
    co_return rollout;
}

Task<Expected<RolloutDevicePage>> RolloutClient::devices(QString id, RolloutDeviceQuery query)
{
    ApiRequest request{.path = pathOf(id, "/devices"_L1)};
    if (query.group)
        request.query.addQueryItem(u"group"_s, QString::number(*query.group));
    if (query.state)
        request.query.addQueryItem(u"state"_s, ota::toWord(*query.state));
    if (!query.after.isEmpty())
        request.query.addQueryItem(u"after"_s, query.after);
    request.query.addQueryItem(u"limit"_s, QString::number(query.limit));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readDevices);
}

Task<Expected<RolloutEventPage>> RolloutClient::events(QString id, std::optional<qint64> before, int limit)
{
    ApiRequest request{.path = pathOf(id, "/events"_L1)};
    if (before)
        request.query.addQueryItem(u"before"_s, QString::number(*before));
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readEvents);
}

Task<Expected<RolloutPreview>> RolloutClient::preview(ota::RolloutPlan plan)
{
    ApiRequest request{
        .method = "POST"_ba, .path = u"/v1/rollouts/preview"_s, .body = json::Object{{"plan"_L1, plan.toJson()}}};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto preview = andThen(reply->json(), read<RolloutPreview>);
    if (preview && preview->groups.size() != plan.groups.size())
        co_return refuse(ProblemType::UnexpectedAnswer, u"This is the preview of another plan."_s, u"/groups"_s);
    co_return preview;
}

Task<Expected<RolloutMembers>> RolloutClient::membersOfGroup(QString group)
{
    ApiRequest request = handingIn("group"_L1, group);
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto members = andThen(reply->json(), read<RolloutMembers>);
    if (members && members->group != group)
        co_return refuse(ProblemType::UnexpectedAnswer, u"These are the devices of another group."_s, u"/group"_s);
    co_return members;
}

Task<Expected<RolloutMembers>> RolloutClient::membersByHand(std::vector<fleet::DeviceHandle> handles)
{
    std::ranges::sort(handles);
    if (std::ranges::adjacent_find(handles) != handles.end())
        co_return refuse(ProblemType::OutOfRange, u"A device is named twice."_s);
    json::Array list;
    for (const fleet::DeviceHandle &handle : handles)
        list.emplace_back(handle.text());
    ApiRequest request = handingIn("handles"_L1, std::move(list));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto members = andThen(reply->json(), read<RolloutMembers>);
    if (members && *members != ota::membersOf(handles, {}))
        co_return refuse(ProblemType::UnexpectedAnswer, u"The server keeps other devices."_s, u"/root"_s);
    co_return members;
}

} // namespace enigm::client
