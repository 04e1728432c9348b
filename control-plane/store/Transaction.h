#pragma once

#include "control-plane/store/Repositories.h"

namespace enigm::controlplane::store {

/// The group's open transaction, as a job sees it: the repositories, readable and writable. On the writer's thread, for
/// the duration of the job.
struct Transaction : Repositories
{
    using Repositories::Repositories;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
};

} // namespace enigm::controlplane::store
