#include "api-client/feed/EventStreamParser.h"
#include "contract/feed/FeedEvent.h"
#include "tests/fuzz/Require.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

using namespace enigm;
using client::EventStreamParser;
using client::StreamEvent;
using fuzz::require;

namespace {

/// All events that these pieces make; nothing where they are refused.
std::optional<std::vector<StreamEvent>> parse(QByteArrayView bytes, qsizetype size)
{
    EventStreamParser parser;
    std::vector<StreamEvent> all;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        const auto events = parser.parse(bytes.sliced(at, std::min(size, bytes.size() - at)));
        if (!events)
            return std::nullopt;
        all.insert(all.end(), events->begin(), events->end());
    }
    return all;
}

} // namespace

/// The change feed of a server that means no good, in pieces of any size.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto whole = parse(bytes, std::max<qsizetype>(bytes.size(), 1));
    require(parse(bytes, 1) == whole);
    if (!whole)
        return 0;
    for (const StreamEvent &event : *whole) {
        require(event.data.size() <= EventStreamParser::mostData);
        const auto hint = feed::FeedEvent::parse(event.id, event.name, event.data);
        if (!hint || !*hint)
            continue;
        require((*hint)->cursor >= 0);
        const auto again = parse((*hint)->toEventStream(), 7);
        require(again && again->size() == 1);
        const auto same = feed::FeedEvent::parse(again->front().id, again->front().name, again->front().data);
        require(same && *same && **same == **hint);
    }
    return 0;
}
