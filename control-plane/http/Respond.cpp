#include "control-plane/http/Respond.h"

#include <utility>

namespace enigm::controlplane::http {

Respond::Respond(Deliver deliver)
    : m_deliver(std::move(deliver))
{}

Respond::Respond(Respond &&other) noexcept
    : m_deliver(std::exchange(other.m_deliver, nullptr))
{}

Respond &Respond::operator=(Respond &&other) noexcept
{
    if (this != &other) {
        abandon();
        m_deliver = std::exchange(other.m_deliver, nullptr);
    }
    return *this;
}

Respond::~Respond()
{
    abandon();
}

void Respond::operator()(Response response)
{
    Q_ASSERT_X(m_deliver, "Respond", "a request is answered once");
    if (Deliver deliver = std::exchange(m_deliver, nullptr))
        deliver(std::move(response));
}

void Respond::operator()(const Problem &problem)
{
    (*this)(Response::problem(problem));
}

void Respond::abandon() noexcept
{
    if (Deliver deliver = std::exchange(m_deliver, nullptr))
        deliver(Response::problem({.type = ProblemType::Internal}));
}

} // namespace enigm::controlplane::http
