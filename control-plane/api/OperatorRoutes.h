#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/store/Database.h"

namespace enigm::controlplane::api {

/// Names beside the operator ids of the governance log. What its routes borrow is all of it.
class OperatorRoutes
{
public:
    OperatorRoutes(const Guard &guard, const store::Database &database);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> names(const http::Request &request) const;

    const Guard &m_guard;
    const store::Database &m_database;
};

} // namespace enigm::controlplane::api
