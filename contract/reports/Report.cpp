#include "contract/reports/Report.h"

#include "contract/changes/TargetSet.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/SignedValue.h"

using namespace Qt::StringLiterals;

namespace enigm::reports {

namespace {

using operators::valueOf;

constexpr auto acknowledgementKind = "acknowledgement"_L1;
constexpr auto attestationKind = "attestation"_L1;
constexpr auto policiesKind = "policies"_L1;
constexpr auto postureKind = "posture"_L1;
constexpr auto updateKind = "update"_L1;

QLatin1StringView kindOf(const Acknowledgement &)
{
    return acknowledgementKind;
}

QLatin1StringView kindOf(const Posture &)
{
    return postureKind;
}

QLatin1StringView kindOf(const FreshAttestation &)
{
    return attestationKind;
}

QLatin1StringView kindOf(const UpdateReport &)
{
    return updateKind;
}

QLatin1StringView kindOf(const HeldPolicies &)
{
    return policiesKind;
}

ReportBody readBody(json::ObjectReader &reader)
{
    const QString kind = reader.text("kind"_L1);
    if (kind == postureKind)
        return reader.with("body"_L1, Posture::fromJson);
    if (kind == attestationKind)
        return reader.with("body"_L1, FreshAttestation::fromJson);
    if (kind == updateKind)
        return reader.with("body"_L1, UpdateReport::fromJson);
    if (kind == policiesKind)
        return reader.with("body"_L1, HeldPolicies::fromJson);
    if (!reader.hasFailed() && kind != acknowledgementKind)
        reader.fail({ProblemType::OutOfRange, u"No report is of this kind."_s, reader.pointerTo("kind"_L1)});
    return reader.with("body"_L1, Acknowledgement::fromJson);
}

} // namespace

Expected<Report> Report::fromJson(const json::Value &payload)
{
    json::ObjectReader reader(payload);
    operators::readVersion1(reader);
    Report report{
        .deployment = reader.bytes("deployment"_L1, 32),
        .handle = reader.with("handle"_L1, changes::parseConsoleHandle),
        .body = readBody(reader),
        .time = reader.integer("time"_L1, 1),
        .nonce = reader.bytes("nonce"_L1, 16),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return report;
}

json::Value Report::toJson() const
{
    return json::Object{
        {"body"_L1, std::visit([](const auto &each) { return each.toJson(); }, body)},
        {"deployment"_L1, valueOf(deployment)},
        {"handle"_L1, handle.text()},
        {"kind"_L1, std::visit([](const auto &each) { return kindOf(each); }, body)},
        {"nonce"_L1, valueOf(nonce)},
        {"time"_L1, time},
        {"v"_L1, 1},
    };
}

Expected<SignedReport> SignedReport::parse(QByteArrayView compact)
{
    return signing::parseSignedValue<SignedReport, Report>(compact, reportTyp);
}

Expected<signing::UnsignedJws> SignedReport::prepare(const Report &report, const signing::PublicKey &key)
{
    return signing::prepareValue(report, reportTyp, key);
}

Expected<SignedReport> SignedReport::sign(const Report &report, const signing::Signer &signer)
{
    return signing::signValue<SignedReport>(report, signer);
}

} // namespace enigm::reports
