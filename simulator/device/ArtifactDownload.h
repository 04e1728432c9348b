#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/ota/Manifest.h"
#include "simulator/wire/DeviceLine.h"

#include <QCryptographicHash>
#include <QFile>
#include <QObject>

#include <optional>

namespace enigm::simulator {

/// One device fetches one artifact into DIR/HANDLE.part, hashing it while it arrives. What is there of it already is
/// not asked for again; a connection that breaks is taken up where it broke, a few times.
class ArtifactDownload : public QObject
{
    Q_OBJECT

public:
    struct Wanted
    {
        ota::Artifact artifact;
        QString url;
        qint64 interruptAfter = 0; ///< breaks the connection itself, once, after so many bytes; 0: never
    };
    /// Borrows the line.
    ArtifactDownload(DeviceLine &line, const QString &directory, const fleet::DeviceHandle &device, Wanted wanted,
                     QObject *parent);

    void start();
    /// What was fetched is no longer needed.
    void discard() { m_file.remove(); }
    /// Requests with a Range that were answered so.
    [[nodiscard]] int resumed() const { return m_resumed; }

Q_SIGNALS:
    /// Once, from the event loop. BodyMismatch for other bytes than those of the manifest.
    void finished(const std::optional<enigm::Problem> &problem);

private:
    void goOn();
    bool take(int status, QByteArrayView bytes);
    [[nodiscard]] bool beginAnew();
    void answered(const Reply &reply);
    void conclude(const std::optional<Problem> &problem);
    [[nodiscard]] bool readAgain();

    DeviceLine &m_line;
    Wanted m_wanted;
    QFile m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_received = 0;
    bool m_isRange = false; ///< the rest was asked for
    int m_attempts = 0;
    int m_waits = 0; ///< because too many others fetch it
    int m_resumed = 0;
    bool m_wasInterrupted = false;
    std::optional<Problem> m_trouble; ///< why no more is taken
};

} // namespace enigm::simulator
