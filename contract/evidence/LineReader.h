#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QIODevice>

#include <optional>

namespace enigm::evidence {

/// Reads a file of lines that each end in one newline, in large pieces and without copying a line.
class LineReader
{
public:
    /// `device` is borrowed and read from where it stands.
    explicit LineReader(QIODevice &device);

    /// The next line without its newline, valid until the next call; nothing at the end. NotCanonical for a last line
    /// without a newline, TooLarge for one beyond maxLine, FileUnreadable.
    [[nodiscard]] Expected<std::optional<QByteArrayView>> next();

    /// Where the line that was read last begins, in bytes from the start of the file.
    [[nodiscard]] qint64 offset() const { return m_lineOffset; }
    /// Number of the line that was read last; the first is 1.
    [[nodiscard]] qint64 line() const { return m_line; }
    /// "line 7, offset 4242"
    [[nodiscard]] QString place() const;

    static constexpr qsizetype maxLine = 16 * 1024 * 1024;

private:
    [[nodiscard]] Expected<bool> fill();

    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_begin = 0;    ///< of what was not handed out yet
    qsizetype m_searched = 0; ///< how far no newline was found
    qint64 m_bufferOffset;
    qint64 m_lineOffset = 0;
    qint64 m_line = 0;
};

} // namespace enigm::evidence
