#pragma once

#include "contract/log/MerkleFrontier.h"
#include "contract/ota/Membership.h"
#include "control-plane/store/RolloutDeviceStore.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace enigm::controlplane::ota {

/// The devices of a plan as they are gone through in the order of their handles: how many each group has, and what
/// commits to them.
class Population
{
public:
    /// Borrows the membership.
    Population(const enigm::ota::Membership &membership, std::size_t groups)
        : m_membership(membership)
        , m_groups(groups)
    {}

    /// Puts the device into its group, and into the batch.
    void take(QByteArrayView handle)
    {
        const auto group = m_membership.groupOf(handle);
        if (!group) {
            ++m_outside;
            return;
        }
        m_groups[*group].append(log::leafHash(handle));
        m_batch.handles.append(handle);
        m_batch.places.push_back(static_cast<quint8>(*group));
    }
    [[nodiscard]] std::size_t batched() const { return m_batch.places.size(); }
    [[nodiscard]] store::RolloutDeviceStore::Assigned takeBatch() { return std::exchange(m_batch, {}); }

    [[nodiscard]] qint64 count(std::size_t group) const { return m_groups[group].size(); }
    [[nodiscard]] std::vector<QByteArray> roots() const
    {
        std::vector<QByteArray> roots;
        for (const log::MerkleFrontier &group : m_groups)
            roots.push_back(group.root().toBytes());
        return roots;
    }
    [[nodiscard]] qint64 outside() const { return m_outside; }

private:
    const enigm::ota::Membership &m_membership;
    std::vector<log::MerkleFrontier> m_groups;
    store::RolloutDeviceStore::Assigned m_batch;
    qint64 m_outside = 0;
};

/// The membership of a plan with the members as they were handed in. TargetMismatch where they were not.
[[nodiscard]] Expected<enigm::ota::Membership>
membershipOf(const enigm::ota::RolloutPlan &plan, const QByteArray &change, const store::RolloutDeviceStore &devices);

} // namespace enigm::controlplane::ota
