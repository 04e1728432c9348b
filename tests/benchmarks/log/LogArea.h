#pragma once

#include "tests/benchmarks/harness/Area.h"

namespace enigm::benchmarks {

/// What a client does with a whole log: an export verified by its hashes and structure, against the hashes alone.
class LogArea final : public Area
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] Expected<std::vector<Figure>> measure(bool quick) override;
};

} // namespace enigm::benchmarks
