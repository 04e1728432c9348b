#pragma once

#include "contract/json/JsonValue.h"
#include "views/design/facts/KeyValueList.h"

#include <vector>

namespace enigm::views::panes {

/// The value as a person reads it, in plain text: numbers by the person's locale, yes and no, lists with commas.
[[nodiscard]] QString jsonText(const json::Value &value);
/// The members of an object as facts, those of objects within it by their path ("targets count"). Names are the
/// contract's, with their underscores as spaces. At most `most` facts; the last says how many more there are.
[[nodiscard]] std::vector<design::Fact> jsonFacts(const json::Value &value, std::size_t most = 60);

} // namespace enigm::views::panes
