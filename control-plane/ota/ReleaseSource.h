#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/ota/OfferSource.h"
#include "control-plane/store/Database.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace enigm::controlplane::ota {

/// What a device is given of a release that both authorities have signed.
struct OfferedRelease
{
    QString version;
    OfferedArtifact artifact;
    QByteArray manifest;      ///< JWS of the manifest authority
    QByteArray production;    ///< JWS of the production authority
    QString manifestChange;   ///< reference of the release.sign-manifest
    QString productionChange; ///< reference of the release.sign-production
};

/// Who knows releases by their ids; nothing for one that is not there, or lacks a signature. Any thread.
using ReleaseSource = std::function<Expected<std::optional<OfferedRelease>>(const QString &release)>;

/// Out of the store, which it borrows.
[[nodiscard]] ReleaseSource storedReleases(const store::Database &database);

} // namespace enigm::controlplane::ota
