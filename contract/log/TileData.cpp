#include "contract/log/TileData.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {
constexpr qsizetype lengthBytes = 2;
}

QByteArray encodeTile(std::span<const Hash> hashes)
{
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(hashes.size()) * Hash::Size);
    for (const Hash &hash : hashes)
        bytes += hash.view();
    return bytes;
}

Expected<std::vector<Hash>> decodeTile(QByteArrayView bytes, int width)
{
    if (bytes.size() != width * Hash::Size)
        return refuse(ProblemType::MalformedEncoding, u"a tile of width %1 has another size"_s.arg(width));
    std::vector<Hash> hashes;
    hashes.reserve(static_cast<std::size_t>(width));
    for (qsizetype offset = 0; offset < bytes.size(); offset += Hash::Size) {
        const auto hash = Hash::fromBytes(bytes.sliced(offset, Hash::Size));
        if (!hash)
            return std::unexpected(hash.error());
        hashes.push_back(*hash);
    }
    return hashes;
}

Expected<void> appendToBundle(QByteArray &bundle, QByteArrayView entry)
{
    if (entry.size() > maximumEntryBytes)
        return refuse(ProblemType::TooLarge, u"a log entry has at most %1 bytes"_s.arg(maximumEntryBytes));
    char length[lengthBytes];
    qToBigEndian(static_cast<quint16>(entry.size()), length);
    bundle.append(length, lengthBytes);
    bundle.append(entry);
    return {};
}

Expected<std::vector<QByteArrayView>> decodeBundle(QByteArrayView bytes, int width)
{
    std::vector<QByteArrayView> entries;
    entries.reserve(static_cast<std::size_t>(width));
    while (!bytes.isEmpty()) {
        const auto place = [&] { return u"entry %1"_s.arg(entries.size()); };
        if (std::ssize(entries) == width)
            return refuse(ProblemType::MalformedEncoding, u"an entry bundle holds more than it should"_s, place());
        const qsizetype size = bytes.size() < lengthBytes ? -1 : qFromBigEndian<quint16>(bytes.data());
        if (size < 0 || size > bytes.size() - lengthBytes)
            return refuse(ProblemType::MalformedEncoding, u"an entry bundle ends inside an entry"_s, place());
        entries.push_back(bytes.sliced(lengthBytes, size));
        bytes = bytes.sliced(lengthBytes + size);
    }
    if (std::ssize(entries) != width)
        return refuse(ProblemType::MalformedEncoding, u"an entry bundle holds less than it should"_s,
                      u"entry %1"_s.arg(entries.size()));
    return entries;
}

} // namespace enigm::log
