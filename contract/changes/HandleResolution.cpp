#include "contract/changes/HandleResolution.h"

#include "contract/changes/Action.h"
#include "contract/changes/TargetSet.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

Expected<HandleResolution> HandleResolution::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    HandleResolution resolution{
        .execution = reader.integer("execution"_L1),
        .device = reader.with("handle"_L1, parseConsoleHandleOrNull),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return resolution;
}

json::Value HandleResolution::toJson() const
{
    return json::Object{{"execution"_L1, execution},
                        {"handle"_L1, device ? json::Value(device->text()) : json::Value()}};
}

log::ActivityEntry HandleResolution::describe(const QByteArray &change) const
{
    const Action *const action = findAction(QString(resolveHandle));
    Q_ASSERT(action);
    log::ActivityEntry entry{.category = action->category,
                             .action = entryAction,
                             .resource = action->resource,
                             .actor = u"control-plane"_s,
                             .outcome = log::Outcome::Done,
                             .change = change,
                             .handles = {},
                             .body = {}};
    if (device)
        entry.handles.push_back(device->text());
    return entry;
}

} // namespace enigm::changes
