#include "control-plane/http/Request.h"

#include <algorithm>

namespace enigm::controlplane::http {

const QString &Request::parameter(QStringView name) const
{
    const auto found = std::ranges::find_if(parameters, [&](const auto &pair) { return pair.first == name; });
    Q_ASSERT(found != parameters.end());
    return found->second;
}

} // namespace enigm::controlplane::http
