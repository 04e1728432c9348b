#include "contract/log/LogHead.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::log {

Expected<LogHead> LogHead::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    LogHead result{.size = reader.integer("size"_L1), .root = reader.bytes("root"_L1, 32)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return result;
}

json::Value LogHead::toJson() const
{
    return json::Object{{"root"_L1, QString::fromLatin1(encoding::toBase64Url(root))}, {"size"_L1, size}};
}

} // namespace enigm::log
