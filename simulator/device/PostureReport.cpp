#include "simulator/device/PostureReport.h"

#include "contract/json/JsonParser.h"
#include "simulator/device/CommandReplies.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

using reports::Posture;
using reports::PostureChange;
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

std::optional<Posture> postureOf(QStringView word)
{
    Posture posture{.trustCenter = reports::TrustCenter::Protected,
                    .osTrust = reports::OsTrust::Trusted,
                    .integrity = reports::Integrity::Intact,
                    .appSession = reports::AppSession::Active,
                    .findings = {}};
    if (word == "protected"_L1)
        return posture;
    if (word == "inactive"_L1) {
        posture.trustCenter = reports::TrustCenter::Inactive;
        posture.appSession = reports::AppSession::Ended;
        return posture;
    }
    if (word != "review-required"_L1)
        return std::nullopt;
    posture.trustCenter = reports::TrustCenter::ReviewRequired;
    posture.osTrust = reports::OsTrust::Degraded;
    posture.findings = {{.source = reports::FindingSource::DeveloperOptions,
                         .severity = reports::Severity::High,
                         .recommendation = reports::Recommendation::DisableDeveloperOptions},
                        {.source = reports::FindingSource::OsUpdate,
                         .severity = reports::Severity::Medium,
                         .recommendation = reports::Recommendation::InstallUpdate},
                        {.source = reports::FindingSource::ScreenLock,
                         .severity = reports::Severity::Low,
                         .recommendation = reports::Recommendation::SetScreenLock}};
    posture.sortFindings();
    return posture;
}

PostureReport::PostureReport(deployment::DeviceIdentity device, DeviceListener listener, Plan plan, QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_listener(std::move(listener))
    , m_plan(std::move(plan))
{
    ask({.method = "POST", .path = "/device/v1/nonces", .body = "{}"}, &PostureReport::takeNonce);
}

void PostureReport::ask(Ask ask, Take take)
{
    auto *const exchange = new Exchange(m_device, m_listener, std::move(ask), this);
    connect(exchange, &Exchange::finished, this, [this, exchange, take](const Reply &reply) {
        exchange->deleteLater();
        (this->*take)(reply);
    });
}

void PostureReport::takeNonce(const Reply &reply)
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
    const auto posture = sign(*nonce);
    if (!posture) {
        Q_EMIT finished(Reply::failed(posture.error()));
        return;
    }
    m_report = json::canonical(posture->toJson());
    handIn();
}

Expected<PostureChange> PostureReport::sign(const QByteArray &nonce) const
{
    reports::Report report{.deployment = m_plan.deployment,
                           .handle = m_device.handle,
                           .body = m_plan.posture,
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
    return PostureChange{.key = key.publicKey(), .report = std::move(*made)};
}

void PostureReport::handIn()
{
    ask({.method = "POST", .path = "/device/v1/reports", .body = m_report}, &PostureReport::takeAnswer);
}

void PostureReport::takeAnswer(const Reply &reply)
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
