#pragma once

#include "contract/problems/Problem.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QUrl>

namespace enigm::app {

/// A control plane as a child process on loopback: founds a sample where there is none yet, serves it, and stops with
/// this console, also where that ends badly.
class EmbeddedControlPlane final : public QObject
{
    Q_OBJECT

public:
    static constexpr int sampleDevices = 5000;

    explicit EmbeddedControlPlane(QString dataDirectory, QObject *parent = nullptr);
    ~EmbeddedControlPlane() override;

    [[nodiscard]] QString deploymentFile() const;
    [[nodiscard]] const QString &dataDirectory() const { return m_directory; }
    /// Founds if need be, and serves.
    void start(int devices = sampleDevices);
    /// Asks the child to end and waits for it, a few seconds at most.
    void stop();
    /// Where consoles and enigmctl connect to; empty before it is ready.
    [[nodiscard]] const QUrl &url() const { return m_url; }
    /// Where devices check in; empty before it is ready.
    [[nodiscard]] const QUrl &deviceUrl() const { return m_deviceUrl; }

Q_SIGNALS:
    /// A line for a person about what is going on.
    void progressed(const QString &line);
    /// It accepts requests.
    void ready(const QUrl &url);
    void failed(const enigm::Problem &problem);

private:
    enum class Stage { Idle, Founding, Serving, Stopping };
    void found(int devices);
    void serve();
    void launch(const QStringList &arguments);
    void onOutput();
    void onErrorOutput();
    void onFinished(int exitCode);

    QString m_directory;
    QProcess m_process;
    Stage m_stage = Stage::Idle;
    QString m_lastLine;
    QUrl m_url;
    QUrl m_deviceUrl;
};

} // namespace enigm::app
