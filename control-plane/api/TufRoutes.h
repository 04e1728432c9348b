#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/ota/tuf/RepositoryReader.h"
#include "control-plane/ota/tuf/TufRepository.h"

#include <memory>

namespace enigm::controlplane::api {

/// The update repository for people: every operator reads who is believed and until when; release managers have
/// versions composed, and hand in signatures.
class TufRoutes
{
public:
    /// Borrows all.
    TufRoutes(const Guard &guard, ota::TufRepository &repository, const ota::RepositoryReader &reader,
              RefusalLog &refusals);

    [[nodiscard]] Routes routes();

private:
    using WritePointer = std::shared_ptr<PendingWrite>;

    [[nodiscard]] Expected<http::Response> status(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> pending(const http::Request &request) const;
    void draftRoot(const http::Request &request, const WritePointer &write);
    void sign(const http::Request &request, const WritePointer &write);
    void publish(const http::Request &request, const WritePointer &write);
    /// The body, of whoever may write.
    [[nodiscard]] Expected<json::Value> bodyFrom(const http::Request &request, const identity::Caller &caller) const;

    const Guard &m_guard;
    ota::TufRepository &m_repository;
    const ota::RepositoryReader &m_reader;
    RefusalLog &m_refusals;
};

} // namespace enigm::controlplane::api
