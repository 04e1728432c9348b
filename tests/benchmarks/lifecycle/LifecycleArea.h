#pragma once

#include "tests/benchmarks/harness/Area.h"

namespace enigm::benchmarks {

/// What a device does with the evidence of a command, against the bare signature verifications and hashes in it;
/// devices that enrol, against the bare signatures of that; and what devices that check in cost the control plane.
class LifecycleArea final : public Area
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] Expected<std::vector<Figure>> measure(bool quick) override;
};

} // namespace enigm::benchmarks
