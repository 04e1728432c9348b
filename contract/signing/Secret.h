#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace enigm::signing {

/// Bytes that are wiped when they are let go: keys, PINs, passphrases. Moves, never copies; never converts to a string.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArrayView bytes);
    /// Takes the bytes and wipes what the caller held.
    static Secret taking(QByteArray &bytes);
    static Secret taking(QString &text); ///< as UTF-8
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    [[nodiscard]] Secret clone() const;
    [[nodiscard]] QByteArrayView view() const;
    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }

private:
    std::vector<char> m_bytes;
};

/// `size` bytes of the system's cryptographic random generator.
[[nodiscard]] QByteArray randomBytes(qsizetype size);

/// SHA-256 (FIPS 180-4) of the concatenation of the two parts.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes, QByteArrayView more = {});

} // namespace enigm::signing
