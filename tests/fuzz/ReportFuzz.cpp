#include "contract/json/JsonParser.h"
#include "contract/reports/EffectOutcome.h"
#include "contract/reports/PolicyConfirmation.h"
#include "contract/reports/PostureChange.h"
#include "contract/reports/UpdateOutcome.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

namespace {

void checkBody(const reports::Acknowledgement &body)
{
    require(body.problem.has_value() == (body.state() == fleet::CommandState::Refused));
}

/// Whoever compares two postures compares their bytes.
void checkBody(reports::Posture body)
{
    require(body.findings.size() <= reports::Posture::mostFindings);
    const reports::Posture read = body;
    body.sortFindings();
    require(body == read);
}

void checkBody(const reports::FreshAttestation &body)
{
    constexpr qsizetype digestSize = 32;
    require(body.chain.size() == digestSize);
}

void checkBody(const reports::UpdateReport &body)
{
    require(body.failure.has_value() == (body.stage == ota::UpdateStage::Failed));
}

/// Whoever compares two sets of policies compares their bytes.
void checkBody(const reports::HeldPolicies &body)
{
    constexpr qsizetype digestSize = 32;
    require(body.policies.size() <= reports::HeldPolicies::most);
    for (std::size_t i = 0; i < body.policies.size(); ++i) {
        require(body.policies[i].digest.size() == digestSize && body.policies[i].version > 0);
        require(i == 0 || body.policies[i - 1].policy < body.policies[i].policy);
    }
}

/// One report is one spelling, and what it says of a command is one thing or the other.
void checkReport(const reports::Report &report)
{
    const auto again = reports::Report::fromJson(report.toJson());
    require(again && *again == report);
    std::visit([](const auto &body) { checkBody(body); }, report.body);
}

/// What is handed in beside its key, of any kind.
template <typename Report>
bool checkAttested(const json::Value &value)
{
    const auto report = Report::fromJson(value);
    if (!report)
        return false;
    require(json::canonical(report->toJson()) == json::canonical(value));
    (void)report->verify(report->key.thumbprint());
    const auto entry = report->describe();
    const auto read = log::ActivityEntry::parse(entry.toLeaf());
    require(read && *read == entry);
    return true;
}

} // namespace

/// What a device hands in: a signed report, its payload, and the report beside its key.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto report = reports::SignedReport::parse(bytes)) {
        require(report->jws.compact() == bytes);
        checkReport(report->report);
    }
    const auto value = json::parseSigned(bytes);
    if (!value)
        return 0;
    if (const auto report = reports::Report::fromJson(*value)) {
        require(json::canonical(report->toJson()) == json::canonical(*value));
        checkReport(*report);
    }
    const bool isOutcome = checkAttested<reports::EffectOutcome>(*value);
    const bool isPosture = checkAttested<reports::PostureChange>(*value);
    const bool isConfirmation = checkAttested<reports::PolicyConfirmation>(*value);
    require(int(isOutcome) + int(isPosture) + int(isConfirmation) <= 1);
    return 0;
}
