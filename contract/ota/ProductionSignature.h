#pragma once

#include "contract/ota/Manifest.h"

namespace enigm::ota {

inline constexpr auto productionTyp = QLatin1StringView("enigm-production+jws");

/// What the production authority says of an artifact that it has hashed itself, typ enigm-production+jws:
/// {"artifact":{"digest","length"},"deployment","manifest","release","v":1}. An approved release.sign-production names
/// the same.
struct Production
{
    QByteArray deployment; ///< 32 bytes
    QString release;       ///< UUIDv7
    QByteArray manifest;   ///< Manifest::digest
    QByteArray artifact;   ///< SHA-256
    qint64 length = 0;     ///< bytes

    /// What has to be signed for a release of this manifest.
    [[nodiscard]] static Production of(const Manifest &manifest);

    static Expected<Production> fromJson(const json::Value &payload);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const Production &, const Production &) = default;
};

struct SignedProduction
{
    signing::Jws jws;
    Production production;

    static Expected<SignedProduction> parse(QByteArrayView compact);
    /// What will be signed; checked, because nobody signs what nobody would accept.
    static Expected<signing::UnsignedJws> prepare(const Production &production, const signing::PublicKey &key);
    static Expected<SignedProduction> sign(const Production &production, const signing::Signer &signer);
};

} // namespace enigm::ota
