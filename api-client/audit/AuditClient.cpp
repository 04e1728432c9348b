#include "api-client/audit/AuditClient.h"

#include "api-client/audit/LogClient.h"
#include "api-client/audit/LogFollower.h"
#include "api-client/wire/ReadFailure.h"
#include "contract/evidence/AuditExport.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/log/Checkpoint.h"
#include "contract/log/SignedNote.h"

#include <algorithm>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr int exportPageSize = 500;

Expected<QMap<QString, changes::FreeText>> readTexts(const json::Value &value, const QString &pointer)
{
    QMap<QString, changes::FreeText> texts;
    if (value.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"An object is expected."_s, pointer);
    for (const json::Object::Member &member : value.object()) {
        auto text = changes::FreeText::fromJson(member.value, pointer + u'/' + member.name);
        if (!text)
            return std::unexpected(text.error());
        texts.insert(member.name, std::move(*text));
    }
    return texts;
}

/// The body beside its entry, checked against the digest that the log committed to.
Expected<std::optional<log::ActivityBody>> bodyOf(const log::ActivityEntry &entry, const json::Value &value,
                                                  const std::optional<QByteArray> &salt, const QString &pointer)
{
    if (value.isNull() || !salt)
        return std::optional<log::ActivityBody>();
    log::ActivityBody body{.salt = *salt, .value = value};
    if (body.digest() != entry.body)
        return refuse(ProblemType::BodyMismatch, u"The body is not the one that the log committed to."_s, pointer);
    return std::optional(std::move(body));
}

Expected<AuditRecord> readRecord(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const json::Value leaf = reader.value("leaf"_L1);
    const json::Value bodyValue = reader.value("body"_L1);
    const std::optional<QByteArray> salt = reader.bytesOrNull("salt"_L1, 16);
    auto texts = reader.with("texts"_L1, readTexts);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    QByteArray bytes = json::canonical(leaf);
    auto entry = log::ActivityEntry::parse(bytes);
    if (!entry)
        return std::unexpected(foundInSigned(entry.error().under(pointer)));
    auto body = bodyOf(*entry, bodyValue, salt, pointer);
    if (!body)
        return std::unexpected(body.error());
    return AuditRecord{
        .leaf = std::move(bytes), .entry = std::move(*entry), .body = std::move(*body), .texts = std::move(texts)};
}

Expected<AuditPage> readPage(const json::Value &value, qint64 from)
{
    json::ObjectReader reader(value);
    AuditPage page{.checkpoint = reader.text("checkpoint"_L1).toUtf8(), .records = reader.list("items"_L1, readRecord)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    for (std::size_t i = 0; i < page.records.size(); ++i) {
        if (page.records[i].entry.index < from)
            return refuse(ProblemType::UnexpectedAnswer, u"The server answered with an entry that was not asked for."_s,
                          u"/items/%1"_s.arg(i));
    }
    return page;
}

Expected<log::Checkpoint> readCheckpoint(const QByteArray &note)
{
    const auto parsed = log::SignedNote::parse(note);
    if (!parsed)
        return std::unexpected(parsed.error());
    return log::Checkpoint::parse(parsed->text());
}

} // namespace

AuditClient::AuditClient(Session &session, LogFollower *follower)
    : m_session(session)
    , m_follower(follower)
{}

Task<Expected<AuditPage>> AuditClient::entries(qint64 from, int limit)
{
    const AuditClient self(*this); // the window that asks may be gone when the answer comes
    ApiRequest request{.path = u"/v1/audit/entries"_s};
    request.query.addQueryItem(u"from"_s, QString::number(from));
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    const auto reply = co_await self.m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto value = reply->json();
    if (!value)
        co_return std::unexpected(value.error());
    auto page = readPage(*value, from);
    if (!page && isContradiction(page.error()) && self.m_follower)
        self.m_follower->raiseAlarm({.problem = page.error(), .exhibits = {{u"audit-entries-served"_s, reply->body}}});
    co_return page;
}

Task<Expected<void>> AuditClient::exportTo(QIODevice &device, std::function<bool(qint64 done, qint64 total)> progress)
{
    AuditClient self(*this); // the window that asks may be gone when the answer comes
    LogClient logs(self.m_session);
    // The activity log first, so that the governance log read after it covers what its entries refer to.
    const auto activityNote = co_await logs.checkpoint(u"activity"_s);
    if (!activityNote)
        co_return std::unexpected(activityNote.error());
    const auto governanceNote = co_await logs.checkpoint(u"governance"_s);
    if (!governanceNote)
        co_return std::unexpected(governanceNote.error());
    const auto activity = readCheckpoint(activityNote->body);
    const auto governance = readCheckpoint(governanceNote->body);
    if (!activity || !governance)
        co_return std::unexpected(activity ? governance.error() : activity.error());

    evidence::AuditExportWriter writer(device, {.deployment = self.m_session.deployment().deployment,
                                                .governanceCheckpoint = governanceNote->body,
                                                .activityCheckpoint = activityNote->body});
    for (qint64 next = 0; next < governance->size;) {
        const auto leaves = co_await logs.governanceLeaves(next, governance->size);
        if (!leaves)
            co_return std::unexpected(leaves.error());
        for (const QByteArray &leaf : *leaves) {
            if (const auto written = writer.writeGovernance(leaf); !written)
                co_return written;
        }
        next += static_cast<qint64>(leaves->size());
    }
    for (qint64 next = 0; next < activity->size;) {
        const int limit = static_cast<int>(std::min<qint64>(exportPageSize, activity->size - next));
        const auto page = co_await self.entries(next, limit);
        if (!page)
            co_return std::unexpected(page.error());
        for (const AuditRecord &record : page->records) {
            if (record.entry.index != next++)
                co_return refuse(ProblemType::UnexpectedAnswer, u"The server left out an entry."_s,
                                 u"activity record %1"_s.arg(next - 1));
            if (const auto written = writer.writeActivity(record.leaf, record.body ? &*record.body : nullptr); !written)
                co_return written;
        }
        if (page->records.empty())
            co_return refuse(ProblemType::UnexpectedAnswer, u"The server left out entries."_s,
                             u"activity record %1"_s.arg(next));
        if (progress && !progress(next, activity->size))
            co_return refuse(ProblemType::Cancelled);
    }
    co_return Expected<void>();
}

} // namespace enigm::client
