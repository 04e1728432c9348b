#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace enigm::simulator {

/// The metadata files that the devices of one machine keep, each once in DIR/metadata, by its digest: ten thousand
/// devices keep the same handful. What is used is held in memory.
class MetadataPool
{
public:
    explicit MetadataPool(const QString &stateDirectory);

    /// The file with this SHA-256. FileUnreadable; BodyMismatch for one that has rotted.
    [[nodiscard]] Expected<QByteArray> read(const QByteArray &digest);
    /// Answers the digest. FileUnreadable.
    [[nodiscard]] Expected<QByteArray> keep(QByteArrayView text);

private:
    [[nodiscard]] QString pathOf(const QByteArray &digest) const;

    QString m_directory;
    QHash<QByteArray, QByteArray> m_files; ///< by digest
};

} // namespace enigm::simulator
