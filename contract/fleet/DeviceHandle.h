#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/MacKey.h"

#include <QByteArrayView>
#include <QHashFunctions>
#include <QLatin1StringView>
#include <QString>

#include <array>
#include <compare>
#include <optional>
#include <span>

namespace enigm::fleet {

/// Who may know a device by a handle. Only the console's is fixed for an enrolment; the others rotate with an epoch.
enum class HandleAudience { Console, Network, Intelligence };

/// All audiences, in order of declaration.
[[nodiscard]] std::span<const HandleAudience> allHandleAudiences();

/// The Bech32m prefix of an audience's handles: "edh", "edn", "edi".
[[nodiscard]] QLatin1StringView handlePrefix(HandleAudience audience);

[[nodiscard]] QLatin1StringView audienceWord(HandleAudience audience); ///< "console", "network", "intelligence"
[[nodiscard]] std::optional<HandleAudience> handleAudienceFromWord(QStringView word);

/// The privacy-preserving name of a device: 120 bits of a keyed pseudonym as Bech32m (BIP 350), 34 characters such as
/// "edh1…". A value; ordered by its text, which is the order of the leaves of a target set.
class DeviceHandle
{
public:
    /// The size of the pseudonym, in bytes.
    static constexpr qsizetype size = 15;
    /// The number of characters of a handle's text: prefix, separator, 24 of data, 6 of checksum.
    static constexpr qsizetype textLength = 34;

    /// Names no device; what an unread member holds.
    DeviceHandle() = default;

    /// Exact: lower case, without separators, of a known prefix and of 120 bits. Refuses with MalformedHandle and says
    /// whether the checksum is at fault.
    [[nodiscard]] static Expected<DeviceHandle> parse(const QString &text);

    /// As parse, for what a person typed or pasted: spaces (any Unicode space), hyphens and upper case are forgiven.
    [[nodiscard]] static Expected<DeviceHandle> parseTyped(const QString &text);

    /// What a handle is derived from. `epoch` is given for network and intelligence handles, and only for them.
    struct Origin
    {
        HandleAudience audience = HandleAudience::Console;
        std::optional<quint64> epoch = {};
        /// RFC 7638 thumbprint of the attested key, as base64url text of 43 characters.
        QString attestedKey;
        /// The nonce of the enrolment, 16 to 64 bytes.
        QByteArrayView enrolmentNonce;
    };

    /// The first 120 bits of HMAC-SHA-256 (RFC 2104) under the audience's `key` over
    ///
    ///     "enigm device handle v1" 0x00 | prefix (3 bytes) | epoch count (1 byte: 0 or 1) | epoch (8 bytes, big
    ///     endian, where there is one) | length of thumbprint (2 bytes, big endian) | thumbprint (ASCII) | length of
    ///     nonce (2 bytes, big endian) | nonce
    ///
    /// so that no two origins have one input. OutOfRange for a nonce or a thumbprint of another length, and for an
    /// epoch that is missing or out of place; the problems of the key.
    [[nodiscard]] static Expected<DeviceHandle> derive(const Origin &origin, const signing::MacKey &key);

    /// The handle of these pseudonym bytes, for tests and for reading a store.
    [[nodiscard]] static DeviceHandle fromBytes(HandleAudience audience, const std::array<char, size> &bytes);

    [[nodiscard]] bool isNull() const { return m_text.isEmpty(); }
    /// Asserts that the handle is not null.
    [[nodiscard]] HandleAudience audience() const;
    /// The exact text, as signed, logged and sent; empty for a null handle.
    [[nodiscard]] const QString &text() const { return m_text; }
    /// The text in groups of four for people, separated by spaces: "edh1 qpzr …".
    [[nodiscard]] QString grouped() const;

    friend bool operator==(const DeviceHandle &, const DeviceHandle &) = default;
    friend std::strong_ordering operator<=>(const DeviceHandle &left, const DeviceHandle &right)
    {
        return QtPrivate::compareStrings(left.m_text, right.m_text) <=> 0;
    }
    friend size_t qHash(const DeviceHandle &handle, size_t seed = 0) { return ::qHash(handle.m_text, seed); }

private:
    explicit DeviceHandle(QString text)
        : m_text(std::move(text))
    {}

    QString m_text;
};

} // namespace enigm::fleet

template <>
struct std::hash<enigm::fleet::DeviceHandle>
{
    std::size_t operator()(const enigm::fleet::DeviceHandle &handle) const noexcept { return qHash(handle.text(), 0); }
};
