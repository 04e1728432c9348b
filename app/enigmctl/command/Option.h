#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <span>

namespace enigm::ctl {

/// One option of the command line. An option means the same wherever it is taken.
struct Option
{
    enum class Scope { Everywhere, Named }; ///< taken by every command, or by those that name it
    enum class Times { Once, Any };

    QLatin1StringView name;    ///< without the dashes
    QLatin1StringView value;   ///< what its value is called in help; empty for a flag
    QLatin1StringView summary; ///< one line
    Scope scope = Scope::Named;
    Times times = Times::Once;
};

[[nodiscard]] std::span<const Option> allOptions();
/// Null for an unknown one.
[[nodiscard]] const Option *findOption(QStringView name);

} // namespace enigm::ctl
