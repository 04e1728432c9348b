#include "tests/control-plane/api/CommandedDevices.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "tests/support/history/Require.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

CommandedDevices::Sent CommandedDevices::send(const QString &action, changes::TargetSet targets) const
{
    TestConsole administrator(m_deployment, u"administrator-1"_s);
    TestConsole approver(m_deployment, u"approver-1"_s);
    if (targets.leaves().empty())
        targets = m_deployment.devices(fleet::DeviceState::Trusted);
    RawReply record = administrator.ask(action, targets);
    if (memberOf(record, "state"_L1).text() == "pending"_L1)
        record = approver.approve(changeOf(record));
    const json::Value executed = memberOf(record, "executed"_L1);
    if (executed.isNull())
        qFatal("%s was not executed: %s", qPrintable(action), record.body.constData());
    return {.handle = targets.leaves().front().handle,
            .change = changeOf(record).digest(),
            .reference = changeOf(record).request.id,
            .execution = executed.object().find("index"_L1)->integer()};
}

QByteArray CommandedDevices::nonceFor(const fleet::DeviceHandle &handle) const
{
    const auto reply = m_deployment.ask(handle, "POST", "/device/v1/nonces", "{}");
    json::ObjectReader reader(require(json::parse(reply->body)));
    return reader.bytes("nonce"_L1, 16);
}

reports::Report CommandedDevices::reportOn(const Sent &sent) const
{
    return {.deployment = m_deployment.file().deployment,
            .handle = sent.handle,
            .body = reports::Acknowledgement{.change = sent.change,
                                             .execution = sent.execution,
                                             .outcome = reports::Obedience::Obeyed,
                                             .problem = {}},
            .time = m_deployment.clock.now(),
            .nonce = nonceFor(sent.handle)};
}

json::Value CommandedDevices::signedBy(const fleet::DeviceHandle &handle, const reports::Report &report) const
{
    const auto &key = *m_deployment.identity(handle).attestedKey;
    return reports::EffectOutcome{.key = key.publicKey(), .report = require(reports::SignedReport::sign(report, key))}
        .toJson();
}

RawReply CommandedDevices::handIn(const fleet::DeviceHandle &handle, const json::Value &body) const
{
    return *m_deployment.ask(handle, "POST", "/device/v1/acknowledgements", json::canonical(body));
}

} // namespace enigm::test
