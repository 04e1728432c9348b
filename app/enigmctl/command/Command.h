#pragma once

#include "api-client/wire/Task.h"
#include "app/enigmctl/command/Invocation.h"
#include "app/enigmctl/output/Answer.h"
#include "contract/time/Clock.h"

#include <QLatin1StringView>

#include <limits>
#include <span>
#include <variant>
#include <vector>

namespace enigm::ctl {

class Connection;
class Terminal;

/// What every command works with.
struct Context
{
    const Invocation &invocation;
    Terminal &terminal;
    const time::Clock &clock;
};

/// Works from files alone.
using OfflineHandler = Result (*)(Context &context);
/// Works with a control plane, signed in.
using OnlineHandler = client::Task<Result> (*)(Context &context, Connection &connection);

/// One row of the command table.
struct Command
{
    static constexpr int any = std::numeric_limits<int>::max();

    QLatin1StringView name;      ///< two words: "device list"
    QLatin1StringView arguments; ///< as help shows them, options of its own included
    int leastArguments = 0;
    int mostArguments = 0;
    std::vector<QLatin1StringView> options; ///< beside those that are taken everywhere
    QLatin1StringView summary;              ///< one line
    std::variant<OfflineHandler, OnlineHandler> run;
};

[[nodiscard]] std::span<const Command> allCommands();

} // namespace enigm::ctl
