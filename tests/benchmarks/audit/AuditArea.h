#pragma once

#include "tests/benchmarks/harness/Area.h"

namespace enigm::benchmarks {

/// Durable audited writes in process (entry and body, both hashed, in the tree, under a signed checkpoint) against bare
/// SQLite commits of the same bytes.
class AuditArea final : public Area
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] Expected<std::vector<Figure>> measure(bool quick) override;
};

} // namespace enigm::benchmarks
