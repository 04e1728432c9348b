#pragma once

#include "contract/deployment/DeviceArchive.h"

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

namespace enigm::test {

/// Debian's swupdate, unmodified, as the update client of one device: it polls, verifies images by CMS and installs
/// files. Keeps nothing over a restart but what it has installed, so that it is told at its start how that went.
class StockClient
{
public:
    struct Setting
    {
        const deployment::DeviceIdentity &device;
        QByteArray serverCertificate; ///< DER
        QUrl server;
        QString tenant;
        QString imageCertificate; ///< PEM file
    };
    explicit StockClient(const Setting &setting);
    ~StockClient();

    /// Starts it; `hasStartedWell`: after an update, which it then confirms.
    void start(bool hasStartedWell = false);
    /// SIGTERM, and it has ended.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// All that it has said.
    [[nodiscard]] QByteArray said();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &content) const;

    QTemporaryDir m_folder;
    QStringList m_arguments;
    QString m_suricatta; ///< options of its part that polls
    QProcess m_process;
    QByteArray m_said;
};

} // namespace enigm::test
