#pragma once

#include "contract/device/UpdateEvidence.h"

#include <QByteArray>

#include <list>
#include <memory>

namespace enigm::simulator {

/// What of offers a fleet on one machine has verified: the evidence of a rollout is the same for all its devices, and
/// is verified once instead of ten thousand times. Everything else each device checks itself.
class UpdateBook
{
public:
    explicit UpdateBook(QByteArray deployment)
        : m_deployment(std::move(deployment))
    {}

    /// As UpdateEvidence::verify.
    [[nodiscard]] Expected<std::shared_ptr<const device::UpdateEvidence>> verified(const device::UpdateOffer &offer);

private:
    struct Kept
    {
        QByteArray key;
        std::shared_ptr<const device::UpdateEvidence> evidence;
    };
    static constexpr std::size_t mostKept = 4;

    QByteArray m_deployment;
    std::list<Kept> m_kept; ///< the newest in front
};

} // namespace enigm::simulator
