#pragma once

#include "contract/policy/DecisionAnswer.h"
#include "contract/policy/PolicyDocument.h"
#include "views/words/PolicyText.h"

#include <QWidget>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace enigm::views::devices {

/// What the device at hand may do, as far as that was read.
struct ShownDecisions
{
    /// Where the person stands with the reasons.
    enum class Why {
        NotForThem, ///< told to others
        Offered,
        OnTheirWay,
        Told,
    };
    std::optional<std::vector<policy::DecisionAnswer>> answers = {}; ///< nothing: not read yet
    QString trouble = {};                                            ///< why they could not be read, or not again
    Why why = Why::NotForThem;
    QString whyTrouble = {};                                 ///< why the reasons could not be read
    std::map<QString, policy::PolicyDocument> policies = {}; ///< those that reasons name, by id
    words::GroupNames groups = {};
};

/// What the device may do, and why: of each question whether it is allowed or denied, as icon and word, and of a denial
/// its category; with the reasons the rule in plain language and what would have to differ. Reading them is written
/// down, which the button says; `ask` is called where a person presses it.
[[nodiscard]] QWidget *decisionSection(const ShownDecisions &decisions, const std::function<void()> &ask);

} // namespace enigm::views::devices
