#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace enigm::signing {

/// A P-256 signature as the pair r||s (RFC 7518 section 3.4) and as DER (RFC 3279 section 2.2.3), r and s both within
/// 1 to n-1. Converts without allocating.
class EcdsaSignature
{
public:
    static constexpr qsizetype rawSize = 64;

    /// Nothing unless of 64 bytes with both numbers in range.
    [[nodiscard]] static std::optional<EcdsaSignature> fromRaw(QByteArrayView raw);
    /// Nothing unless exact DER (no BER form, no trailing byte) with both numbers in range.
    [[nodiscard]] static std::optional<EcdsaSignature> fromDer(QByteArrayView der);

    [[nodiscard]] QByteArray raw() const;
    /// Borrowed.
    [[nodiscard]] QByteArrayView der() const { return {m_der.data(), m_derSize}; }

private:
    using Raw = std::array<char, rawSize>;

    explicit EcdsaSignature(const Raw &raw);
    void appendInteger(QByteArrayView number);

    Raw m_raw;
    std::array<char, 72> m_der; // 2 + 2 * (2 + 33)
    qsizetype m_derSize = 0;
};

} // namespace enigm::signing
