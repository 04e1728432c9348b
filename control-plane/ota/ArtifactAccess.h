#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::controlplane::ota {

/// On what terms a device may have an artifact.
struct ArtifactTerms
{
    QString release = {}; ///< of which the artifact is taken
    /// Whatever is sent under the same name shares one rate, over all connections; empty: no limit.
    QString share = {};
    std::optional<qint64> rate = {}; ///< bytes a second of the share; nothing: no limit

    friend bool operator==(const ArtifactTerms &, const ArtifactTerms &) = default;
};

/// Who may fetch what. Thread-safe.
class ArtifactAccess
{
public:
    virtual ~ArtifactAccess() = default;
    /// Of the artifact with this digest (32 bytes), for a device that is served. NotFound where it may not have it, or
    /// where there is none: which of both is nobody's business.
    [[nodiscard]] virtual Expected<ArtifactTerms> terms(const enigm::fleet::DeviceHandle &device,
                                                        const QByteArray &digest) const = 0;
};

} // namespace enigm::controlplane::ota
