#include "simulator/wire/ReplyReader.h"

#include <utility>

namespace enigm::simulator {

namespace {

constexpr int ok = 200;
constexpr int noContent = 204;
constexpr int partialContent = 206;
constexpr qsizetype statusPlace = 9; // "HTTP/1.1 200 …"

} // namespace

ReplyReader::ReplyReader(qsizetype largest, Sink sink)
    : m_largest(largest)
    , m_sink(std::move(sink))
{}

bool ReplyReader::isSunk() const
{
    return m_sink && (m_status == ok || m_status == partialContent);
}

ReplyReader::Now ReplyReader::read(QByteArrayView bytes)
{
    if (m_hasHead)
        return readBody(bytes);
    m_kept.append(bytes);
    return readHead();
}

ReplyReader::Now ReplyReader::readHead()
{
    const qsizetype end = m_kept.indexOf("\r\n\r\n");
    if (end < 0)
        return m_kept.size() > m_largest ? Now::TooLarge : Now::More;
    const QByteArray head = m_kept.first(end).toLower() + "\r\n";
    bool isNumber = false;
    m_status = head.mid(statusPlace, 3).toInt(&isNumber);
    if (!isNumber || !head.startsWith("http/1.1 "))
        return Now::Malformed;
    constexpr QByteArrayView name = "\r\ncontent-length:";
    const qsizetype place = head.indexOf(name);
    if (place >= 0) {
        const qsizetype begin = place + name.size();
        m_left = head.sliced(begin, head.indexOf("\r\n", begin) - begin).trimmed().toLongLong(&isNumber);
    }
    if (!isNumber || m_left < 0 || (place < 0 && m_status != noContent))
        return Now::Malformed;
    m_hasHead = true;
    const QByteArray rest = std::exchange(m_kept, {}).sliced(end + 4);
    return readBody(rest);
}

ReplyReader::Now ReplyReader::readBody(QByteArrayView bytes)
{
    if (bytes.size() > m_left)
        return Now::Malformed;
    m_left -= bytes.size();
    if (isSunk()) {
        if (!bytes.isEmpty() && !m_sink(m_status, bytes))
            return Now::Unwanted;
    } else {
        m_kept.append(bytes);
        if (m_kept.size() > m_largest)
            return Now::TooLarge;
    }
    return m_left == 0 ? Now::Done : Now::More;
}

Reply ReplyReader::reply() const
{
    return replyOf(m_status, m_kept);
}

} // namespace enigm::simulator
