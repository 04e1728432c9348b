#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QByteArrayView>

#include <array>
#include <memory>

namespace enigm::signing {

/// A secret key that authenticates by HMAC-SHA-256 (RFC 2104, FIPS 198-1), wherever it lies: in memory or in a token.
/// Thread-safe.
class MacKey
{
public:
    static constexpr std::size_t macSize = 32;
    using Mac = std::array<char, macSize>;

    virtual ~MacKey() = default;
    /// Unavailable where the key cannot be used now.
    [[nodiscard]] virtual Expected<Mac> mac(QByteArrayView message) const = 0;
};

/// A key of at least `leastSize` bytes that lies in memory.
class SecretMacKey final : public MacKey
{
public:
    static constexpr qsizetype leastSize = 32;

    /// OutOfRange for a weak key.
    [[nodiscard]] static Expected<std::shared_ptr<const SecretMacKey>> make(Secret key);
    [[nodiscard]] const Secret &secret() const { return m_key; }

    // MacKey
    [[nodiscard]] Expected<Mac> mac(QByteArrayView message) const override;

private:
    explicit SecretMacKey(Secret key)
        : m_key(std::move(key))
    {}

    Secret m_key;
};

} // namespace enigm::signing
