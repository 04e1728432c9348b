#include "api-client/network/NetworkClient.h"

#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"

#include <algorithm>
#include <utility>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int largestPage = 1000;

struct PointPage
{
    std::vector<EnforcementPoint> points;
    std::optional<QString> next;
};

Expected<std::optional<DecisionCounts>> readCounts(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<DecisionCounts>();
    json::ObjectReader reader(value, pointer);
    const DecisionCounts counts{.permits = reader.integer("permits"_L1),
                                .denials = reader.integer("denials"_L1),
                                .from = reader.integer("from"_L1),
                                .to = reader.integer("to"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(counts);
}

Expected<std::optional<PointChange>> readChange(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<PointChange>();
    json::ObjectReader reader(value, pointer);
    PointChange change{.change = reader.text("change"_L1), .time = reader.integer("time"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(std::move(change));
}

Expected<std::optional<qint64>> readTime(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<qint64>();
    if (value.kind() != json::Value::Kind::Integer)
        return refuse(ProblemType::WrongType, u"A time or null is expected."_s, pointer);
    return std::optional(value.integer());
}

Expected<EnforcementPoint> readPoint(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    EnforcementPoint point{.id = reader.uuid("id"_L1),
                           .name = reader.text("name"_L1),
                           .path = reader.with("path"_L1, json::wordBy(policy::fromWord<policy::NetworkPath>)),
                           .key = reader.text("key"_L1),
                           .lastSeen = reader.with("last_seen"_L1, readTime),
                           .decided = reader.with("decided"_L1, readCounts),
                           .reported = reader.with("reported"_L1, readCounts),
                           .enrolled = reader.with("enrolled"_L1, readChange).value_or(PointChange()),
                           .revoked = reader.with("revoked"_L1, readChange)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return point;
}

Expected<PointPage> readPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    PointPage page{.points = reader.list("items"_L1, readPoint), .next = reader.textOrNull("next"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return page;
}

std::optional<network::OutcomeSource> sourceOf(QStringView word)
{
    for (const auto source : {network::OutcomeSource::Decided, network::OutcomeSource::Reported}) {
        if (word == network::toWord(source))
            return source;
    }
    return std::nullopt;
}

Expected<NetworkOutcome> readOutcome(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const auto category = reader.textOrNull("category"_L1);
    NetworkOutcome outcome{.hour = reader.integer("hour"_L1),
                           .path = reader.with("path"_L1, json::wordBy(policy::fromWord<policy::NetworkPath>)),
                           .source = reader.with("source"_L1, json::wordBy(sourceOf)),
                           .denied = category ? network::denialReasonFromWord(*category) : std::nullopt,
                           .count = reader.integer("count"_L1, 0)};
    const bool isPermit = reader.with("decision"_L1, json::wordBy(network::isPermitFromWord));
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (isPermit == category.has_value() || (category && !outcome.denied))
        return refuse(ProblemType::UnexpectedAnswer, u"A denial has a category that is known, and a permit has none."_s,
                      pointer + u"/category"_s);
    return outcome;
}

Expected<std::vector<NetworkOutcome>> readOutcomes(const json::Value &value)
{
    json::ObjectReader reader(value);
    const qint64 from = reader.integer("from"_L1);
    const qint64 to = reader.integer("to"_L1);
    std::vector<NetworkOutcome> outcomes = reader.list("items"_L1, readOutcome);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const auto isOutside = [&](const NetworkOutcome &outcome) { return outcome.hour < from || outcome.hour >= to; };
    if (std::ranges::any_of(outcomes, isOutside))
        return refuse(ProblemType::UnexpectedAnswer, u"An hour lies outside of the span."_s, u"/items"_s);
    return outcomes;
}

} // namespace

NetworkClient::NetworkClient(Session &session)
    : m_session(session)
{}

Task<Expected<std::vector<EnforcementPoint>>> NetworkClient::points()
{
    Session &session = m_session; // whoever asks may be gone when the answer comes
    std::vector<EnforcementPoint> points;
    QString after;
    for (;;) {
        ApiRequest request{.path = u"/v1/enforcement-points"_s};
        if (!after.isEmpty())
            request.query.addQueryItem(u"after"_s, after);
        request.query.addQueryItem(u"limit"_s, QString::number(largestPage));
        const auto reply = co_await session.send(std::move(request));
        if (!reply)
            co_return std::unexpected(reply.error());
        auto page = andThen(reply->json(), readPage);
        if (!page)
            co_return std::unexpected(page.error());
        for (EnforcementPoint &point : page->points) {
            if (!points.empty() && points.back().id >= point.id) // a server could go on for ever
                co_return refuse(ProblemType::UnexpectedAnswer, u"The points are not in the order of their ids."_s,
                                 point.id);
            points.push_back(std::move(point));
        }
        if (!page->next || page->points.empty())
            co_return points;
        after = *page->next;
    }
}

Task<Expected<std::vector<NetworkOutcome>>> NetworkClient::outcomes(qint64 from, qint64 to)
{
    ApiRequest request{.path = u"/v1/network-outcomes"_s};
    request.query.addQueryItem(u"from"_s, QString::number(from));
    request.query.addQueryItem(u"to"_s, QString::number(to));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readOutcomes);
}

} // namespace enigm::client
