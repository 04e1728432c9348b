#include "views/policies/FleetStateText.h"

#include "models/policies/FleetSource.h"
#include "views/panes/SyncText.h"

#include <QCoreApplication>

namespace enigm::views::policies {

using design::PaneState;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FleetStateText)
};

} // namespace

PaneState fleetState(const models::policies::FleetSource &source, qint64 now)
{
    if (source.status().isBusy() && !source.fleet())
        return design::pane::Loading{.done = static_cast<qint64>(source.progress()), .total = 0};
    const panes::PaneTexts texts{
        .empty = {.glyph = design::Glyph::Devices,
                  .title = Words::tr("No devices yet"),
                  .sentence = Words::tr("There is no device that could gain or lose anything.")},
        .refused = {.rule = Words::tr("Your roles do not let you see the fleet."),
                    .whoCould = Words::tr("Administrators, approvers and security reviewers can.")}};
    return panes::paneState(source.status(), source.fleet() != nullptr, now, texts);
}

} // namespace enigm::views::policies
