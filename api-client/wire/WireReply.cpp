#include "api-client/wire/WireReply.h"

namespace enigm::client {

QByteArray WireReply::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace enigm::client
