#pragma once

#include "contract/ota/tuf/Delegations.h"
#include "contract/ota/tuf/FileHashes.h"
#include "contract/ota/tuf/MetadataMembers.h"

#include <QMap>

#include <optional>

namespace enigm::ota::tuf {

/// A file that a repository has.
struct TargetFile
{
    qint64 length = 0;
    FileHashes hashes;
    json::Value custom; ///< an object, or null for none
    friend bool operator==(const TargetFile &, const TargetFile &) = default;

    static Expected<TargetFile> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
};

/// Metadata of the targets role or of one that it delegates to (TUF 1.0 section 4.5).
struct Targets
{
    Heading heading;
    QMap<QString, TargetFile> files; ///< by path
    std::optional<Delegations> delegations;

    static Expected<Targets> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
};

} // namespace enigm::ota::tuf
