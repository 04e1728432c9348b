#pragma once

#include "api-client/audit/CheckpointStore.h"

namespace enigm::client {

/// The last checkpoints seen, as files: DIRECTORY/<deployment, hexadecimal>/<log>.checkpoint. Console and enigmctl of
/// one person share them, so that neither can be shown a past that the other has seen beyond.
class FileCheckpointStore final : public CheckpointStore
{
public:
    /// The directory (stateDirectory(), for programs) is made with the first checkpoint.
    explicit FileCheckpointStore(QString directory);

    /// A file that is there and cannot be read answers empty bytes, which no follower takes for a checkpoint: what was
    /// seen must not be forgotten in silence.
    [[nodiscard]] std::optional<QByteArray> load(const QByteArray &deployment, const QString &log) override;
    /// Replaces the file whole.
    [[nodiscard]] Expected<void> save(const QByteArray &deployment, const QString &log,
                                      const QByteArray &note) override;

private:
    [[nodiscard]] QString pathOf(const QByteArray &deployment, const QString &log) const;
    QString m_directory;
};

} // namespace enigm::client
