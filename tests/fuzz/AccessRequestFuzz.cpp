#include "contract/json/JsonParser.h"
#include "control-plane/network/AccessRequest.h"
#include "control-plane/network/OutcomeReport.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using namespace enigm::controlplane::network;

namespace {

void checkBatch(const json::Value &value)
{
    const auto batch = AccessBatch::parse(value);
    if (!batch)
        return;
    require(!batch->evaluations.empty() && batch->evaluations.size() <= AccessBatch::mostEvaluations);
    require(!batch->isSingle || AccessRequest::parse(value).has_value());
}

/// Counts are sorted kinds, each once, of a span that is over.
void checkReport(const json::Value &value)
{
    constexpr qint64 now = 1'800'000'000;
    const auto report = OutcomeReport::parse(value, {.id = QStringLiteral("point")}, now);
    if (!report)
        return;
    require(report->from < report->to && report->to <= now + OutcomeReport::mostAhead);
    for (std::size_t i = 1; i < report->counts.size(); ++i)
        require(report->counts[i - 1].denial < report->counts[i].denial);
}

} // namespace

/// What an enforcement point asks and reports.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto value = json::parse({data, static_cast<qsizetype>(size)});
    if (!value)
        return 0;
    checkBatch(*value);
    checkReport(*value);
    return 0;
}
