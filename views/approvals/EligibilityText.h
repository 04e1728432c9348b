#pragma once

#include "models/changes/SigningEligibility.h"
#include "views/design/facts/StateWord.h"

#include <QMap>
#include <QString>

namespace enigm::views::approvals {

/// "Waits for you", "You asked": whether the person who is signed in may sign, as a badge.
[[nodiscard]] design::StateWord eligibilityWord(models::changes::SigningEligibility eligibility);
/// The same as a sentence that says by which rule, and what can be done. Of MissingRole, `wanted` are the roles that
/// are asked for.
[[nodiscard]] QString eligibilitySentence(models::changes::SigningEligibility eligibility,
                                          operators::Roles wanted = {});
/// Why an act is denied and who could do it, in whole sentences. `act`: the member of `answer` that denies it; `names`:
/// of operators, by id; `requester`: who could withdraw it.
[[nodiscard]] QString denialText(const models::changes::SigningAnswer &answer, models::changes::SigningEligibility act,
                                 const QMap<QString, QString> &names, const QString &requester);

} // namespace enigm::views::approvals
