#pragma once

#include "contract/json/ObjectReader.h"
#include "contract/ota/Manifest.h"
#include "contract/ota/ProductionSignature.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>

namespace enigm::changes {

/// {"manifest"} of release.sign-manifest: the manifest authority may sign just this.
struct SignManifestParameters
{
    ota::Manifest manifest;

    static SignManifestParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const SignManifestParameters &, const SignManifestParameters &) = default;
};

/// {"artifact":{"digest","length"},"manifest":digest,"release"} of release.sign-production: the production authority
/// may sign this artifact, once it has hashed it itself.
struct SignProductionParameters
{
    QString release;     ///< UUIDv7
    QByteArray manifest; ///< ota::Manifest::digest
    QByteArray artifact; ///< SHA-256
    qint64 length = 0;   ///< bytes

    static SignProductionParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    /// What the authority signs.
    [[nodiscard]] ota::Production production(const QByteArray &deployment) const;
    friend bool operator==(const SignProductionParameters &, const SignProductionParameters &) = default;
};

/// Whether the manifest of a release may be signed: WrongDeployment for one that names another; AlreadyExists where one
/// was signed off before, since a corrected release is another release.
[[nodiscard]] Expected<void> checkSignManifest(const SignManifestParameters &change, QByteArrayView deployment,
                                               bool isKnown);
/// Whether the artifact of a release may be signed, whose manifest was signed off as `manifest`: NotFound where none
/// was, Drifted where the change names another or its artifact is another; AlreadyExists where it was before.
[[nodiscard]] Expected<void> checkSignProduction(const SignProductionParameters &change,
                                                 const std::optional<ota::Manifest> &manifest, bool isSigned);

/// The releases that were signed off, as executed changes made them.
class ReleaseFold
{
public:
    struct Release
    {
        ota::Manifest manifest;
        bool isForProduction = false; ///< its artifact was signed off too
    };

    /// `deployment` has 32 bytes.
    explicit ReleaseFold(QByteArrayView deployment)
        : m_deployment(deployment.toByteArray())
    {}

    // Each takes one execution: what the checks above refuse.
    Expected<void> apply(const SignManifestParameters &change);
    Expected<void> apply(const SignProductionParameters &change);
    /// An execution whose content is withheld signed off this release, or any where it is withheld even of which.
    void forget(const QString &release);
    void forgetAll();

    /// Nothing for a release that is not there, or was forgotten.
    [[nodiscard]] std::optional<Release> find(const QString &release) const;
    /// Whether something may be known of it that is withheld.
    [[nodiscard]] bool isDark(const QString &release) const;

private:
    QByteArray m_deployment;
    QHash<QString, Release> m_releases;
    QSet<QString> m_forgotten;
    bool m_isAnyForgotten = false;
};

} // namespace enigm::changes
