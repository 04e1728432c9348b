#include "views/words/ResolutionText.h"

#include "contract/changes/Action.h"
#include "contract/fleet/HandleEpoch.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace enigm::views::words {

using design::Fact;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ResolutionText)
};

QString audienceText(fleet::HandleAudience audience)
{
    switch (audience) {
    case fleet::HandleAudience::Console:
        return Words::tr("Consoles");
    case fleet::HandleAudience::Network:
        return Words::tr("The network");
    case fleet::HandleAudience::Intelligence:
        return Words::tr("Intelligence");
    }
    Q_UNREACHABLE();
}

/// What the control plane says it found, and how far this console could hold it against the log.
Fact foundFact(const client::VerifiedChange &change)
{
    const QString name = Words::tr("Found");
    if (isBeingResolved(change.record))
        return {.name = name, .value = Words::tr("nothing yet; the fleet is being searched")};
    const auto &device = change.record.resolution->device;
    if (!device)
        return {.name = name, .value = Words::tr("no device had this handle on that day")};
    return {.name = name, .value = device->text(), .code = true};
}

} // namespace

std::vector<Fact> resolutionFacts(const changes::ResolveHandleParameters &parameters)
{
    return {{.name = Words::tr("Who knew it so"), .value = audienceText(parameters.audience)},
            {.name = Words::tr("Handle"), .value = parameters.handle.text(), .code = true},
            {.name = Words::tr("Day"),
             .value = Words::tr("%1 (UTC)").arg(QLocale().toString(epochDay(parameters.epoch), QLocale::LongFormat))}};
}

std::vector<Fact> resolutionFacts(const client::VerifiedChange &change)
{
    const auto *const asked = std::get_if<changes::ResolveHandleParameters>(&change.record.change.parameters);
    if (!asked)
        return {};
    std::vector<Fact> facts = resolutionFacts(*asked);
    if (!change.record.executed) {
        facts.push_back({.name = Words::tr("Who learns it"),
                         .value = Words::tr("whoever asked, whoever signs or may sign this, and every security "
                                            "reviewer; each later reading is logged")});
        return facts;
    }
    facts.push_back(foundFact(change));
    if (change.record.resolution)
        facts.push_back({.name = Words::tr("In the log"),
                         .value = change.proven.resolution
                                      ? Words::tr("proven, at entry %1")
                                            .arg(QLocale().toString(change.record.resolution->position.index))
                                      : Words::tr("as served")});
    return facts;
}

bool isBeingResolved(const changes::ChangeRecord &record)
{
    return record.executed && !record.resolution && record.change.request.action == changes::resolveHandle;
}

QDate epochDay(qint64 epoch)
{
    return QDateTime::fromSecsSinceEpoch(fleet::handleEpochStart(epoch), Qt::UTC).date();
}

qint64 epochOfDay(const QDate &day)
{
    return fleet::handleEpochAt(day.startOfDay(Qt::UTC).toSecsSinceEpoch());
}

} // namespace enigm::views::words
