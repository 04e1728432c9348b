#include "contract/reports/AttestedReport.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::reports {

namespace {

log::ActivityEntry entryOf(const Acknowledgement &said, const QString &handle)
{
    const bool isRefused = said.outcome == Obedience::Refused;
    return {.category = log::Category::DeviceLifecycle,
            .action = u"effect.outcome"_s,
            .resource = log::Resource::Device,
            .actor = handle,
            .outcome = isRefused ? log::Outcome::Refused : log::Outcome::Done,
            .change = said.change,
            .handles = {handle},
            .body = {}};
}

log::ActivityEntry postureEntry(const QString &action, const QString &handle)
{
    return {.category = log::Category::PostureChange,
            .action = action,
            .resource = log::Resource::Device,
            .actor = handle,
            .outcome = log::Outcome::Done,
            .change = {},
            .handles = {handle},
            .body = {}};
}

log::ActivityEntry entryOf(const Posture &, const QString &handle)
{
    return postureEntry(u"posture.changed"_s, handle);
}

log::ActivityEntry entryOf(const FreshAttestation &, const QString &handle)
{
    return postureEntry(u"attestation.judged"_s, handle);
}

log::ActivityEntry entryOf(const UpdateReport &said, const QString &handle)
{
    const bool hasFailed = said.stage == ota::UpdateStage::Failed;
    return {.category = log::Category::OtaOutcome,
            .action = u"update.outcome"_s,
            .resource = log::Resource::Device,
            .actor = handle,
            .outcome = hasFailed ? log::Outcome::Failed : log::Outcome::Done,
            .change = said.change,
            .handles = {handle},
            .body = {}};
}

log::ActivityEntry entryOf(const HeldPolicies &, const QString &handle)
{
    return postureEntry(u"policies.confirmed"_s, handle);
}

} // namespace

template <typename Body>
Expected<AttestedReport<Body>> AttestedReport<Body>::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    signing::PublicKey key = reader.with("key"_L1, operators::parseP256);
    const QString compact = reader.text("report"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto report = SignedReport::parse(compact.toUtf8());
    if (!report)
        return std::unexpected(report.error().under(reader.pointerTo("report"_L1)));
    if (!std::holds_alternative<Body>(report->report.body))
        return refuse(ProblemType::OutOfRange, u"A report of another kind belongs here."_s, u"/report/kind"_s);
    return AttestedReport{.key = std::move(key), .report = std::move(*report)};
}

template <typename Body>
json::Value AttestedReport<Body>::toJson() const
{
    return json::Object{{"key"_L1, key.jwk()}, {"report"_L1, QString::fromLatin1(report.jws.compact())}};
}

template <typename Body>
Expected<void> AttestedReport<Body>::verify(const QString &thumbprint) const
{
    if (key.thumbprint() != thumbprint)
        return refuse(ProblemType::UnknownKey, u"This is not the attested key of the device."_s, u"/key"_s);
    if (auto verified = report.jws.verify(key); !verified)
        return std::unexpected(verified.error().under(u"/report"_s));
    return {};
}

template <typename Body>
log::ActivityEntry AttestedReport<Body>::describe() const
{
    return entryOf(body(), report.report.handle.text());
}

template struct AttestedReport<Acknowledgement>;
template struct AttestedReport<Posture>;
template struct AttestedReport<FreshAttestation>;
template struct AttestedReport<UpdateReport>;
template struct AttestedReport<HeldPolicies>;

} // namespace enigm::reports
