#pragma once

#include "contract/log/LogHead.h"
#include "control-plane/store/LogId.h"

#include <QByteArray>

#include <array>
#include <memory>
#include <mutex>

namespace enigm::controlplane::audit {

/// A checkpoint that may be shown: durable before it came here.
struct PublishedCheckpoint
{
    log::LogHead head;
    QByteArray note; ///< signed
};

/// The last published checkpoint of each log and the change cursor, all of one commit. Thread-safe.
class CheckpointBoard
{
public:
    struct Checkpoints
    {
        std::array<PublishedCheckpoint, 2> logs; ///< by LogId
        qint64 cursor = 0;                       ///< change cursor of that commit

        [[nodiscard]] const PublishedCheckpoint &of(store::LogId log) const
        {
            return logs[static_cast<std::size_t>(log)];
        }
    };

    CheckpointBoard();

    /// Both as of one commit; empty notes before the writer has opened the logs.
    [[nodiscard]] std::shared_ptr<const Checkpoints> current() const;
    void publish(Checkpoints checkpoints);

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const Checkpoints> m_current; ///< under m_mutex
};

} // namespace enigm::controlplane::audit
