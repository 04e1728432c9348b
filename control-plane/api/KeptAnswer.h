#pragma once

#include "control-plane/api/PendingWrite.h"

#include <functional>
#include <memory>

namespace enigm::controlplane::api {

/// The answer to a write that is made of what the act has brought about: kept in its transaction, and given once that
/// is durable. Copies share it, so that one goes with the job as what keeps, and one as what is done.
template <typename Result>
class KeptAnswer
{
public:
    using Make = std::function<http::Response(const Result &)>;

    KeptAnswer(std::shared_ptr<PendingWrite> write, Make make)
        : m_write(std::move(write))
        , m_make(std::move(make))
    {}

    Expected<void> operator()(store::Transaction &transaction, const Result &result) const
    {
        *m_response = m_make(result);
        return m_write->keep(transaction, *m_response);
    }
    void operator()(const Expected<void> &done) const
    {
        if (done)
            m_write->answer(*m_response);
        else
            m_write->refuse(done.error());
    }

private:
    std::shared_ptr<PendingWrite> m_write;
    Make m_make;
    std::shared_ptr<http::Response> m_response = std::make_shared<http::Response>();
};

} // namespace enigm::controlplane::api
