#pragma once

#include "contract/json/JsonValue.h"
#include "contract/operators/UpdateKeys.h"
#include "contract/ota/Manifest.h"
#include "contract/ota/ReleaseStage.h"
#include "contract/ota/RolloutWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::ota {

/// One authority's signature, and the people by whose signatures it could be made.
struct ReleaseSignature
{
    operators::SigningAuthority authority = operators::SigningAuthority::Manifest;
    QString key;    ///< thumbprint
    QString change; ///< reference of the change that allowed it
    QString askedBy;
    std::vector<QString> approvedBy; ///< sorted
    qint64 time = 0;

    friend bool operator==(const ReleaseSignature &, const ReleaseSignature &) = default;
};

struct Publication
{
    RolloutModel channel = RolloutModel::Validation;
    qint64 time = 0;

    friend bool operator==(const Publication &, const Publication &) = default;
};

/// A release as it stands (openapi: Release). What is signed of it is in the two signed values; the rest is as served.
struct Release
{
    Manifest manifest = {};
    QString build = {};  ///< what made the artifact, in the words of whoever imported it
    qint64 received = 0; ///< bytes of the artifact that are here
    QString importedBy = {};
    qint64 begun = 0;
    QByteArray manifestJws = {};   ///< compact; empty: not signed
    QByteArray productionJws = {}; ///< the same
    std::vector<ReleaseSignature> signatures = {};
    std::vector<Publication> published = {}; ///< each channel once
    std::vector<ReachedStage> stages = {};   ///< in their order; never empty
    qint64 installed = 0;                    ///< devices that have confirmed it

    [[nodiscard]] const QString &id() const { return manifest.release; }
    [[nodiscard]] ReleaseStage stage() const { return stages.empty() ? ReleaseStage::Build : stages.back().stage; }
    [[nodiscard]] bool isComplete() const { return received == manifest.artifact.length; }
    [[nodiscard]] bool isSigned() const { return !manifestJws.isEmpty() || !productionJws.isEmpty(); }
    /// Nothing where the release has not come there, or has gone past it.
    [[nodiscard]] std::optional<qint64> reached(ReleaseStage stage) const;

    [[nodiscard]] json::Value toJson() const;
    /// Strict, and of one mind: what it says twice it says alike.
    [[nodiscard]] static Expected<Release> fromJson(const json::Value &value, const QString &pointer = {});

    friend bool operator==(const Release &, const Release &) = default;
};

} // namespace enigm::ota
