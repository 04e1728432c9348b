#include "control-plane/api/PageQuery.h"

#include "control-plane/api/Input.h"

namespace enigm::controlplane::api {

Expected<PageQuery> PageQuery::of(const http::Query &query)
{
    if (const auto known = query.only({u"after", u"limit"}); !known)
        return std::unexpected(known.error());
    const auto limit = limitOf(query);
    if (!limit)
        return std::unexpected(limit.error());
    return PageQuery{.after = query.value(u"after").value_or(QString()), .limit = *limit};
}

} // namespace enigm::controlplane::api
