#include "simulator/device/DeviceReport.h"

#include "contract/json/JsonParser.h"
#include "contract/reports/AttestedReport.h"
#include "simulator/device/CommandReplies.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

using reports::SignedReport;

namespace {

constexpr qsizetype nonceSize = 16;

/// The header and payload of one report under the signature of another by the same key.
Expected<SignedReport> mixed(const SignedReport &report, const SignedReport &other)
{
    const QByteArray compact = report.jws.compact();
    const QByteArray foreign = other.jws.compact();
    return SignedReport::parse(compact.first(compact.lastIndexOf('.')) + foreign.sliced(foreign.lastIndexOf('.')));
}

} // namespace

DeviceReport::DeviceReport(deployment::DeviceIdentity device, DeviceListener listener, Plan plan, QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_listener(std::move(listener))
    , m_plan(std::move(plan))
{
    ask({.method = "POST", .path = "/device/v1/nonces", .body = "{}"}, &DeviceReport::takeNonce);
}

void DeviceReport::ask(Ask ask, Take take)
{
    auto *const exchange = new Exchange(m_device, m_listener, std::move(ask), this);
    connect(exchange, &Exchange::finished, this, [this, exchange, take](const Reply &reply) {
        exchange->deleteLater();
        (this->*take)(reply);
    });
}

void DeviceReport::takeNonce(const Reply &reply)
{
    if (reply.outcome != Reply::Outcome::Answered) {
        Q_EMIT finished(reply);
        return;
    }
    auto nonce = readNonce(reply.body);
    if (!nonce) {
        Q_EMIT finished(Reply::failed(nonce.error()));
        return;
    }
    if (m_plan.misbehaviour == Misbehaviour::ForeignNonce)
        nonce = signing::randomBytes(nonceSize);
    const auto report = sign(*nonce);
    if (!report) {
        Q_EMIT finished(Reply::failed(report.error()));
        return;
    }
    m_report = json::canonical(*report);
    handIn();
}

Expected<json::Value> DeviceReport::sign(const QByteArray &nonce) const
{
    reports::Report report{.deployment = m_plan.deployment,
                           .handle = m_device.handle,
                           .body = m_plan.body,
                           .time = m_plan.clock->now(),
                           .nonce = nonce};
    if (m_plan.misbehaviour == Misbehaviour::ForeignHandle)
        report.handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {'x'}); // somebody else's
    const bool isForged = m_plan.misbehaviour == Misbehaviour::ForgeReport;
    const signing::PrivateKey &key = isForged ? *m_device.tlsKey : *m_device.attestedKey;
    auto made = SignedReport::sign(report, key);
    if (made && m_plan.misbehaviour == Misbehaviour::WrongSignature) {
        report.nonce = signing::randomBytes(nonceSize);
        made = andThen(SignedReport::sign(report, key), [&](const SignedReport &other) { return mixed(*made, other); });
    }
    if (!made)
        return std::unexpected(made.error());
    return std::visit(
        [&]<typename Body>(const Body &) {
            return reports::AttestedReport<Body>{.key = key.publicKey(), .report = std::move(*made)}.toJson();
        },
        m_plan.body);
}

void DeviceReport::handIn()
{
    ask({.method = "POST", .path = m_plan.path, .body = m_report}, &DeviceReport::takeAnswer);
}

void DeviceReport::takeAnswer(const Reply &reply)
{
    if (reply.outcome == Reply::Outcome::Answered && m_plan.misbehaviour == Misbehaviour::ReplayReport && !m_isReplay) {
        m_isReplay = true;
        handIn();
        return;
    }
    if (reply.outcome == Reply::Outcome::Answered) {
        if (const auto taken = readTaken(reply.body); !taken) {
            Q_EMIT finished(Reply::failed(taken.error()));
            return;
        }
    }
    Q_EMIT finished(reply);
}

} // namespace enigm::simulator
