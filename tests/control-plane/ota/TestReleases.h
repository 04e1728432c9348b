#pragma once

#include "control-plane/ota/ReleaseReader.h"
#include "control-plane/ota/ReleaseService.h"

namespace enigm::test {

/// Bytes that do not repeat themselves.
[[nodiscard]] QByteArray artifactBytes(qsizetype size, quint32 seed = 1);

/// An artifact and what is declared of it, for a release of this id.
[[nodiscard]] controlplane::ota::ReleaseImport importOf(const QByteArray &artifact, const QString &release,
                                                        const QString &version = QStringLiteral("2026.11.2"));

/// Acts on releases, each waited for.
class ReleaseDesk
{
public:
    ReleaseDesk(controlplane::ota::ReleaseService &releases, QString operatorId);

    [[nodiscard]] Expected<void> begin(const controlplane::ota::ReleaseImport &import);
    [[nodiscard]] Expected<qint64> send(const QString &release, qint64 offset, QByteArrayView bytes);
    /// From `offset` to the end, in parts of this size.
    [[nodiscard]] Expected<void> sendAll(const QString &release, const QByteArray &artifact, qint64 offset = 0,
                                         qsizetype part = controlplane::ota::ReleaseService::mostPart);
    [[nodiscard]] Expected<void> remove(const QString &release);

private:
    controlplane::ota::ReleaseService &m_releases;
    const QString m_operator;
};

} // namespace enigm::test
