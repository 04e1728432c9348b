#pragma once

#include "views/design/theme/Theme.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace enigm::app {

/// What the console was started with.
struct ConsoleOptions
{
    QString deploymentFile; ///< connect to this deployment; empty: the last one, or the first-run choice
    QString sampleData;     ///< run a control plane on this data directory and connect to it
    std::optional<views::design::SchemeChoice> scheme;

    /// Answers --help and --version, and ends with 2 on words that it does not know.
    static ConsoleOptions parse(const QCoreApplication &application);
};

} // namespace enigm::app
