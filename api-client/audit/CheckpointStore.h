#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::client {

/// Where the last checkpoints that this console saw are kept between runs.
class CheckpointStore
{
public:
    virtual ~CheckpointStore() = default;
    [[nodiscard]] virtual std::optional<QByteArray> load(const QByteArray &deployment, const QString &log) = 0;
    /// FileUnreadable where it cannot be kept: a log that is rewound would not be noticed after the next start.
    [[nodiscard]] virtual Expected<void> save(const QByteArray &deployment, const QString &log,
                                              const QByteArray &note) = 0;
};

} // namespace enigm::client
