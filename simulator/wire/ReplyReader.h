#pragma once

#include "simulator/wire/Reply.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace enigm::simulator {

/// Reads one HTTP/1.1 response with a Content-Length as it comes, and keeps of its body only what no sink takes.
class ReplyReader
{
public:
    /// Status and next part of a body; false: no more is wanted.
    using Sink = std::function<bool(int, QByteArrayView)>;
    /// `largest`: bytes of head and kept body, at most.
    ReplyReader(qsizetype largest, Sink sink);

    enum class Now { More, Done, TooLarge, Unwanted, Malformed };
    [[nodiscard]] Now read(QByteArrayView bytes);
    /// Once it is Done.
    [[nodiscard]] Reply reply() const;
    [[nodiscard]] bool hasBegun() const { return m_hasHead || !m_kept.isEmpty(); }

private:
    [[nodiscard]] Now readHead();
    [[nodiscard]] Now readBody(QByteArrayView bytes);
    [[nodiscard]] bool isSunk() const;

    const qsizetype m_largest;
    Sink m_sink;
    QByteArray m_kept; ///< head until it is whole, then body
    bool m_hasHead = false;
    int m_status = 0;
    qint64 m_left = 0; ///< of the body
};

} // namespace enigm::simulator
