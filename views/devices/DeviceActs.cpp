#include "views/devices/DeviceActs.h"

#include "contract/changes/Action.h"
#include "contract/changes/TargetSet.h"
#include "contract/fleet/DeviceTransition.h"
#include "views/words/ActionText.h"
#include "views/words/StateText.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <numeric>

namespace enigm::views::devices {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DeviceActs)
};

struct Offered
{
    QLatin1StringView action;
    bool isRare = false;
};

const std::array offered = {
    Offered{fleet::toAction(fleet::DeviceAct::Suspend)},
    Offered{fleet::toAction(fleet::DeviceAct::Restrict)},
    Offered{fleet::toAction(fleet::DeviceAct::Reactivate)},
    Offered{fleet::toAction(fleet::DeviceAct::Admit)},
    Offered{fleet::toAction(fleet::DeviceAct::Revoke)},
    Offered{.action = fleet::toAction(fleet::DeviceAct::Deny), .isRare = true},
    Offered{.action = fleet::toAction(fleet::DeviceAct::Replace), .isRare = true},
    Offered{.action = fleet::toAction(fleet::DeviceAct::Retire), .isRare = true},
    Offered{.action = fleet::wipeAction, .isRare = true},
};

QString statesText(const std::vector<fleet::DeviceState> &states)
{
    QStringList texts;
    for (const fleet::DeviceState state : states)
        texts.append(words::stateWord(state).word);
    return texts.join(Words::tr(", "));
}

QString denialByState(const DeviceChoice &choice, QLatin1StringView action)
{
    const std::vector<fleet::DeviceState> from = fleet::fromStates(action);
    qint64 elsewhere = 0;
    for (auto it = choice.states.cbegin(); it != choice.states.cend(); ++it) {
        if (std::ranges::find(from, it.key()) == from.end())
            elsewhere += it.value();
    }
    if (elsewhere == 0)
        return {};
    if (choice.known() == 1)
        return Words::tr("Only for devices in one of these states: %1.").arg(statesText(from));
    return Words::tr("%n of the selected devices cannot take part. Only for devices in one of these states: %1.",
                     nullptr, static_cast<int>(elsewhere))
        .arg(statesText(from));
}

QString denialOf(const DeviceChoice &choice, const changes::Action &action, operators::Roles roles)
{
    constexpr auto most = static_cast<qint64>(changes::TargetSet::maxTargets);
    if (!roles.hasAny(action.mayAsk))
        return Words::tr("Your roles do not allow this. Who may ask for it: %1.").arg(words::rolesText(action.mayAsk));
    if (choice.known() + choice.pending > most)
        return Words::tr("A change names at most %1 devices. Select fewer.").arg(QLocale().toString(most));
    if (choice.pending > 0)
        return Words::tr("%n of the selected devices are still being loaded.", nullptr,
                         static_cast<int>(choice.pending));
    if (choice.known() == 0)
        return Words::tr("No device is selected.");
    return denialByState(choice, action.name);
}

} // namespace

qint64 DeviceChoice::known() const
{
    return std::accumulate(states.cbegin(), states.cend(), qint64(0));
}

std::vector<DeviceActOffer> deviceActOffers(const DeviceChoice &choice, operators::Roles roles)
{
    std::vector<DeviceActOffer> offers;
    for (const Offered &each : offered) {
        const changes::Action *const action = changes::findAction(QString(each.action));
        if (action == nullptr)
            continue;
        offers.push_back({.action = each.action,
                          .verb = Words::tr("%1…", "a verb; a change will be composed")
                                      .arg(words::actionText(each.action, choice.known()).verb),
                          .denial = denialOf(choice, *action, roles),
                          .isFinal = action->actionClass == changes::ActionClass::Final,
                          .isRare = each.isRare});
    }
    return offers;
}

} // namespace enigm::views::devices
