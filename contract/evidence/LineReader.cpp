#include "contract/evidence/LineReader.h"

#include <QString>

#include <cstring>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

constexpr qsizetype pieceSize = 1024 * 1024;

} // namespace

LineReader::LineReader(QIODevice &device)
    : m_device(device)
    , m_bufferOffset(device.pos())
{}

Expected<std::optional<QByteArrayView>> LineReader::next()
{
    m_searched = m_begin;
    for (;;) {
        const auto length = static_cast<std::size_t>(m_buffer.size() - m_searched);
        const auto *const newline =
            static_cast<const char *>(std::memchr(m_buffer.constData() + m_searched, '\n', length));
        if (newline) {
            const char *const begin = m_buffer.constData() + m_begin;
            m_lineOffset = m_bufferOffset + m_begin;
            ++m_line;
            m_begin += newline - begin + 1;
            return QByteArrayView(begin, newline);
        }
        m_searched = m_buffer.size();
        const auto more = fill();
        if (!more)
            return std::unexpected(more.error());
        if (!*more)
            break;
    }
    if (m_begin == m_buffer.size())
        return std::optional<QByteArrayView>();
    return refuse(ProblemType::NotCanonical, u"The last line does not end."_s,
                  u"line %1, offset %2"_s.arg(m_line + 1).arg(m_bufferOffset + m_begin));
}

Expected<bool> LineReader::fill()
{
    const qsizetype kept = m_buffer.size() - m_begin;
    if (kept > maxLine)
        return refuse(ProblemType::TooLarge, u"A line is too long."_s,
                      u"line %1, offset %2"_s.arg(m_line + 1).arg(m_bufferOffset + m_begin));
    QByteArray buffer(kept + pieceSize, Qt::Uninitialized);
    if (kept > 0)
        std::memcpy(buffer.data(), m_buffer.constData() + m_begin, static_cast<std::size_t>(kept));
    const qint64 read = m_device.read(buffer.data() + kept, pieceSize);
    if (read < 0)
        return refuse(ProblemType::FileUnreadable, m_device.errorString());
    buffer.truncate(kept + read);
    m_bufferOffset += m_begin;
    m_searched -= m_begin;
    m_begin = 0;
    m_buffer = std::move(buffer);
    return read > 0;
}

QString LineReader::place() const
{
    return u"line %1, offset %2"_s.arg(m_line).arg(m_lineOffset);
}

} // namespace enigm::evidence
