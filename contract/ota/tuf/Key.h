#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/PublicKey.h"
#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <memory>

namespace enigm::ota::tuf {

/// A public key of TUF 1.0 section 4.2: Ed25519, ECDSA with P-256 (keytype "ecdsa", or "ecdsa-sha2-nistp256" as older
/// repositories spell it), RSA-PSS with SHA-256. One of any other kind or scheme is kept, and verifies nothing. Cheap
/// to copy; immutable.
class Key
{
public:
    Key() = default;
    /// As our repositories name a key of ours.
    explicit Key(const signing::PublicKey &key);
    /// MalformedKey for one of a known kind that is not sound.
    static Expected<Key> fromJson(const json::Value &value, const QString &pointer = {});

    /// {"keytype","keyval":{"public"},"scheme"}
    [[nodiscard]] json::Value toJson() const;
    /// SHA-256 of the canonical form, in hexadecimal: the name of a key of ours. Others may name theirs as they like.
    [[nodiscard]] QString keyid() const;
    /// The same for one key under two names or spellings, so that it counts once towards a threshold.
    [[nodiscard]] const QByteArray &identity() const { return m_identity; }
    [[nodiscard]] bool verify(QByteArrayView message, QByteArrayView signature) const;

private:
    [[nodiscard]] Expected<void> readPem();
    [[nodiscard]] Expected<void> readRsa(QByteArrayView spki);

    QString m_type;
    QString m_scheme;
    QString m_public;
    QByteArray m_identity;
    signing::PublicKey m_key;        ///< Ed25519 and P-256
    std::shared_ptr<EVP_PKEY> m_rsa; ///< RSA
};

using KeyTable = QMap<QString, Key>; ///< by key id

/// {keyid: key}
[[nodiscard]] Expected<KeyTable> parseKeys(const json::Value &value, const QString &pointer);
[[nodiscard]] json::Value keysJson(const KeyTable &keys);

/// The signature as TUF writes it: DER for ECDSA, 64 bytes for Ed25519. The problems of the signer.
[[nodiscard]] Expected<QByteArray> signWith(const signing::Signer &signer, QByteArrayView message);

} // namespace enigm::ota::tuf
