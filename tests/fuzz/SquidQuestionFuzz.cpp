#include "app/gateway/proxy/SquidQuestion.h"
#include "tests/fuzz/Require.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using gateway::SquidQuestion;

/// A line of squid's external ACL protocol: what is answered begins with the digits that were asked with.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView line(data, static_cast<qsizetype>(size));
    const auto question = SquidQuestion::parse(line);
    if (!question)
        return 0;
    require(!question->channel.isEmpty() && line.startsWith(question->channel));
    require(std::ranges::all_of(question->channel, [](char c) { return c >= '0' && c <= '9'; }));
    require(std::ranges::all_of(question->name, [](QChar c) { return c > u' ' && c < u'\x7f'; }));
    return 0;
}
