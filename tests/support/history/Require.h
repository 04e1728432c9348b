#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::test {

/// The value, or a failed test and an abort with the problem's text: fixtures go no further on a refusal.
template <typename T>
T require(Expected<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    return std::move(*result);
}
inline void require(const Expected<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
}

/// The slug of a refusal, or "accepted".
template <typename T>
QString outcomeOf(const Expected<T> &result)
{
    return result ? QStringLiteral("accepted") : problemSlug(result.error().type);
}

} // namespace enigm::test
