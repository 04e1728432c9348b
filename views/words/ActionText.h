#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/Effect.h"
#include "contract/changes/Parameters.h"

#include <QString>

namespace enigm::views::words {

/// What an action is called, in the forms that the interface needs; all translated.
struct ActionText
{
    QString title;      ///< "Revoke 12 devices": a window, a row of the inbox
    QString signButton; ///< "Step up and sign revocation"
    QString act;        ///< "Sign the revocation of 12 devices": the line of the step-up
    QString verb;       ///< "Revoke": a button, a menu
};

/// By the action's word, for so many devices (0 where it is about none). Unknown words are shown as they are.
[[nodiscard]] ActionText actionText(const QString &action, qint64 count);
/// "12 devices lose trust at once and for good": what an effect means for whoever holds the devices.
[[nodiscard]] QString consequence(const changes::Effect &effect);
/// The word of an activity entry's action ("change.executed" -> "Change executed").
[[nodiscard]] QString entryText(const QString &action);

} // namespace enigm::views::words
