#include "app/enigmctl/output/ResolutionWords.h"

#include "app/enigmctl/output/PlainText.h"
#include "contract/changes/Action.h"
#include "contract/fleet/HandleEpoch.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

QString resolveText(const changes::ResolveHandleParameters &parameters)
{
    const QString day = timeText(fleet::handleEpochStart(parameters.epoch)).first(10);
    return u"finds which device %1 knew as %2 on %3 (epoch %4)"_s.arg(
        fleet::audienceWord(parameters.audience), parameters.handle.text(), day, QString::number(parameters.epoch));
}

QString resolutionText(const client::VerifiedChange &change)
{
    const changes::ChangeRecord &record = change.record;
    if (record.change.request.action != changes::resolveHandle || !record.executed)
        return {};
    if (!record.resolution)
        return u"the fleet is being searched"_s;
    return record.resolution->device ? record.resolution->device->text() : u"no device had this handle then"_s;
}

json::Value resolutionDocument(const client::VerifiedChange &change)
{
    const auto &resolution = change.record.resolution;
    if (!resolution)
        return {};
    return json::Object{{"handle"_L1, resolution->device ? json::Value(resolution->device->text()) : json::Value()},
                        {"index"_L1, resolution->position.index},
                        {"proven"_L1, change.proven.resolution},
                        {"time"_L1, resolution->position.time}};
}

} // namespace enigm::ctl
