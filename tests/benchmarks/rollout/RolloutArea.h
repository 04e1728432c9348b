#pragma once

#include "tests/benchmarks/harness/Area.h"

namespace enigm::benchmarks {

/// What a release costs on its way to a fleet: to start a rollout, to deliver the artifact, and to watch it.
class RolloutArea final : public Area
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("rollout"); }
    [[nodiscard]] Expected<std::vector<Figure>> measure(bool quick) override;
};

} // namespace enigm::benchmarks
