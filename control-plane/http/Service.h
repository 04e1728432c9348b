#pragma once

#include "control-plane/http/Admission.h"
#include "control-plane/http/Listener.h"

namespace enigm::controlplane::http {

/// What all threads and connections of one listener share. The router and the limits never change once it listens.
struct Service
{
    Service(Router theRouter, const Limits &theLimits)
        : router(std::move(theRouter))
        , limits(theLimits)
        , admission(theLimits.connections, theLimits.connectionsPerRemote)
    {}

    const Router router;
    const Limits limits;
    Admission admission;
    Counters counters;
};

} // namespace enigm::controlplane::http
