#include "api-client/policies/PolicyClient.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"

#include <algorithm>
#include <utility>

namespace enigm::client {

using namespace Qt::StringLiterals;
using policy::DecisionAnswer;
using policy::FindingAnswer;
using policy::PolicyVersion;

namespace {

constexpr int largestPage = 1000;
/// Devices of which the inputs are asked for at once.
constexpr int largestBlock = 10'000;
constexpr qsizetype digestSize = 32;
constexpr qint64 millisecondsOfSecond = 1000;

Expected<QString> parseId(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"An id is a text."_s, pointer);
    auto id = encoding::parseUuid7(value.text());
    return id ? id : std::unexpected(id.error().under(pointer));
}

Expected<PolicyAssignment> readAssignment(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    PolicyAssignment assignment{.toAll = reader.boolean("all"_L1), .groups = reader.list("groups"_L1, parseId)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (std::ranges::adjacent_find(assignment.groups, std::ranges::greater_equal()) != assignment.groups.end())
        return refuse(ProblemType::UnexpectedAnswer, u"The groups are not in the order of their ids."_s,
                      pointer + u"/groups"_s);
    return assignment;
}

json::Value assignmentValue(const PolicyAssignment &assignment)
{
    json::Array groups;
    for (const QString &group : assignment.groups)
        groups.emplace_back(group);
    return json::Object{{"all"_L1, assignment.toAll}, {"groups"_L1, std::move(groups)}};
}

/// Reads the members of the OpenAPI schema Policy and leaves the others to the caller.
ListedPolicy readPolicyMembers(json::ObjectReader &reader)
{
    return {.id = reader.uuid("policy"_L1),
            .name = reader.text("name"_L1),
            .kind = reader.with("kind"_L1, json::wordBy(policy::fromWord<policy::PolicyKind>)),
            .version = reader.integer("version"_L1, 1),
            .digest = reader.bytes("digest"_L1, digestSize),
            .assigned = reader.with("assigned"_L1, readAssignment),
            .change = reader.uuid("change"_L1),
            .changed = reader.integer("changed"_L1)};
}

Expected<ListedPolicy> readListed(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    ListedPolicy listed = readPolicyMembers(reader);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return listed;
}

Expected<PolicyPage> readPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    PolicyPage page{.policies = reader.list("items"_L1, readListed), .next = reader.textOrNull("next"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return page;
}

Expected<PolicyVersionLine> readVersionLine(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    PolicyVersionLine line{.version = reader.integer("version"_L1, 1),
                           .digest = reader.bytes("digest"_L1, digestSize),
                           .change = reader.uuid("change"_L1),
                           .published = reader.integer("published"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return line;
}

Expected<PolicyDetail> readDetail(const json::Value &value)
{
    json::ObjectReader reader(value);
    PolicyDetail detail{.policy = readPolicyMembers(reader), .versions = reader.list("versions"_L1, readVersionLine)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const auto inForce = std::ranges::find(detail.versions, detail.policy.version, &PolicyVersionLine::version);
    if (inForce == detail.versions.end() || inForce->digest != detail.policy.digest)
        return refuse(ProblemType::UnexpectedAnswer, u"The version in force is not among the versions."_s,
                      u"/versions"_s);
    const auto isNewestFirst = std::ranges::adjacent_find(detail.versions, std::ranges::less_equal(),
                                                          &PolicyVersionLine::version) == detail.versions.end();
    if (!isNewestFirst)
        return refuse(ProblemType::UnexpectedAnswer, u"The versions are not in their order."_s, u"/versions"_s);
    return detail;
}

Expected<PolicyVersion> readVersion(const json::Value &value)
{
    return PolicyVersion::fromJson(value);
}

std::optional<Problem> problemOf(const json::Value &document)
{
    const auto read = policy::PolicyDocument::fromJson(document);
    return read ? std::nullopt : std::optional(read.error());
}

/// Reads all members but the document, and leaves that to the caller.
PolicyDraft readDraftFacts(json::ObjectReader &reader)
{
    return {.id = reader.uuid("policy"_L1),
            .revision = reader.integer("revision"_L1, 1),
            .document = {},
            .author = reader.text("author"_L1),
            .saved = reader.integer("saved"_L1),
            .problem = std::nullopt};
}

Expected<PolicyDraft> readDraftAt(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    PolicyDraft draft = readDraftFacts(reader);
    draft.document = reader.value("document"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    draft.problem = problemOf(draft.document);
    return draft;
}

Expected<PolicyDraft> readDraft(const json::Value &value)
{
    return readDraftAt(value, {});
}

template <typename T>
Expected<std::vector<T>> readItems(const json::Value &value,
                                   Expected<T> (*readItem)(const json::Value &, const QString &))
{
    json::ObjectReader reader(value);
    std::vector<T> items = reader.list("items"_L1, readItem);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return items;
}

Expected<FindingAnswer> readFinding(const json::Value &value, const QString &pointer)
{
    return FindingAnswer::fromJson(value, pointer);
}

Expected<DecisionAnswer> readDecision(const json::Value &value, const QString &pointer)
{
    return DecisionAnswer::fromJson(value, pointer);
}

QString pathOf(QLatin1StringView collection, const QString &id, QLatin1StringView rest = {})
{
    return u"/v1/"_s + collection + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(id)) + rest;
}

Expected<PolicyDraftPage> readDraftPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    PolicyDraftPage page{.drafts = reader.list("items"_L1, readDraftAt), .next = reader.textOrNull("next"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return page;
}

/// The answer to a save: what the draft is now, but for the document.
Expected<PolicyDraft> readSaved(const json::Value &value)
{
    json::ObjectReader reader(value);
    PolicyDraft draft = readDraftFacts(reader);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return draft;
}

void askWhy(ApiRequest &request, const std::optional<AskWhy> &why)
{
    if (!why)
        return;
    request.query.addQueryItem(u"explain"_s, u"true"_s);
    if (!why->change.isEmpty())
        request.query.addQueryItem(u"change"_s, why->change);
}

/// Which is given where it was asked for, and only there.
bool explains(const DecisionAnswer &answer, const std::optional<AskWhy> &why)
{
    return answer.reasons.has_value() == why.has_value();
}

QByteArray etagOf(qint64 revision)
{
    return '"' + QByteArray::number(revision) + '"';
}

} // namespace

PolicyClient::PolicyClient(Session &session)
    : m_session(session)
{}

Task<Expected<PolicyPage>> PolicyClient::page(QString after, int limit)
{
    ApiRequest request{.path = u"/v1/policies"_s};
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readPage);
}

Task<Expected<std::vector<ListedPolicy>>> PolicyClient::all()
{
    PolicyClient self(*this); // whoever asks may be gone when the answer comes
    std::vector<ListedPolicy> policies;
    QString after;
    for (;;) {
        auto page = co_await self.page(after, largestPage);
        if (!page)
            co_return std::unexpected(page.error());
        for (ListedPolicy &policy : page->policies) {
            if (!policies.empty() && policies.back().id >= policy.id) // a server could go on for ever
                co_return refuse(ProblemType::UnexpectedAnswer, u"The policies are not in the order of their ids."_s,
                                 policy.id);
            policies.push_back(std::move(policy));
        }
        if (!page->next || page->policies.empty())
            co_return policies;
        after = *page->next;
    }
}

Task<Expected<PolicyDetail>> PolicyClient::policy(QString id)
{
    ApiRequest request{.path = pathOf("policies"_L1, id)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto detail = andThen(reply->json(), readDetail);
    if (detail && detail->policy.id != id)
        co_return refuse(ProblemType::UnexpectedAnswer, u"This is another policy."_s, u"/policy"_s);
    co_return detail;
}

Task<Expected<PolicyVersion>> PolicyClient::version(QString id, qint64 version, QByteArray digest)
{
    ApiRequest request{.path = pathOf("policies"_L1, id, "/versions/"_L1) + QString::number(version)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto read = andThen(reply->json(), readVersion);
    if (!read)
        co_return std::unexpected(read.error());
    if (read->policy != id || read->version != version)
        co_return refuse(ProblemType::UnexpectedAnswer, u"This is another version."_s, u"/version"_s);
    if (!digest.isEmpty() && read->digest() != digest)
        co_return refuse(ProblemType::UnexpectedAnswer, u"The version is not the one whose digest the server gives."_s,
                         u"/document"_s);
    co_return read;
}

Task<Expected<policy::PolicySet>> PolicyClient::inForce()
{
    PolicyClient self(*this); // whoever asks may be gone when the answer comes
    const auto listed = co_await self.all();
    if (!listed)
        co_return std::unexpected(listed.error());
    policy::PolicySet policies;
    for (const ListedPolicy &line : *listed) {
        auto version = co_await self.version(line.id, line.version, line.digest);
        if (!version)
            co_return std::unexpected(version.error());
        policies.push_back({.policy = std::move(*version), .groups = line.assigned.scope()});
    }
    co_return policies;
}

Task<Expected<PolicyDraftPage>> PolicyClient::draftPage(QString after)
{
    ApiRequest request{.path = u"/v1/policy-drafts"_s};
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readDraftPage);
}

Task<Expected<std::vector<PolicyDraft>>> PolicyClient::drafts()
{
    PolicyClient self(*this); // whoever asks may be gone when the answer comes
    std::vector<PolicyDraft> drafts;
    QString after;
    for (;;) {
        auto page = co_await self.draftPage(after);
        if (!page)
            co_return std::unexpected(page.error());
        for (PolicyDraft &draft : page->drafts) {
            if (!drafts.empty() && drafts.back().id >= draft.id) // a server could go on for ever
                co_return refuse(ProblemType::UnexpectedAnswer, u"The drafts are not in the order of their ids."_s,
                                 draft.id);
            drafts.push_back(std::move(draft));
        }
        if (!page->next || page->drafts.empty())
            co_return drafts;
        after = *page->next;
    }
}

Task<Expected<PolicyDraft>> PolicyClient::draft(QString id)
{
    ApiRequest request{.path = pathOf("policy-drafts"_L1, id)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto draft = andThen(reply->json(), readDraft);
    if (draft && draft->id != id)
        co_return refuse(ProblemType::UnexpectedAnswer, u"This is another draft."_s, u"/policy"_s);
    co_return draft;
}

Task<Expected<PolicyDraft>> PolicyClient::saveDraft(QString id, json::Value document, qint64 revision)
{
    ApiRequest request{.method = "PUT"_ba,
                       .path = pathOf("policy-drafts"_L1, id),
                       .body = json::Object{{"document"_L1, document}},
                       .etag = etagOf(revision)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto draft = andThen(reply->json(), readSaved);
    if (!draft)
        co_return draft;
    if (draft->id != id || draft->revision <= revision)
        co_return refuse(ProblemType::UnexpectedAnswer, u"Another draft was saved."_s, u"/revision"_s);
    draft->problem = problemOf(document);
    draft->document = std::move(document);
    co_return draft;
}

Task<Expected<void>> PolicyClient::dropDraft(QString id, qint64 revision)
{
    ApiRequest request{.method = "DELETE"_ba, .path = pathOf("policy-drafts"_L1, id), .etag = etagOf(revision)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

Task<Expected<std::vector<FindingAnswer>>> PolicyClient::analyse(PolicyProposal proposal)
{
    if (auto problem = problemOf(proposal.document))
        co_return std::unexpected(std::move(*problem)); // with its place in the document alone
    const QString policy = proposal.policy.value_or(encoding::makeUuid7(m_session.now() * millisecondsOfSecond));
    ApiRequest request{
        .method = "POST"_ba,
        .path = u"/v1/policy-analysis"_s,
        .body = json::Object{{"assigned"_L1, proposal.assigned ? assignmentValue(*proposal.assigned) : json::Value()},
                             {"document"_L1, proposal.document},
                             {"policy"_L1, policy}}};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), [](const json::Value &value) { return readItems(value, &readFinding); });
}

Task<Expected<DecisionAnswer>> PolicyClient::decision(fleet::DeviceHandle device, policy::ActionCategory action,
                                                      log::Resource resource, std::optional<policy::NetworkPath> path,
                                                      std::optional<AskWhy> why)
{
    ApiRequest request{.path = pathOf("devices"_L1, device.text(), "/decision"_L1)};
    request.query.addQueryItem(u"action"_s, policy::toWord(action));
    request.query.addQueryItem(u"resource"_s, log::word(resource));
    if (path)
        request.query.addQueryItem(u"network_path"_s, policy::toWord(*path));
    askWhy(request, why);
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto answer = andThen(reply->json(), [](const json::Value &value) { return readDecision(value, {}); });
    if (answer &&
        (answer->action != action || answer->resource != resource || answer->path != path || !explains(*answer, why)))
        co_return refuse(ProblemType::UnexpectedAnswer, u"The answer is to another question."_s);
    co_return answer;
}

Task<Expected<DeviceDecisions>> PolicyClient::decisions(fleet::DeviceHandle device, std::optional<AskWhy> why)
{
    ApiRequest request{.path = pathOf("devices"_L1, device.text(), "/decisions"_L1)};
    askWhy(request, why);
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto answers = andThen(reply->json(), [](const json::Value &value) { return readItems(value, &readDecision); });
    if (!answers)
        co_return std::unexpected(answers.error());
    if (!std::ranges::all_of(*answers, [&why](const DecisionAnswer &answer) { return explains(answer, why); }))
        co_return refuse(ProblemType::UnexpectedAnswer, u"The answer is to another question."_s);
    DeviceDecisions decisions;
    decisions.answers = std::move(*answers);
    co_return decisions;
}

Task<Expected<FleetInputs>> PolicyClient::fleetInputs(std::function<bool(std::size_t devices)> progress)
{
    PolicyClient self(*this); // whoever asks may be gone when the answer comes
    FleetInputs inputs;
    QString after;
    for (;;) {
        ApiRequest request{.path = u"/v1/device-inputs"_s};
        if (!after.isEmpty())
            request.query.addQueryItem(u"after"_s, after);
        request.query.addQueryItem(u"limit"_s, QString::number(largestBlock));
        const auto reply = co_await self.m_session.send(std::move(request));
        if (!reply)
            co_return std::unexpected(reply.error());
        const auto next = andThen(reply->json(), [&inputs](const json::Value &value) { return inputs.take(value); });
        if (!next)
            co_return std::unexpected(next.error());
        if (progress && !progress(inputs.size()))
            co_return refuse(ProblemType::Cancelled);
        if (!*next)
            co_return inputs;
        after = **next;
    }
}

} // namespace enigm::client
