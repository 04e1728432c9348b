#include "views/devices/DeviceActs.h"

#include "api-client/enrollment/AttestationClient.h"
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

/// What an act asks of whoever asks for it, and of the devices.
struct Demand
{
    operators::Roles mayAsk;
    std::vector<fleet::DeviceState> from;
};

QString denialByState(const DeviceChoice &choice, const std::vector<fleet::DeviceState> &from)
{
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

QString denialOf(const DeviceChoice &choice, const Demand &demand, operators::Roles roles)
{
    constexpr auto most = static_cast<qint64>(changes::TargetSet::maxTargets);
    if (!roles.hasAny(demand.mayAsk))
        return Words::tr("Your roles do not allow this. Who may ask for it: %1.").arg(words::rolesText(demand.mayAsk));
    if (choice.known() + choice.pending > most)
        return Words::tr("A change names at most %1 devices. Select fewer.").arg(QLocale().toString(most));
    if (choice.pending > 0)
        return Words::tr("%n of the selected devices are still being loaded.", nullptr,
                         static_cast<int>(choice.pending));
    if (choice.known() == 0)
        return Words::tr("No device is selected.");
    return denialByState(choice, demand.from);
}

/// Routine: asked for at once, without a change. A device that is not served would never be told.
DeviceActOffer attestOffer(const DeviceChoice &choice, operators::Roles roles)
{
    Demand demand{.mayAsk = {operators::Role::Administrator}, .from = {}};
    for (const fleet::DeviceState state : fleet::allDeviceStates()) {
        if (fleet::isServed(state))
            demand.from.push_back(state);
    }
    return {.action = client::AttestationClient::action,
            .verb = Words::tr("Ask for attestation"),
            .denial = denialOf(choice, demand, roles),
            .isFinal = false,
            .isRare = true};
}

} // namespace

qint64 DeviceChoice::known() const
{
    return std::accumulate(states.cbegin(), states.cend(), qint64(0));
}

std::vector<DeviceActOffer> deviceActOffers(const DeviceChoice &choice, operators::Roles roles)
{
    std::vector<DeviceActOffer> offers{attestOffer(choice, roles)};
    for (const Offered &each : offered) {
        const changes::Action *const action = changes::findAction(QString(each.action));
        if (action == nullptr)
            continue;
        offers.push_back(
            {.action = each.action,
             .verb = Words::tr("%1…", "a verb; a change will be composed")
                         .arg(words::actionText(each.action, choice.known()).verb),
             .denial = denialOf(choice, {.mayAsk = action->mayAsk, .from = fleet::fromStates(each.action)}, roles),
             .isFinal = action->actionClass == changes::ActionClass::Final,
             .isRare = each.isRare});
    }
    return offers;
}

} // namespace enigm::views::devices
