#include "control-plane/api/AuditRoutes.h"

#include "contract/changes/ChangeBodies.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"
#include "control-plane/store/Reader.h"

#include <algorithm>

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

/// Adds the text of this digest to `texts`, where it is kept.
Expected<void> addText(json::Object &texts, const QString &member, const std::optional<QByteArray> &digest,
                       const store::Repositories &store)
{
    if (!digest)
        return {};
    const auto text = store.changes.text(*digest);
    if (!text)
        return std::unexpected(text.error());
    if (*text)
        texts.insert(member, (*text)->toJson());
    return {};
}

/// What people wrote beside the digests that they signed, by member.
Expected<json::Object> textsOf(const QString &action, const json::Value &value, const store::Repositories &store)
{
    json::Object texts;
    if (!enigm::changes::isChangeEntry(action.toLatin1()))
        return texts;
    const auto body = enigm::changes::parseChangeBody(action, value);
    if (!body)
        return std::unexpected(body.error());
    Expected<void> added;
    if (const auto *const requested = std::get_if<enigm::changes::RequestedBody>(&*body)) {
        added = addText(texts, u"reason"_s, requested->change.request.reason, store);
        if (added)
            added = addText(texts, u"reference"_s, requested->change.request.reference, store);
    } else if (const auto *const decided = std::get_if<enigm::changes::DecidedBody>(&*body)) {
        added = addText(texts, u"comment"_s, decided->approval.approval.comment, store);
    }
    return added ? Expected<json::Object>(std::move(texts)) : std::unexpected(added.error());
}

Expected<json::Value> recordJson(const audit::ActivityRecord &record, const store::Repositories &store)
{
    auto leaf = json::parse(record.leaf);
    if (!leaf)
        return std::unexpected(leaf.error());
    json::Object members{
        {"body"_L1, json::Value()}, {"leaf"_L1, *leaf}, {"salt"_L1, json::Value()}, {"texts"_L1, json::Object()}};
    if (record.body) {
        const json::Value *const action = leaf->object().find("action"_L1);
        auto texts = textsOf(action->text(), record.body->value, store);
        if (!texts)
            return std::unexpected(texts.error());
        members.insert(u"body"_s, record.body->value);
        members.insert(u"salt"_s, QString::fromLatin1(encoding::toBase64Url(record.body->salt)));
        members.insert(u"texts"_s, std::move(*texts));
    }
    return json::Value(std::move(members));
}

} // namespace

AuditRoutes::AuditRoutes(Parts parts)
    : m_parts(std::move(parts))
{}

Routes AuditRoutes::routes()
{
    // A thousand records with their bodies take a while, so on a worker.
    auto handler = http::onWorkers(
        m_parts.workers,
        m_parts.guard.answering([this](const http::Request &request, const identity::Caller &caller,
                                       http::Respond respond) { entries(request, caller, std::move(respond)); }));
    return {{.method = "GET"_ba, .path = u"/v1/audit/entries"_s, .handler = std::move(handler)}};
}

void AuditRoutes::entries(const http::Request &request, const identity::Caller &caller, http::Respond respond)
{
    auto page = read(request, caller);
    if (!page) {
        if (page.error().type == ProblemType::NotPermitted)
            m_parts.refusals.countReading(page.error().type);
        return respond(refusal(page.error()));
    }
    if (ChangeAccess::readsAll(caller))
        return respond(std::move(page->answer));
    m_parts.readings.readRecords(caller, page->indices, std::move(page->answer), std::move(respond));
}

Expected<bool> AuditRoutes::mayRead(const identity::Caller &caller, const audit::ActivityRecord &record,
                                    const store::Repositories &store) const
{
    if (ChangeAccess::readsAll(caller))
        return true;
    const auto entry = log::ActivityEntry::parse(record.leaf);
    if (!entry)
        return std::unexpected(entry.error());
    return entry->change ? m_parts.access.mayRead(caller, *entry->change, store) : Expected<bool>(false);
}

Expected<AuditRoutes::Page> AuditRoutes::read(const http::Request &request, const identity::Caller &caller) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"from", u"limit"}); !known)
        return std::unexpected(known.error());
    const auto from = requiredInteger(query, u"from"_s, 0);
    if (!from)
        return std::unexpected(from.error());
    const auto limit = limitOf(query);
    if (!limit)
        return std::unexpected(limit.error());

    const auto published = m_parts.logs.published(); // before the snapshot: no record lies beyond its checkpoint
    const audit::PublishedCheckpoint &checkpoint = published->of(store::LogId::Activity);
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto records = m_parts.logs.records(*from, std::min(*from + *limit, checkpoint.head.size));
    if (!records)
        return std::unexpected(records.error());
    Page page;
    json::Array items;
    for (const audit::ActivityRecord &record : *records) {
        const auto may = mayRead(caller, record, *reader->operator->());
        if (!may)
            return std::unexpected(may.error());
        if (!*may)
            continue;
        auto item = recordJson(record, *reader->operator->());
        if (!item)
            return std::unexpected(item.error());
        page.indices.push_back(record.index);
        items.push_back(std::move(*item));
    }
    if (items.empty() && !ChangeAccess::readsAll(caller))
        return refuse(ProblemType::NotPermitted, u"The activity log is read by security reviewers."_s);
    page.answer = http::Response::json(
        json::Object{{"checkpoint"_L1, QString::fromUtf8(checkpoint.note)}, {"items"_L1, std::move(items)}});
    return page;
}

} // namespace enigm::controlplane::api
