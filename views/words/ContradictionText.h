#pragma once

#include "views/words/ProblemText.h"

namespace enigm::views::words {

/// A problem that was found in what is signed or logged (client::isContradiction), as the alarm says it: what is
/// contradicted, what to do, and where. The same type may be a mere denial elsewhere, with other words.
[[nodiscard]] ProblemText contradictionText(const Problem &problem);

} // namespace enigm::views::words
