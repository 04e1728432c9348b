#pragma once

#include "contract/json/JsonValue.h"
#include "contract/policy/PolicyDocument.h"

namespace enigm::models::policies {

/// A document as somebody left it, whether it can be meant or not: what cannot be read is as in a new rule, so that
/// somebody can go on writing. A rule that has no effect denies.
[[nodiscard]] policy::PolicyDocument readLeniently(const json::Value &document);

} // namespace enigm::models::policies
