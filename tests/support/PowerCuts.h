#pragma once

#include <QtGlobal>

#include <random>

namespace enigm::test {

/// How many power cuts a test goes through: ENIGM_POWER_CUTS.
[[nodiscard]] inline int powerCuts()
{
    const int cuts = qEnvironmentVariableIntValue("ENIGM_POWER_CUTS");
    if (cuts <= 0)
        qFatal("ENIGM_POWER_CUTS says how many power cuts there are to be");
    return cuts;
}

/// The same moments each time, or those of ENIGM_SEED.
[[nodiscard]] inline std::mt19937 powerCutMoments()
{
    constexpr int usual = 20261126;
    return std::mt19937(static_cast<std::mt19937::result_type>(
        qEnvironmentVariableIsSet("ENIGM_SEED") ? qEnvironmentVariableIntValue("ENIGM_SEED") : usual));
}

} // namespace enigm::test
