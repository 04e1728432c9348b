#pragma once

#include "contract/ota/tuf/FileHashes.h"
#include "contract/ota/tuf/MetadataMembers.h"

#include <QMap>

#include <optional>

namespace enigm::ota::tuf {

/// What one metadata file says of another.
struct MetaFile
{
    qint64 version = 1;
    std::optional<qint64> length;
    std::optional<FileHashes> hashes;
    friend bool operator==(const MetaFile &, const MetaFile &) = default;

    /// Of this file.
    static MetaFile of(qint64 version, QByteArrayView text);
    static Expected<MetaFile> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
};

/// Metadata of the timestamp role (TUF 1.0 section 4.6): which snapshot is the newest.
struct Timestamp
{
    Heading heading;
    MetaFile snapshot;

    static Expected<Timestamp> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
};

/// Metadata of the snapshot role (TUF 1.0 section 4.4): which version of each targets role belongs together.
struct Snapshot
{
    Heading heading;
    QMap<QString, MetaFile> roles; ///< by role name, "targets" among them

    static Expected<Snapshot> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
};

} // namespace enigm::ota::tuf
