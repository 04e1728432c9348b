#include "control-plane/audit/CheckpointBoard.h"

#include <utility>

namespace enigm::controlplane::audit {

CheckpointBoard::CheckpointBoard()
    : m_current(std::make_shared<const Checkpoints>())
{}

std::shared_ptr<const CheckpointBoard::Checkpoints> CheckpointBoard::current() const
{
    const std::scoped_lock lock(m_mutex);
    return m_current;
}

void CheckpointBoard::publish(Checkpoints checkpoints)
{
    auto next = std::make_shared<const Checkpoints>(std::move(checkpoints));
    const std::scoped_lock lock(m_mutex);
    m_current.swap(next);
}

} // namespace enigm::controlplane::audit
