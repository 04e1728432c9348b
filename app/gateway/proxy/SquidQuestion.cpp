#include "app/gateway/proxy/SquidQuestion.h"

#include <QList>

#include <algorithm>

namespace enigm::gateway {

namespace {

constexpr qsizetype mostDigits = 10;

bool isChannel(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= mostDigits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isPrintable(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

std::optional<SquidQuestion> SquidQuestion::parse(QByteArrayView line)
{
    if (line.size() > mostBytes)
        return std::nullopt;
    const QList<QByteArray> words = line.toByteArray().split(' ');
    if (!isChannel(words.front()))
        return std::nullopt;
    SquidQuestion question{.channel = words.front(), .name = {}};
    const bool isNamed = words.size() == 2 || (words.size() == 3 && words[2] == "-");
    if (isNamed && words[1] != "-" && isPrintable(words[1]))
        question.name = QString::fromLatin1(words[1]);
    return question;
}

} // namespace enigm::gateway
