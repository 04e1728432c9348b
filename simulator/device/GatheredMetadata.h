#pragma once

#include "contract/ota/tuf/Updater.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>
#include <utility>

namespace enigm::simulator {

/// The metadata files that a device has fetched so far in one refresh: a fetcher for a client that does not wait. A
/// file that is not here yet ends the attempt and is remembered; once it is here the client begins again, from what it
/// kept meanwhile.
class GatheredMetadata final : public ota::tuf::Fetcher
{
public:
    struct Missing
    {
        QString file;
        qint64 most = 0; ///< bytes
    };

    /// Unavailable for what is yet to be fetched.
    [[nodiscard]] Expected<QByteArray> metadata(const QString &file, qint64 most) override;
    /// Targets are fetched elsewhere, hashed while they arrive: NotFound.
    [[nodiscard]] Expected<QByteArray> target(const QString &path, qint64 most) override;

    void put(const QString &file, const QByteArray &text) { m_files.insert(file, text); }
    /// The server has no such file.
    void putNone(const QString &file) { m_files.insert(file, std::nullopt); }
    /// What the last attempt ended for; asking forgets it.
    [[nodiscard]] std::optional<Missing> takeMissing() { return std::exchange(m_missing, std::nullopt); }

private:
    QHash<QString, std::optional<QByteArray>> m_files;
    std::optional<Missing> m_missing;
};

} // namespace enigm::simulator
