#include "tests/stories/SampleOrganisation.h"

#include "contract/json/JsonParser.h"
#include "tests/support/Vectors.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

constexpr int patience = 60'000; // milliseconds

} // namespace

SampleOrganisation::~SampleOrganisation()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    if (!m_server.waitForFinished(patience))
        m_server.kill();
}

QString SampleOrganisation::found(int devices)
{
    QProcess program;
    program.start(builtProgram(u"enigm-control-plane"_s),
                  {u"found"_s, u"--data"_s, path(u"data"_s), u"--sample"_s, u"--devices"_s, QString::number(devices)});
    if (!program.waitForFinished(patience) || program.exitCode() != 0)
        return u"found: "_s + QString::fromUtf8(program.readAllStandardError());
    return {};
}

QString SampleOrganisation::serve()
{
    m_server.start(builtProgram(u"enigm-control-plane"_s), {u"serve"_s, u"--data"_s, path(u"data"_s)});
    while (!m_server.canReadLine()) {
        if (!m_server.waitForReadyRead(patience))
            return u"serve: "_s + QString::fromUtf8(m_server.readAllStandardError());
    }
    const auto line = json::parse(m_server.readLine().trimmed());
    const json::Value *const url = line ? line->object().find("device_url"_L1) : nullptr;
    if (!url)
        return u"serve: no ready line"_s;
    m_deviceUrl = url->text();
    return {};
}

QString SampleOrganisation::operatorFile(const QString &person, const QString &suffix) const
{
    return path(u"data/sample/operators/"_s + person + suffix);
}

QByteArray SampleOrganisation::pinOf(const QString &person) const
{
    return readFile(operatorFile(person, u".pin"_s)).trimmed();
}

ProgramRun SampleOrganisation::as(const QString &person, const QStringList &arguments, const QByteArray &pin) const
{
    const QStringList identity{
        u"--deployment"_s,    deploymentFile(), u"--operator"_s, operatorFile(person, u".json"_s),
        u"--passphrase-fd"_s, u"0"_s,           u"--pin-fd"_s,   u"0"_s,
        u"--json"_s};
    return m_ctl.run(identity + arguments, "sample\n" + (pin.isEmpty() ? pinOf(person) : pin) + '\n');
}

ProgramRun SampleOrganisation::offline(const QStringList &arguments) const
{
    return m_ctl.run(arguments);
}

ProgramRun SampleOrganisation::withInput(const QStringList &arguments, const QByteArray &input) const
{
    return m_ctl.run(arguments, input);
}

ProgramRun SampleOrganisation::checkIn(const QString &device) const
{
    QStringList arguments{
        u"--devices"_s, path(u"data/sample/devices"_s), u"--deployment"_s, deploymentFile(), u"--url"_s, m_deviceUrl,
        u"--json"_s};
    if (!device.isEmpty())
        arguments << u"--device"_s << device;
    QProcess program;
    program.start(builtProgram(u"enigm-fleet-simulator"_s), arguments);
    program.waitForFinished(patience);
    return {.exit = program.exitCode(), .out = program.readAllStandardOutput(), .err = program.readAllStandardError()};
}

} // namespace enigm::test
