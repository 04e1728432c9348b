#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>

#include <vector>

namespace enigm::client {

/// An event as it stood in the stream.
struct StreamEvent
{
    QByteArray id; ///< the last that was given, by this event or one before
    QByteArray name;
    QByteArray data; ///< lines joined by line feeds

    friend bool operator==(const StreamEvent &, const StreamEvent &) = default;
};

/// Takes text/event-stream apart (HTML standard, "server-sent events") as it arrives, in whatever pieces. Stricter than
/// browsers, since there is one server: lines end by line feed alone, and their length is bounded. Fields that are not
/// known are passed over, as the standard wants it.
class EventStreamParser
{
public:
    static constexpr qsizetype mostLine = 16 * 1024;
    static constexpr qsizetype mostData = 32 * 1024;

    /// The events that these bytes complete. TooLarge, UnexpectedAnswer; nothing can be parsed after a problem.
    [[nodiscard]] Expected<std::vector<StreamEvent>> parse(QByteArrayView bytes);

private:
    [[nodiscard]] Expected<void> takeLine(QByteArrayView line);

    QByteArray m_line; ///< of which the end has not come
    StreamEvent m_event;
    bool m_hasData = false;
};

} // namespace enigm::client
