#pragma once

#include "contract/ota/tuf/Updater.h"

#include <QMap>
#include <QStringList>

namespace enigm::test {

/// What a server serves, file by file, and what was asked of it.
class MemoryRepository final : public ota::tuf::Fetcher
{
public:
    QMap<QString, QByteArray> files;   ///< metadata by file name
    QMap<QString, QByteArray> targets; ///< by the path they are served at
    QStringList asked;

    [[nodiscard]] Expected<QByteArray> metadata(const QString &file, qint64 most) override;
    [[nodiscard]] Expected<QByteArray> target(const QString &path, qint64 most) override;
};

/// What a device keeps.
class MemoryStore final : public ota::tuf::MetadataStore
{
public:
    QMap<QString, QByteArray> kept;

    [[nodiscard]] std::optional<QByteArray> load(const QString &role) override;
    Expected<void> keep(const QString &role, QByteArrayView text) override;
    Expected<void> forget(const QString &role) override;
};

} // namespace enigm::test
