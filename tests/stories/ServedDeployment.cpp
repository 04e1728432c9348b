#include "tests/stories/ServedDeployment.h"

#include "contract/json/JsonParser.h"
#include "tests/app/enigmctl/CtlProcess.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

constexpr int patience = 60'000; // milliseconds

} // namespace

ServedDeployment::ServedDeployment(QString directory)
    : m_directory(std::move(directory))
{}

ServedDeployment::~ServedDeployment()
{
    if (m_program.state() == QProcess::NotRunning)
        return;
    m_program.terminate();
    if (!m_program.waitForFinished(patience))
        m_program.kill();
}

QString ServedDeployment::start(const QStringList &more, const QByteArray &input)
{
    m_program.start(builtProgram(u"enigm-control-plane"_s), QStringList{u"serve"_s, u"--data"_s, m_directory} + more);
    m_program.write(input);
    m_program.closeWriteChannel();
    while (!m_program.canReadLine()) {
        if (!m_program.waitForReadyRead(patience))
            return u"serve: "_s + QString::fromUtf8(m_program.readAllStandardError());
    }
    const auto line = json::parse(m_program.readLine().trimmed());
    const json::Value *const url = line ? line->object().find("device_url"_L1) : nullptr;
    const json::Value *const gatewayUrl = line ? line->object().find("gateway_url"_L1) : nullptr;
    if (!url || !gatewayUrl)
        return u"serve: no ready line"_s;
    m_deviceUrl = url->text();
    m_gatewayUrl = gatewayUrl->text();
    return {};
}

void ServedDeployment::kill()
{
    m_program.kill();
    m_program.waitForFinished(patience);
}

} // namespace enigm::test
