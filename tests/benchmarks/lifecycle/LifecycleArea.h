#pragma once

#include "tests/benchmarks/harness/Area.h"

namespace enigm::benchmarks {

/// What a device does with the evidence of a command, against the bare signature verifications and hashes in it.
class LifecycleArea final : public Area
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] Expected<std::vector<Figure>> measure(bool quick) override;
};

} // namespace enigm::benchmarks
