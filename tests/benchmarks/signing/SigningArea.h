#pragma once

#include "tests/benchmarks/harness/Area.h"

namespace enigm::benchmarks {

/// ES256 verification against the same through OpenSSL alone.
class SigningArea final : public Area
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] Expected<std::vector<Figure>> measure(bool quick) override;
};

} // namespace enigm::benchmarks
