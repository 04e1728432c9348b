#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/ota/tuf/Updater.h"
#include "simulator/device/MetadataPool.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace enigm::simulator {

/// What one device keeps of the update repository, so that nobody shows it an older one: {role: digest} in
/// DIR/HANDLE.tuf.json, the files themselves in the pool. A write is whole or has never been.
class RepositoryMemory final : public ota::tuf::MetadataStore
{
public:
    /// Borrows the pool.
    RepositoryMemory(const QString &directory, const fleet::DeviceHandle &device, MetadataPool &pool);

    /// What was kept last; nothing of a device that has never asked. FileUnreadable; the problems of JSON and the pool.
    [[nodiscard]] Expected<void> read();
    /// FileUnreadable.
    [[nodiscard]] Expected<void> write();

    // Until it is written, in memory alone.
    [[nodiscard]] std::optional<QByteArray> load(const QString &role) override;
    Expected<void> keep(const QString &role, QByteArrayView text) override;
    Expected<void> forget(const QString &role) override;

private:
    QString m_path;
    MetadataPool &m_pool;
    QMap<QString, QByteArray> m_files; ///< by role
    bool m_isChanged = false;
};

} // namespace enigm::simulator
