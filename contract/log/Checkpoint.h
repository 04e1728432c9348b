#pragma once

#include "contract/log/Hash.h"

#include <vector>

namespace enigm::log {

/// The head of a log at a size: the text of a C2SP tlog-checkpoint.
struct Checkpoint
{
    QByteArray origin;                  ///< names the log; UTF-8, one line
    qint64 size = 0;                    ///< leaves
    Hash root;                          ///< RFC 6962, of the first `size` leaves
    std::vector<QByteArray> extensions; ///< further lines; our own logs write none

    /// Origin, size, base64 root and extension lines, each with a newline.
    [[nodiscard]] QByteArray toNoteText() const;
    /// The one text of a checkpoint, extension lines included: canonical decimal, exact base64, and the empty root
    /// where the size is 0. MalformedCheckpoint.
    [[nodiscard]] static Expected<Checkpoint> parse(QByteArrayView noteText);
    /// As parse, and refuses extension lines, which nobody could audit.
    [[nodiscard]] static Expected<Checkpoint> parseStrictly(QByteArrayView noteText);

    friend bool operator==(const Checkpoint &, const Checkpoint &) = default;
};

} // namespace enigm::log
