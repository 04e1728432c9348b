#include "app/console/EmbeddedControlPlane.h"

#include "contract/json/JsonParser.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>

namespace enigm::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int stopTime = 5000; // milliseconds

/// Beside this program, where the build and the packages put it, or on the path.
QString controlPlaneProgram()
{
    const QString name = u"enigm-control-plane"_s;
    const QString beside = QCoreApplication::applicationDirPath() + u'/' + name;
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(name);
}

QUrl urlMember(const json::Object &object, QStringView name)
{
    const json::Value *const value = object.find(name);
    return value && value->kind() == json::Value::Kind::Text ? QUrl(value->text(), QUrl::StrictMode) : QUrl();
}

} // namespace

EmbeddedControlPlane::EmbeddedControlPlane(QString dataDirectory, QObject *parent)
    : QObject(parent)
    , m_directory(std::move(dataDirectory))
{
    // The child ends with this process, however that ends.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &EmbeddedControlPlane::onOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &EmbeddedControlPlane::onErrorOutput);
    connect(&m_process, &QProcess::finished, this, &EmbeddedControlPlane::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed({ProblemType::Unavailable, m_process.errorString()});
    });
}

EmbeddedControlPlane::~EmbeddedControlPlane()
{
    stop();
}

QString EmbeddedControlPlane::deploymentFile() const
{
    return m_directory + u"/deployment.json"_s;
}

void EmbeddedControlPlane::start(int devices)
{
    if (QFileInfo::exists(deploymentFile()))
        serve();
    else
        found(devices);
}

void EmbeddedControlPlane::found(int devices)
{
    m_stage = Stage::Founding;
    Q_EMIT progressed(tr("Founding a sample organisation with %n device(s)…", nullptr, devices));
    launch({u"found"_s, u"--data"_s, m_directory, u"--sample"_s, u"--devices"_s, QString::number(devices)});
}

void EmbeddedControlPlane::serve()
{
    m_stage = Stage::Serving;
    Q_EMIT progressed(tr("Starting the control plane…"));
    const QString anyPort = u"127.0.0.1:0"_s;
    launch({u"serve"_s, u"--data"_s, m_directory, u"--listen"_s, anyPort, u"--device-listen"_s, anyPort,
            u"--gateway-listen"_s, anyPort});
}

void EmbeddedControlPlane::launch(const QStringList &arguments)
{
    m_lastLine.clear(); // what was said before is no reason of what comes
    const QString program = controlPlaneProgram();
    if (program.isEmpty()) {
        Q_EMIT failed({ProblemType::Unavailable, tr("The program enigm-control-plane is not installed.")});
        return;
    }
    m_process.start(program, arguments);
}

void EmbeddedControlPlane::onOutput()
{
    while (m_process.canReadLine()) {
        const auto line = json::parse(m_process.readLine().trimmed());
        if (m_stage != Stage::Serving || !line || line->kind() != json::Value::Kind::Object)
            continue;
        const json::Value *const event = line->object().find(u"event");
        if (event && event->kind() == json::Value::Kind::Text && event->text() == "ready"_L1) {
            m_deviceUrl = urlMember(line->object(), u"device_url");
            m_url = urlMember(line->object(), u"url");
            Q_EMIT ready(m_url);
        }
    }
}

void EmbeddedControlPlane::onErrorOutput()
{
    const QList<QByteArray> lines = m_process.readAllStandardError().split('\n');
    for (const QByteArray &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        m_lastLine = QString::fromUtf8(line.trimmed());
        if (m_stage == Stage::Founding)
            Q_EMIT progressed(m_lastLine);
    }
}

void EmbeddedControlPlane::onFinished(int exitCode)
{
    const Stage stage = std::exchange(m_stage, Stage::Idle);
    m_url.clear();
    m_deviceUrl.clear();
    if (stage == Stage::Stopping)
        return;
    if (stage == Stage::Founding && exitCode == 0)
        serve();
    else
        Q_EMIT failed({ProblemType::Unavailable, m_lastLine.isEmpty() ? tr("It ended without a word.") : m_lastLine});
}

void EmbeddedControlPlane::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_stage = Stage::Stopping;
    m_process.terminate();
    if (!m_process.waitForFinished(stopTime)) {
        m_process.kill();
        m_process.waitForFinished(stopTime);
    }
}

} // namespace enigm::app
