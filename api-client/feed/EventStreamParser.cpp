#include "api-client/feed/EventStreamParser.h"

#include <QStringDecoder>

#include <utility>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

bool isUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(bytes);
    return !decoder.hasError();
}

} // namespace

Expected<std::vector<StreamEvent>> EventStreamParser::parse(QByteArrayView bytes)
{
    std::vector<StreamEvent> events;
    while (true) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView part = end < 0 ? bytes : bytes.first(end);
        if (m_line.size() + part.size() > mostLine)
            return refuse(ProblemType::TooLarge, u"A line of the feed is too long."_s);
        m_line.append(part);
        if (end < 0)
            return events;
        const QByteArray line = std::exchange(m_line, {});
        bytes = bytes.sliced(end + 1);
        if (!line.isEmpty()) {
            if (const auto taken = takeLine(line); !taken)
                return std::unexpected(taken.error());
            continue;
        }
        if (m_hasData)
            events.push_back(m_event);
        m_hasData = false;
        m_event.name.clear();
        m_event.data.clear();
    }
}

Expected<void> EventStreamParser::takeLine(QByteArrayView line)
{
    if (line.contains('\r') || line.contains('\0') || !isUtf8(line))
        return refuse(ProblemType::UnexpectedAnswer, u"A line of the feed is not one of text/event-stream."_s);
    const qsizetype colon = line.indexOf(':');
    if (colon == 0)
        return {}; // a comment
    const QByteArrayView field = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (field == "id"_ba)
        m_event.id = value.toByteArray();
    else if (field == "event"_ba)
        m_event.name = value.toByteArray();
    if (field != "data"_ba)
        return {};
    if (m_event.data.size() + value.size() + 1 > mostData)
        return refuse(ProblemType::TooLarge, u"An event of the feed is too long."_s);
    if (std::exchange(m_hasData, true))
        m_event.data += '\n';
    m_event.data += value;
    return {};
}

} // namespace enigm::client
