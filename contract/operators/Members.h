#pragma once

#include "contract/json/JsonValue.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Role.h"
#include "contract/signing/PublicKey.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::operators {

// Members that several signed payloads share.

/// Bytes as base64url text.
[[nodiscard]] json::Value valueOf(const QByteArray &bytes);
/// The same, or null.
[[nodiscard]] json::Value valueOf(const std::optional<QByteArray> &bytes);
[[nodiscard]] json::Array valueOf(const std::vector<QString> &texts);
[[nodiscard]] json::Array valueOf(const std::vector<QByteArray> &list);
[[nodiscard]] json::Array valueOf(const std::vector<signing::PublicKey> &keys);

/// A text as exact base64url of 32 bytes.
[[nodiscard]] Expected<QByteArray> parseDigest(const json::Value &value, const QString &pointer);
/// A JWK of the kind that is asked for; MalformedKey for the other.
[[nodiscard]] Expected<signing::PublicKey> parseP256(const json::Value &value, const QString &pointer);
[[nodiscard]] Expected<signing::PublicKey> parseEd25519(const json::Value &value, const QString &pointer);
/// An array of sorted role words.
[[nodiscard]] Expected<Roles> parseRoles(const json::Value &value, const QString &pointer);

/// Fails the reader where `v` is not 1.
void readVersion1(json::ObjectReader &reader);
/// A thumbprint: base64url text of 32 bytes.
[[nodiscard]] QString readThumbprint(json::ObjectReader &reader, QLatin1StringView name);
/// One word, or words joined by '-': lower-case letters and digits, at most 64.
[[nodiscard]] bool isIdentifier(QStringView text);

} // namespace enigm::operators
