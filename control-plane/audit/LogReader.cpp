#include "control-plane/audit/LogReader.h"

#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntryView.h"
#include "contract/log/TileData.h"
#include "control-plane/audit/StoredHashReader.h"
#include "control-plane/store/Database.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::audit {

using log::Hash;
using log::TileAddress;

namespace {

Expected<void> checkSize(const store::LogStore &store, LogId log, qint64 size)
{
    const auto now = store.size(log);
    if (!now)
        return std::unexpected(now.error());
    if (size < 0 || size > *now)
        return refuse(ProblemType::UnknownLogPosition, u"the log has %1 entries, not %2"_s.arg(*now).arg(size));
    return {};
}

Expected<QByteArray> bundle(const store::LogStore &store, LogId log, const TileAddress &address)
{
    const qint64 first = address.index * TileAddress::FullWidth;
    const auto entries = store.entries(log, first, first + address.width);
    if (!entries)
        return std::unexpected(entries.error());
    QByteArray bytes;
    for (const store::StoredEntry &entry : *entries) {
        if (auto done = log::appendToBundle(bytes, entry.leaf); !done)
            return std::unexpected(done.error());
    }
    return bytes;
}

/// Puts the bodies, which are in the same order, beside their entries.
Expected<std::vector<ActivityRecord>> joined(std::vector<store::StoredEntry> entries,
                                             const std::vector<store::StoredBody> &bodies)
{
    std::vector<ActivityRecord> records;
    records.reserve(entries.size());
    auto body = bodies.begin();
    for (store::StoredEntry &entry : entries) {
        ActivityRecord record{.index = entry.index, .leaf = std::move(entry.leaf), .body = std::nullopt};
        if (body != bodies.end() && body->index == record.index) {
            auto value = json::parse(body->value);
            if (!value)
                return std::unexpected(value.error().under(u"body %1"_s.arg(record.index)));
            record.body = log::ActivityBody{.salt = body->salt, .value = std::move(*value)};
            ++body;
        } else {
            const auto scanned = log::ActivityEntryView::scan(record.leaf);
            if (!scanned)
                return std::unexpected(scanned.error().under(u"entry %1"_s.arg(record.index)));
            record.isPruned = !scanned->body.isEmpty();
        }
        records.push_back(std::move(record));
    }
    return records;
}

} // namespace

Expected<Hash> LogReader::rootAt(LogId log, qint64 size) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::LogStore &store = (*reader)->log;
    if (auto known = checkSize(store, log, size); !known)
        return std::unexpected(known.error());
    return log::rootOf(StoredHashReader(store, log), size);
}

Expected<void> LogReader::checkHead(LogId log, const log::LogHead &head) const
{
    const auto root = rootAt(log, head.size);
    if (!root)
        return std::unexpected(root.error());
    if (root->view() != head.root)
        return refuse(ProblemType::UnknownLogPosition, u"the log had another root at %1 entries"_s.arg(head.size));
    return {};
}

Expected<QByteArray> LogReader::tile(LogId log, const TileAddress &address) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::LogStore &store = (*reader)->log;
    const auto size = store.size(log);
    if (!size)
        return std::unexpected(size.error());
    if (!address.isWithin(*size))
        return refuse(ProblemType::NotFound, u"the log has no such tile yet"_s);
    if (address.kind == TileAddress::Kind::Entries)
        return bundle(store, log, address);
    return storedTile(store, {.log = log, .level = address.level, .index = address.index}, address.width);
}

Expected<log::Proof> LogReader::inclusionProof(LogId log, qint64 index, qint64 size) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::LogStore &store = (*reader)->log;
    if (auto known = checkSize(store, log, size); !known)
        return std::unexpected(known.error());
    return log::inclusionProof(StoredHashReader(store, log), index, size);
}

Expected<log::Proof> LogReader::consistencyProof(LogId log, qint64 from, qint64 to) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::LogStore &store = (*reader)->log;
    if (auto known = checkSize(store, log, to); !known)
        return std::unexpected(known.error());
    return log::consistencyProof(StoredHashReader(store, log), from, to);
}

Expected<std::vector<QByteArray>> LogReader::leaves(LogId log, qint64 from, qint64 to) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto entries = (*reader)->log.entries(log, from, to);
    if (!entries)
        return std::unexpected(entries.error());
    std::vector<QByteArray> leaves;
    leaves.reserve(entries->size());
    for (store::StoredEntry &entry : *entries)
        leaves.push_back(std::move(entry.leaf));
    return leaves;
}

Expected<std::vector<ActivityRecord>> LogReader::records(qint64 from, qint64 to) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto entries = (*reader)->log.entries(LogId::Activity, from, to);
    if (!entries)
        return std::unexpected(entries.error());
    const auto bodies = (*reader)->log.bodies(from, to);
    if (!bodies)
        return std::unexpected(bodies.error());
    return joined(std::move(*entries), *bodies);
}

} // namespace enigm::controlplane::audit
