#pragma once

#include "tests/benchmarks/harness/Area.h"

namespace enigm::benchmarks {

/// The trust decision: what other policies would do to a whole fleet, against summing the columns that it reads, one
/// decision in process, against Cedar's where ENIGM_CEDAR names a directory that has it, and decisions over HTTPS,
/// against answering a constant.
class PolicyArea : public Area
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] Expected<std::vector<Figure>> measure(bool quick) override;
};

} // namespace enigm::benchmarks
