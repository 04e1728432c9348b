#include "control-plane/enrollment/RevocationLists.h"

#include "contract/encoding/SafeText.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "control-plane/fleet/AdministrativeEntry.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::enrollment {

using enigm::enrollment::AttestationGround;
using enigm::fleet::RevocationList;

namespace {

/// What its entries say beside serial numbers is free, so that nothing in it may name anybody.
Expected<void> checkTexts(const json::Value &value)
{
    if (value.kind() == json::Value::Kind::Text)
        return encoding::checkFreeText(value.text());
    if (value.kind() == json::Value::Kind::Array) {
        for (const json::Value &item : value.array()) {
            if (auto safe = checkTexts(item); !safe)
                return safe;
        }
    }
    if (value.kind() != json::Value::Kind::Object)
        return {};
    for (const json::Object::Member &member : value.object()) {
        if (auto safe = encoding::checkFreeText(member.name); !safe)
            return safe;
        if (auto safe = checkTexts(member.value); !safe)
            return std::unexpected(safe.error().under(u'/' + member.name));
    }
    return {};
}

/// The list, which nothing but serial numbers is the point of.
Expected<RevocationList> readList(const QByteArray &text)
{
    auto list = RevocationList::parse(text);
    if (!list)
        return list;
    const auto document = json::parse(text, {.bytes = RevocationList::mostBytes});
    if (!document)
        return std::unexpected(document.error());
    for (const json::Object::Member &member : document->object()) {
        if (member.name != "entries"_L1)
            return refuse(ProblemType::UnknownMember, u"A revocation list has entries and nothing beside."_s,
                          u'/' + member.name);
    }
    for (const json::Object::Member &entry : document->object().find("entries"_L1)->object()) {
        if (auto safe = checkTexts(entry.value); !safe)
            return std::unexpected(safe.error().under(u"/entries/"_s + entry.name));
    }
    return list;
}

} // namespace

RevocationLists::RevocationLists(Parts parts)
    : m_parts(parts)
{}

void RevocationLists::put(const QString &operatorId, const QByteArray &list,
                          std::shared_ptr<const operators::Directory> directory, Keep keep, Done done)
{
    const auto parsed = readList(list);
    if (!parsed)
        return done(std::unexpected(parsed.error()));
    const store::RevocationRow row{
        .digest = signing::sha256(list), .list = list, .entries = parsed->size(), .stored = m_parts.clock.now()};
    auto job = [this, operatorId, row, directory = std::move(directory),
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const Put put{.digest = row.digest, .entries = row.entries};
        const auto isKnown = transaction.revocations.contains(row.digest);
        if (!isKnown)
            return std::unexpected(isKnown.error());
        if (const auto room = *isKnown ? Expected<void>() : makeRoom(transaction, *directory); !room)
            return room;
        const log::ActivityEntry entry = fleet::administrativeEntry(u"revocation-list.put"_s, operatorId, row.stored);
        if (const auto logged = m_parts.sequencer.appendActivity(transaction, entry, {}); !logged)
            return std::unexpected(logged.error());
        if (auto kept = transaction.revocations.put(row); !kept)
            return kept;
        return keep(transaction, put);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

Expected<void> RevocationLists::makeRoom(store::Transaction &transaction, const operators::Directory &directory) const
{
    const auto lists = transaction.revocations.all();
    if (!lists)
        return std::unexpected(lists.error());
    if (lists->size() < most)
        return {};
    // Whoever judges an old attestation again needs what was in force then.
    for (const store::RevocationRow &row : *lists) {
        if (row.stored + leastAge <= m_parts.clock.now() && !directory.hasGoverned(row.digest))
            return transaction.revocations.remove(row.digest);
    }
    return refuse(ProblemType::RateLimited, u"Too many revocation lists wait for a change that names them."_s);
}

Expected<QByteArray> RevocationLists::list(const QByteArray &digest) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto row = (*reader)->revocations.find(digest);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No revocation list of this digest is here."_s);
    return std::move((*row)->list);
}

Expected<AttestationGround> RevocationLists::groundOf(const operators::Directory &directory) const
{
    const auto &digest = directory.acceptance().revocation;
    if (!digest)
        return AttestationGround::of(directory);
    auto list = opened(*digest);
    if (!list)
        return std::unexpected(list.error());
    return AttestationGround::of(directory, std::move(*list));
}

/// Nothing where it is not here, or is not what it was: that closes the door, and is no reason to fall over.
Expected<std::optional<RevocationList>> RevocationLists::opened(const QByteArray &digest) const
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_digest == digest)
            return m_opened;
    }
    const auto text = list(digest);
    if (!text && text.error().type != ProblemType::NotFound)
        return std::unexpected(text.error());
    const auto list = text ? RevocationList::open(*text, digest) : std::unexpected(text.error());
    if (!list)
        return std::optional<RevocationList>();
    const std::scoped_lock lock(m_mutex);
    m_digest = digest;
    m_opened = *list;
    return m_opened;
}

} // namespace enigm::controlplane::enrollment
