#pragma once

#include "contract/problems/Problem.h"
#include "tests/benchmarks/harness/Figure.h"

#include <QString>

#include <vector>

namespace enigm::benchmarks {

/// A part of the house that is measured together: what `./enigm bench AREA` names.
class Area
{
public:
    virtual ~Area() = default;
    [[nodiscard]] virtual QString name() const = 0;
    /// Measures; `quick` asks for sizes that end within seconds.
    [[nodiscard]] virtual Expected<std::vector<Figure>> measure(bool quick) = 0;
};

} // namespace enigm::benchmarks
