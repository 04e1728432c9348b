#include "tests/support/gateway/RunningExample.h"

#include "tests/app/enigmctl/CtlProcess.h"

#include <QStandardPaths>
#include <QTcpSocket>
#include <QTest>

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds

/// Debian keeps servers where users do not look.
const QStringList serverFolders{u"/usr/sbin"_s, u"/sbin"_s};

QString found(const QString &program)
{
    const QString path = QStandardPaths::findExecutable(program);
    return path.isEmpty() ? QStandardPaths::findExecutable(program, serverFolders) : path;
}

} // namespace

QString RunningExample::missingOf(const QStringList &programs)
{
    for (const QString &program : programs) {
        if (found(program).isEmpty())
            return program;
    }
    return {};
}

RunningExample::~RunningExample()
{
    end();
}

void RunningExample::start(const QString &name, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ENIGM_GATEWAY"_s, builtProgram(u"enigm-gateway"_s));
    environment.insert(u"PATH"_s, environment.value(u"PATH"_s) + u':' + serverFolders.join(u':'));
    m_process.setProcessEnvironment(environment);
    m_process.start(qEnvironmentVariable("ENIGM_SOURCE_DIR") + u"/docs/enforcement/%1/run.sh"_s.arg(name), arguments);
}

void RunningExample::end()
{
    if (!isRunning())
        return;
    m_process.terminate();
    if (!QTest::qWaitFor([this] { return !isRunning(); }, patience))
        m_process.kill();
    m_process.waitForFinished();
}

QByteArray RunningExample::said()
{
    m_said += m_process.readAllStandardError();
    return m_said;
}

bool isListening(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    return QTest::qWaitFor([&socket] {
               return socket.state() != QTcpSocket::ConnectingState && socket.state() != QTcpSocket::HostLookupState;
           }) &&
           socket.state() == QTcpSocket::ConnectedState;
}

} // namespace enigm::test
