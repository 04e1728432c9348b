#include "app/enigmctl/devices/ResolveCommand.h"

#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "contract/changes/Action.h"
#include "contract/fleet/HandleEpoch.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

/// A number, or a day of UTC.
std::expected<qint64, Failure> epochOf(const Invocation &line)
{
    const auto given = line.required("epoch"_L1);
    if (!given)
        return std::unexpected(given.error());
    bool isNumber = false;
    const qint64 epoch = given->toLongLong(&isNumber);
    if (isNumber && epoch >= 0)
        return epoch;
    const QDate day = QDate::fromString(*given, Qt::ISODate);
    if (isNumber || !day.isValid() || day < QDate(1970, 1, 1))
        return misused(u"A day of UTC such as 2026-11-22, or the number of an epoch, is expected."_s, u"--epoch"_s);
    return fleet::handleEpochAt(day.startOfDay(Qt::UTC).toSecsSinceEpoch());
}

std::expected<changes::ResolveHandleParameters, Failure> parametersOf(const Invocation &line)
{
    const QString &typed = line.arguments().constFirst();
    const auto handle = fleet::DeviceHandle::parseTyped(typed);
    if (!handle)
        return misused(handle.error().detail, typed);
    if (handle->audience() == fleet::HandleAudience::Console)
        return misused(u"This is the handle by which consoles know the device; there is nothing to resolve."_s, typed);
    const auto epoch = epochOf(line);
    if (!epoch)
        return std::unexpected(epoch.error());
    return changes::ResolveHandleParameters{.audience = handle->audience(), .epoch = *epoch, .handle = *handle};
}

} // namespace

client::Task<Result> askForHandle(Context &context, Connection &connection)
{
    auto parameters = parametersOf(context.invocation);
    if (!parameters)
        co_return std::unexpected(parameters.error());
    client::ChangeDraft draft;
    draft.action = changes::resolveHandle;
    draft.parameters = std::move(*parameters);
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

} // namespace enigm::ctl
