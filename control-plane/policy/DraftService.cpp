#include "control-plane/policy/DraftService.h"

#include "contract/encoding/SafeText.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/policy/PolicyDocument.h"
#include "control-plane/fleet/AdministrativeEntry.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

namespace {

using enigm::policy::PolicyDocument;

/// Nobody reads a draft as it was meant to be written, so that none of its texts may name a person or a phone. Ids of
/// groups, which are digits for the most part, name neither.
Expected<void> checkText(const QString &text, const QString &pointer)
{
    if (encoding::parseUuid7(text))
        return {};
    const auto sound = encoding::checkFreeText(text);
    return sound ? Expected<void>() : std::unexpected(sound.error().under(pointer));
}

/// As deep as the document was read.
Expected<void> checkTexts(const json::Value &value, const QString &pointer)
{
    if (value.kind() == json::Value::Kind::Text)
        return checkText(value.text(), pointer);
    if (value.kind() == json::Value::Kind::Array) {
        for (std::size_t i = 0; i < value.array().size(); ++i) {
            if (auto sound = checkTexts(value.array()[i], pointer + u'/' + QString::number(i)); !sound)
                return sound;
        }
    }
    if (value.kind() == json::Value::Kind::Object) {
        for (const json::Object::Member &member : value.object()) {
            // What a member may be called is not repeated before it is known to be sound.
            if (auto sound = checkText(member.name, pointer); !sound)
                return sound;
            if (auto sound = checkTexts(member.value, pointer + u'/' + member.name); !sound)
                return sound;
        }
    }
    return {};
}

Expected<void> checkDraft(const QString &id, const json::Value &document, const QByteArray &bytes)
{
    if (auto uuid = encoding::parseUuid7(id); !uuid)
        return std::unexpected(uuid.error());
    if (document.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"A policy is an object."_s, u"/document"_s);
    if (bytes.size() > PolicyDocument::maxBytes)
        return refuse(ProblemType::TooLarge, u"A policy has at most %1 bytes."_s.arg(PolicyDocument::maxBytes),
                      u"/document"_s);
    return checkTexts(document, u"/document"_s);
}

} // namespace

DraftService::DraftService(Parts parts)
    : m_parts(parts)
{}

Expected<void> DraftService::record(store::Transaction &transaction, const QString &action,
                                    const QString &operatorId) const
{
    const log::ActivityEntry entry =
        fleet::administrativeEntry(action, operatorId, m_parts.clock.now(), log::Resource::Policy);
    const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
    return appended ? Expected<void>() : std::unexpected(appended.error());
}

void DraftService::save(const QString &author, const QString &id, const json::Value &document, qint64 revision,
                        Keep keep, Done done)
{
    store::PolicyDraftRow row{.id = id,
                              .revision = revision,
                              .document = json::canonical(document),
                              .author = author,
                              .savedAt = m_parts.clock.now()};
    if (const auto sound = checkDraft(id, document, row.document); !sound)
        return done(sound);
    auto job = [this, row, keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        store::PolicyDraftRow saved = row; // the job may be run again
        saved.cursor = m_parts.sequencer.nextCursor();
        const auto kept = transaction.policies.saveDraft(saved);
        if (!kept)
            return std::unexpected(kept.error());
        saved.revision = *kept;
        if (auto logged = record(transaction, u"policy.draft"_s, row.author); !logged)
            return logged;
        return keep(transaction, saved);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

void DraftService::drop(const QString &operatorId, const QString &id, qint64 revision, Keep keep, Done done)
{
    auto job = [this, operatorId, id, revision,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto row = transaction.policies.draft(id);
        if (!row)
            return std::unexpected(row.error());
        if (auto dropped = transaction.policies.dropDraft(id, revision, m_parts.sequencer.nextCursor()); !dropped)
            return dropped;
        if (auto logged = record(transaction, u"policy.draft-dropped"_s, operatorId); !logged)
            return logged;
        return keep(transaction, **row);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

Expected<store::PolicyDraftRow> DraftService::find(const QString &id) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto row = (*reader)->policies.draft(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"There is no such draft."_s, id);
    return std::move(**row);
}

Expected<DraftPage> DraftService::page(const QString &after, int limit) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto rows = (*reader)->policies.drafts(after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    DraftPage page{.items = std::move(*rows), .next = {}};
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        page.next = page.items.back().id;
    }
    return page;
}

} // namespace enigm::controlplane::policy
