#include "control-plane/http/HeadReader.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using namespace enigm::controlplane;

namespace {

using Progress = http::HeadReader::Progress;

/// Reads all that arrived as it arrives, `step` bytes at a time.
Progress feedInSteps(http::HeadReader &reader, QByteArrayView bytes, qsizetype step)
{
    Progress progress = Progress::NeedMore;
    for (qsizetype size = 0; progress == Progress::NeedMore && size < bytes.size();) {
        size = qMin(size + step, bytes.size());
        progress = reader.feed(bytes.first(size));
    }
    return progress;
}

} // namespace

/// The first byte says how many bytes arrive at once; the rest is the head. It is read alike however it arrives.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    http::HeadReader whole({});
    http::HeadReader stepwise({});
    const Progress progress = whole.feed(bytes);
    require(feedInSteps(stepwise, bytes, data[0] + 1) == progress);
    if (progress != Progress::Complete)
        return 0;
    require(stepwise.size() == whole.size() && bytes.first(whole.size()).endsWith("\r\n\r\n"));
    const http::Head head = whole.takeHead();
    require(!head.method.isEmpty() && !head.target.isEmpty() && head.contentLength >= 0);
    require(!head.chunked || head.contentLength == 0);
    require(head.target == stepwise.takeHead().target);
    return 0;
}
