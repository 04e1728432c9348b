#include "app/gateway/tor/ControlReply.h"

#include <algorithm>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype statusDigits = 3;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::unexpected<Problem> malformed()
{
    return refuse(ProblemType::UnexpectedAnswer, u"This is no reply of tor's control port."_s);
}

} // namespace

Expected<std::optional<ControlReply>> ControlReply::take(QByteArray &arrived)
{
    ControlReply reply;
    qsizetype begin = 0;
    for (qsizetype end = arrived.indexOf("\r\n"); end >= 0; end = arrived.indexOf("\r\n", begin)) {
        const QByteArrayView line = QByteArrayView(arrived).sliced(begin, end - begin);
        const bool isLine = line.size() > statusDigits && std::ranges::all_of(line.first(statusDigits), isDigit) &&
                            (line[statusDigits] == ' ' || line[statusDigits] == '-');
        if (!isLine)
            return malformed();
        const int status = line.first(statusDigits).toByteArray().toInt();
        if (!reply.lines.isEmpty() && status != reply.status)
            return malformed();
        reply.status = status;
        reply.lines.append(line.sliced(statusDigits + 1).toByteArray());
        begin = end + 2;
        if (line[statusDigits] == ' ') {
            arrived.remove(0, begin);
            return std::optional(std::move(reply));
        }
    }
    if (arrived.size() > mostBytes)
        return refuse(ProblemType::TooLarge, u"The reply is too long."_s);
    return std::optional<ControlReply>();
}

} // namespace enigm::gateway
