#include "contract/reports/UpdateReport.h"

#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::reports {

json::Value UpdateReport::toJson() const
{
    return json::Object{{"change"_L1, operators::valueOf(change)},
                        {"execution"_L1, execution},
                        {"failure"_L1, failure ? json::Value(ota::toWord(*failure)) : json::Value()},
                        {"stage"_L1, ota::toWord(stage)}};
}

Expected<UpdateReport> UpdateReport::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    UpdateReport report{
        .change = reader.bytes("change"_L1, 32),
        .execution = reader.integer("execution"_L1),
        .stage = reader.with("stage"_L1, json::wordBy(ota::fromWord<ota::UpdateStage>)),
        .failure = reader.with("failure"_L1, json::wordOrNullBy(ota::fromWord<ota::UpdateFailure>)),
    };
    const bool hasFailed = report.stage == ota::UpdateStage::Failed;
    if (!reader.hasFailed() &&
        (hasFailed != report.failure.has_value() || report.failure == ota::UpdateFailure::Silent))
        reader.fail({ProblemType::OutOfRange, u"A failure that a device can tell of goes with that stage alone."_s,
                     reader.pointerTo("failure"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return report;
}

} // namespace enigm::reports
