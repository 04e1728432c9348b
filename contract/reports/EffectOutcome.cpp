#include "contract/reports/EffectOutcome.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::reports {

Expected<EffectOutcome> EffectOutcome::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    signing::PublicKey key = reader.with("key"_L1, operators::parseP256);
    const QString compact = reader.text("report"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto report = SignedReport::parse(compact.toUtf8());
    if (!report)
        return std::unexpected(report.error().under(reader.pointerTo("report"_L1)));
    return EffectOutcome{.key = std::move(key), .report = std::move(*report)};
}

json::Value EffectOutcome::toJson() const
{
    return json::Object{{"key"_L1, key.jwk()}, {"report"_L1, QString::fromLatin1(report.jws.compact())}};
}

const Acknowledgement &EffectOutcome::acknowledgement() const
{
    return std::get<Acknowledgement>(report.report.body);
}

Expected<void> EffectOutcome::verify(const QString &thumbprint) const
{
    if (key.thumbprint() != thumbprint)
        return refuse(ProblemType::UnknownKey, u"This is not the attested key of the device."_s, u"/key"_s);
    if (auto verified = report.jws.verify(key); !verified)
        return std::unexpected(verified.error().under(u"/report"_s));
    return {};
}

log::ActivityEntry EffectOutcome::describe() const
{
    const QString handle = report.report.handle.text();
    const bool isRefused = acknowledgement().outcome == Obedience::Refused;
    return {.category = log::Category::DeviceLifecycle,
            .action = u"effect.outcome"_s,
            .resource = log::Resource::Device,
            .actor = handle,
            .outcome = isRefused ? log::Outcome::Refused : log::Outcome::Done,
            .change = acknowledgement().change,
            .handles = {handle},
            .body = {}};
}

} // namespace enigm::reports
