#pragma once

#include "control-plane/http/Response.h"

#include <functional>

namespace enigm::controlplane::http {

/// The one answer that a request is owed: called once, from any thread, also after the listener is gone (then nobody
/// hears it). One that is let go without being called answers 500 internal.
class Respond
{
public:
    using Deliver = std::move_only_function<void(Response)>;

    explicit Respond(Deliver deliver);
    Respond(Respond &&other) noexcept;
    Respond &operator=(Respond &&other) noexcept;
    ~Respond();

    void operator()(Response response);
    /// Shorthand for Response::problem.
    void operator()(const Problem &problem);

private:
    void abandon() noexcept;
    Deliver m_deliver;
};

} // namespace enigm::controlplane::http
