#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::views::words {

/// A refusal as a person reads it: what happened in a few words, and what to do next in a sentence.
struct ProblemText
{
    QString title;
    QString sentence;

    /// Both in one line of news.
    [[nodiscard]] QString line() const { return title + QStringLiteral(". ") + sentence; }
};

[[nodiscard]] ProblemText problemText(const Problem &problem);

} // namespace enigm::views::words
