#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace enigm::gateway {

/// What another program said before it ended.
struct ToolRun
{
    int exit = 0;
    QByteArray out = {};
    QByteArray err = {};

    /// Runs it to its end, with these bytes on standard input and without translations. Unavailable where it cannot be
    /// started or does not end in time. Blocks: for programs that answer at once.
    [[nodiscard]] static Expected<ToolRun> of(const QString &program, const QStringList &arguments,
                                              const QByteArray &input = {});
    /// "PROGRAM: the last line that it said", for who has to know why.
    [[nodiscard]] QString reason(const QString &program) const;
};

} // namespace enigm::gateway
