#include "contract/json/JsonParser.h"
#include "contract/reports/EffectOutcome.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace enigm;

namespace {

/// Ends the program where the parser broke its own word.
void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// One report is one spelling, and what it says of a command is one thing or the other.
void checkReport(const reports::Report &report)
{
    const auto again = reports::Report::fromJson(report.toJson());
    require(again && *again == report);
    const auto &body = std::get<reports::Acknowledgement>(report.body);
    require(body.problem.has_value() == (body.state() == fleet::CommandState::Refused));
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
    const auto outcome = reports::EffectOutcome::fromJson(*value);
    if (!outcome)
        return 0;
    require(json::canonical(outcome->toJson()) == json::canonical(*value));
    (void)outcome->verify(outcome->key.thumbprint());
    const auto entry = outcome->describe();
    const auto read = log::ActivityEntry::parse(entry.toLeaf());
    require(read && *read == entry);
    return 0;
}
