#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/changes/ReleaseSigning.h"

#include <memory>

namespace enigm::controlplane::api {

/// Where a release manager hands in what was signed with the manifest authority's token. What its routes borrow is all
/// of it.
class SignatureRoutes
{
public:
    SignatureRoutes(const Guard &guard, changes::ReleaseSigning &signing, RefusalLog &refusals);

    [[nodiscard]] Routes routes();

private:
    using WritePointer = std::shared_ptr<PendingWrite>;

    void takeManifest(const http::Request &request, const WritePointer &write);

    const Guard &m_guard;
    changes::ReleaseSigning &m_signing;
    RefusalLog &m_refusals;
};

} // namespace enigm::controlplane::api
