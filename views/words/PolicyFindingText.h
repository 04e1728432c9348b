#pragma once

#include "contract/policy/Analysis.h"
#include "models/policies/PolicyDraft.h"
#include "views/design/facts/StateWord.h"

#include <QHash>
#include <QString>

namespace enigm::views::words {

/// What policies are called, by id.
using PolicyNames = QHash<QString, QString>;

/// Why a draft is no policy yet, in a sentence.
[[nodiscard]] QString draftProblemText(const models::policies::DraftProblem &problem);
/// "Effect": what a cell of a rule holds.
[[nodiscard]] QString cellText(models::policies::RuleCell cell);

/// What was found in policies that nobody is likely to mean, in a sentence that names the other rule; for whoever reads
/// it beside `policy`.
[[nodiscard]] QString findingText(const policy::Finding &finding, const QString &policy, const PolicyNames &names);
/// How grave that is.
[[nodiscard]] design::StateWord findingWord(policy::FindingKind kind);

} // namespace enigm::views::words
