#include "contract/log/TileAddress.h"

#include <algorithm>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

constexpr qsizetype longestPath = 64;
constexpr int groupDigits = 3;
constexpr qint64 groupBase = 1000;

constexpr QByteArrayView hashPrefix("tile/");
constexpr QByteArrayView entryPrefix("tile/entries/");

QByteArray indexPath(qint64 index)
{
    QByteArray path = QByteArray::number(index % groupBase).rightJustified(groupDigits, '0');
    for (index /= groupBase; index > 0; index /= groupBase)
        path.prepend('x' + QByteArray::number(index % groupBase).rightJustified(groupDigits, '0') + '/');
    return path;
}

/// Digits only; leading zeros are found by comparing with the path that the answer makes.
std::optional<qint64> number(QByteArrayView digits)
{
    if (digits.isEmpty() || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    bool good = false;
    const qint64 value = digits.toByteArray().toLongLong(&good);
    return good ? std::optional(value) : std::nullopt;
}

std::optional<qint64> indexOf(QByteArrayView path)
{
    QByteArray digits;
    for (QByteArrayView rest = path; !rest.isEmpty();) {
        const qsizetype slash = rest.indexOf('/');
        const bool last = slash < 0;
        const QByteArrayView group = last ? rest : rest.first(slash);
        if (group.size() != groupDigits + (last ? 0 : 1) || (!last && group.front() != 'x'))
            return std::nullopt;
        digits += group.last(groupDigits);
        rest = last ? QByteArrayView() : rest.sliced(slash + 1);
    }
    return number(digits);
}

/// The address that `path` may be the path of.
std::optional<TileAddress> candidate(QByteArrayView path)
{
    TileAddress address;
    QByteArrayView rest;
    if (path.startsWith(entryPrefix)) {
        address.kind = TileAddress::Kind::Entries;
        rest = path.sliced(entryPrefix.size());
    } else if (path.startsWith(hashPrefix)) {
        rest = path.sliced(hashPrefix.size());
        const qsizetype slash = rest.indexOf('/');
        const auto level = slash < 0 ? std::nullopt : number(rest.first(slash));
        if (!level || *level > TileAddress::HighestLevel)
            return std::nullopt;
        address.level = static_cast<int>(*level);
        rest = rest.sliced(slash + 1);
    } else {
        return std::nullopt;
    }
    if (const qsizetype partial = rest.indexOf(".p/"); partial >= 0) {
        const auto width = number(rest.sliced(partial + 3));
        if (!width || *width < 1 || *width >= TileAddress::FullWidth)
            return std::nullopt;
        address.width = static_cast<int>(*width);
        rest = rest.first(partial);
    }
    const auto index = indexOf(rest);
    if (!index)
        return std::nullopt;
    address.index = *index;
    return address;
}

} // namespace

QByteArray TileAddress::path() const
{
    QByteArray path =
        kind == Kind::Entries ? entryPrefix.toByteArray() : hashPrefix.toByteArray() + QByteArray::number(level) + '/';
    path += indexPath(index);
    if (width < FullWidth)
        path += ".p/" + QByteArray::number(width);
    return path;
}

Expected<TileAddress> TileAddress::parse(QByteArrayView path)
{
    if (path.size() <= longestPath) {
        if (const auto address = candidate(path); address && address->path() == path)
            return *address;
    }
    return refuse(ProblemType::NotFound, u"no tile has this path"_s);
}

int TileAddress::widthIn(int level, qint64 index, qint64 treeSize)
{
    const int shift = level * LevelBits;
    if (shift >= std::numeric_limits<qint64>::digits)
        return 0;
    const qint64 hashes = treeSize >> shift;
    if (index < 0 || index > hashes / FullWidth)
        return 0;
    return static_cast<int>(std::min<qint64>(hashes - index * FullWidth, FullWidth));
}

NodeAddress TileAddress::nodeAt(int position) const
{
    Q_ASSERT(kind == Kind::Hashes && position >= 0 && position < width);
    return {.level = level * LevelBits, .index = index * FullWidth + position};
}

} // namespace enigm::log
