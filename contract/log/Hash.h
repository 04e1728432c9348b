#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <compare>

namespace enigm::log {

/// A SHA-256 value (FIPS 180-4): a leaf, a node or a root of a Merkle tree. All zero bytes where default-made.
class Hash
{
public:
    static constexpr qsizetype Size = 32;

    constexpr Hash() = default;
    /// Of exactly 32 bytes; MalformedEncoding.
    [[nodiscard]] static Expected<Hash> fromBytes(QByteArrayView bytes);
    /// Of exact standard base64 (44 characters), as checkpoints carry it; MalformedEncoding.
    [[nodiscard]] static Expected<Hash> fromBase64(QByteArrayView text);

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] QByteArray toBase64() const; ///< standard alphabet, padded
    /// Borrows from this value.
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), Size}; }
    [[nodiscard]] unsigned char *data() { return m_bytes.data(); }
    [[nodiscard]] const unsigned char *data() const { return m_bytes.data(); }

    friend auto operator<=>(const Hash &, const Hash &) = default;

private:
    std::array<unsigned char, Size> m_bytes{};
};

/// RFC 6962 section 2.1: SHA-256(0x00 || entry).
[[nodiscard]] Hash leafHash(QByteArrayView entry);
/// RFC 6962 section 2.1: SHA-256(0x01 || left || right).
[[nodiscard]] Hash nodeHash(const Hash &left, const Hash &right);
/// The root of the tree without leaves: SHA-256 of nothing.
[[nodiscard]] const Hash &emptyRoot();

} // namespace enigm::log
