#pragma once

#include "control-plane/api/ChangeReading.h"
#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/changes/EndOfLifeReader.h"
#include "control-plane/http/WorkerPool.h"

namespace enigm::controlplane::api {

/// The end-of-life records of devices, for those who may read the changes that are in one. What its routes borrow is
/// all of it.
class EndOfLifeRoutes
{
public:
    /// Borrows all.
    EndOfLifeRoutes(const Guard &guard, const changes::EndOfLifeReader &reader, http::WorkerPool &workers,
                    const ChangeReading &reading);

    [[nodiscard]] Routes routes();

private:
    void read(const http::Request &request, const identity::Caller &caller, http::Respond respond) const;

    const Guard &m_guard;
    const changes::EndOfLifeReader &m_reader;
    http::WorkerPool &m_workers;
    const ChangeReading &m_reading;
};

} // namespace enigm::controlplane::api
