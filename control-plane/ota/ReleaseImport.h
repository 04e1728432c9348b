#pragma once

#include "contract/json/JsonValue.h"
#include "contract/ota/Manifest.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

namespace enigm::controlplane::ota {

/// What a release manager says of a release that is to be imported (openapi: ReleaseImport).
struct ReleaseImport
{
    enigm::ota::Manifest manifest; ///< as it is to be signed, the id of the new release in it
    QString build;                 ///< what made the artifact

    static constexpr qsizetype maxBuild = 120;

    /// {"artifact":{"digest","length","name"},"build","manifest":{"builds","notes","rollback_index","security_patch",
    /// "version"}}, for a release of this id in this deployment. The problems of Manifest::fromJson.
    [[nodiscard]] static Expected<ReleaseImport> fromJson(const json::Value &value, const QByteArray &deployment,
                                                          const QString &release);
};

} // namespace enigm::controlplane::ota
