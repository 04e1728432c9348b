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
    /// What is still good enough; nothing for a figure that is only shown.
    std::optional<double> limit;
    /// On which side of the limit the value must be.
    enum class Bound { AtLeast, AtMost };
    Bound bound = Bound::AtLeast;
    /// What the value was measured over: {"signatures": 20000}.
    json::Object sizes;

    [[nodiscard]] bool holds() const { return !limit || (bound == Bound::AtLeast ? value >= *limit : value <= *limit); }
};

/// {"holds","limit","name","sizes","value"}, on one line.
[[nodiscard]] QByteArray jsonLine(const Figure &figure);
/// The same for a person.
[[nodiscard]] QString textLine(const Figure &figure);

} // namespace enigm::benchmarks
