#include "tests/control-plane/ota/StockClient.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

constexpr int patience = 30'000; // milliseconds

QByteArray pem(const QByteArray &label, const QByteArray &der)
{
    constexpr qsizetype lineLength = 64;
    const QByteArray text = der.toBase64();
    QByteArray lines;
    for (qsizetype i = 0; i < text.size(); i += lineLength)
        lines += text.sliced(i, std::min(lineLength, text.size() - i)) + '\n';
    return "-----BEGIN " + label + "-----\n" + lines + "-----END " + label + "-----\n";
}

} // namespace

StockClient::StockClient(const Setting &setting)
{
    write(u"server.pem"_s, pem("CERTIFICATE", setting.serverCertificate));
    write(u"device.pem"_s, pem("CERTIFICATE", setting.device.certificate));
    write(u"device.key"_s, pem("PRIVATE KEY", setting.device.tlsKey->pkcs8().view().toByteArray()));
    write(u"swupdate.cfg"_s, "globals : { loglevel = 5; };\nsuricatta : {\n  cafile = \"" +
                                 path(u"server.pem"_s).toUtf8() + "\";\n  sslkey = \"" +
                                 path(u"device.key"_s).toUtf8() + "\";\n  sslcert = \"" +
                                 path(u"device.pem"_s).toUtf8() + "\";\n};\n" +
                                 "identify : ( { name = \"model\"; value = \"reference\"; } );\n");
    m_arguments = {u"-f"_s, path(u"swupdate.cfg"_s),  u"-B"_s, u"none"_s, u"-H"_s, u"board:1.0"_s,
                   u"-k"_s, setting.imageCertificate, u"-l"_s, u"5"_s};
    m_suricatta = u"-t %1 -i %2 -u %3 -p 1 -r 2 -w 1"_s.arg(setting.tenant, setting.device.handle.text(),
                                                            setting.server.toString());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, m_folder.path()); // its sockets, too
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
}

StockClient::~StockClient()
{
    stop();
}

void StockClient::start(bool hasStartedWell)
{
    m_process.start(u"swupdate"_s,
                    m_arguments + QStringList{u"-u"_s, m_suricatta + (hasStartedWell ? u" -c 2"_s : u""_s)});
}

void StockClient::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, patience))
        m_process.kill();
    m_process.waitForFinished();
}

QByteArray StockClient::said()
{
    m_said += m_process.readAll();
    return m_said;
}

void StockClient::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
}

} // namespace enigm::test
