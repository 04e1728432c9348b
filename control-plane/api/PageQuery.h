#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/http/Target.h"

#include <QString>

namespace enigm::controlplane::api {

/// Which page of a list is asked for: `after` and `limit`, and nothing else.
struct PageQuery
{
    QString after; ///< behind what; empty: from the first
    int limit = 0;

    /// What http::Query::only and limitOf refuse.
    [[nodiscard]] static Expected<PageQuery> of(const http::Query &query);
};

} // namespace enigm::controlplane::api
