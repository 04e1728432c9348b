#include "control-plane/http/Target.h"
#include "tests/fuzz/Require.h"

#include <QUrl>

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using namespace enigm::controlplane;

namespace {

/// The target with everything escaped that can be.
QByteArray written(const http::Target &target)
{
    QByteArray text;
    for (const QString &segment : target.path)
        text += '/' + QUrl::toPercentEncoding(segment);
    if (text.isEmpty())
        text = "/";
    char mark = '?';
    for (const auto &[name, value] : target.query) {
        text += mark + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
        mark = '&';
    }
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto target = http::Target::parse(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!target)
        return 0;
    for (const QString &segment : target->path)
        require(!segment.contains(u'/') && !segment.contains(QChar(0)) && segment != u"." && segment != u"..");
    const auto again = http::Target::parse(written(*target));
    require(again && again->path == target->path && written(*again) == written(*target));
    return 0;
}
