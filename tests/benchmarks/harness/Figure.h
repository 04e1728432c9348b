#pragma once

#include "contract/json/JsonValue.h"

#include <QString>

#include <optional>

namespace enigm::benchmarks {

/// One measured number.
struct Figure
{
    /// "area.what", such as "signing.es256-verify-ratio".
    QString name;
    double value = 0;
    /// The least value that is good enough; nothing for a figure that is only shown.
    std::optional<double> limit;
    /// What the value was measured over: {"signatures": 20000}.
    json::Object sizes;

    [[nodiscard]] bool holds() const { return !limit || value >= *limit; }
};

/// {"holds","limit","name","sizes","value"}, on one line.
[[nodiscard]] QByteArray jsonLine(const Figure &figure);
/// The same for a person.
[[nodiscard]] QString textLine(const Figure &figure);

} // namespace enigm::benchmarks
