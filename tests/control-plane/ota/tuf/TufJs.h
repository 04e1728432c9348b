#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "tests/contract/ota/tuf/MemoryRepository.h"

#include <QString>
#include <QTemporaryDir>
#include <QUrl>

#include <optional>

namespace enigm::test {

/// A device that has the unmodified tuf-js of npm for its client, and keeps what that keeps.
class TufJs
{
public:
    /// Why it cannot be had here; empty where it can.
    [[nodiscard]] static QString missing();

    explicit TufJs(const QByteArray &root);

    /// Refreshes from these files, served over HTTP, and downloads a target: "taken", or what tuf-js calls its refusal.
    [[nodiscard]] QString outcome(const MemoryRepository &served, const QString &target);
    /// The same from a server over mutual TLS, by its own URL.
    [[nodiscard]] QString outcome(const QUrl &url, const deployment::DeviceIdentity &device,
                                  const QByteArray &serverCertificate, const QString &target);
    /// What was downloaded last.
    [[nodiscard]] QByteArray downloaded() const;

private:
    [[nodiscard]] QString run(const json::Value &setting);
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

} // namespace enigm::test
