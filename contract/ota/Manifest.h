#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <vector>

namespace enigm::ota {

inline constexpr auto manifestTyp = QLatin1StringView("enigm-manifest+jws");

/// The bytes that a release installs: {"digest","length","name"}.
struct Artifact
{
    QByteArray digest; ///< SHA-256
    qint64 length = 0; ///< bytes
    QString name;      ///< of a file, without folders

    static constexpr qint64 mostBytes = qint64(64) << 30;
    static constexpr qsizetype maxName = 80;

    static Expected<Artifact> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const Artifact &, const Artifact &) = default;
};

/// What a release is and which devices may take it, typ enigm-manifest+jws: {"artifact","builds","deployment","notes",
/// "release","rollback_index","security_patch","v":1,"version"}. An approved release.sign-manifest carries it, and the
/// manifest authority signs just that.
struct Manifest
{
    QByteArray deployment; ///< 32 bytes
    QString release;       ///< UUIDv7
    QString version;       ///< such as "2026.11.2"; letters, digits, '.', '-', '+' and '_'
    Artifact artifact;
    std::vector<QString> builds; ///< that may take it; sorted, each once, at least one
    qint64 rollbackIndex = 0;    ///< never below that of what is installed
    int securityPatch = 0;       ///< YYYYMM
    QString notes;               ///< for people; may be empty

    static constexpr qsizetype maxVersion = 40;
    static constexpr qsizetype maxBuild = 120;
    static constexpr std::size_t mostBuilds = 64;
    static constexpr qsizetype maxNotes = 2000;

    static Expected<Manifest> fromJson(const json::Value &payload, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const;
    /// SHA-256 of the canonical JSON (RFC 8785): what changes of the release name it by, whoever signs it.
    [[nodiscard]] QByteArray digest() const;
    friend bool operator==(const Manifest &, const Manifest &) = default;
};

struct SignedManifest
{
    signing::Jws jws;
    Manifest manifest;

    static Expected<SignedManifest> parse(QByteArrayView compact);
    /// What will be signed; checked, because nobody signs what nobody would accept.
    static Expected<signing::UnsignedJws> prepare(const Manifest &manifest, const signing::PublicKey &key);
    static Expected<SignedManifest> sign(const Manifest &manifest, const signing::Signer &signer);
};

} // namespace enigm::ota
