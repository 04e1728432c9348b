#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/log/MerkleTree.h"
#include "contract/ota/RolloutPlan.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace enigm::ota {

/// Where the handle falls among a thousand: floor(draw * 1000 / 2^64), draw = the first 8 bytes, big-endian, of
/// SHA-256("enigm-rollout" || `change` || handle). `change` is the digest of the signed rollout.start, which nobody
/// chooses, so that nobody chooses who is first.
[[nodiscard]] int pointOf(QByteArrayView change, const fleet::DeviceHandle &handle);
/// The group by share into whose range the point falls; nothing: in none.
[[nodiscard]] std::optional<std::size_t> groupByShare(const RolloutPlan &plan, int point);

/// Handles that are sorted, each once, as a group by members names them; `group`: the device group that they are.
[[nodiscard]] RolloutMembers membersOf(const std::vector<fleet::DeviceHandle> &handles,
                                       const std::optional<QString> &group);

/// Which device of a plan is in which group. Pure: whoever has the plan, the change and the members can replay it.
class Membership
{
public:
    using Handles = std::vector<fleet::DeviceHandle>;

    /// `members`: for each group of the plan its handles, sorted, each once; empty for one by share. OutOfRange for
    /// lists of another shape, TargetMismatch where one is not what the plan commits to.
    [[nodiscard]] static Expected<Membership> make(const RolloutPlan &plan, const QByteArray &change,
                                                   const std::vector<Handles> &members);

    /// The first group by members that names the handle, else the one by share; nothing: in none.
    [[nodiscard]] std::optional<std::size_t> groupOf(const fleet::DeviceHandle &handle) const;
    /// The same of the text of a handle, for whoever goes through a fleet.
    [[nodiscard]] std::optional<std::size_t> groupOf(QByteArrayView handle) const;

private:
    Membership(const RolloutPlan &plan, const QByteArray &change, const std::vector<Handles> &members);

    QByteArray m_change;
    std::vector<std::vector<QByteArray>> m_members;    ///< sorted
    std::vector<std::optional<std::size_t>> m_byPoint; ///< the group of each of the thousand points
};

/// That a handle is one of the members that a plan commits to.
struct MemberProof
{
    qint64 leaf = 0; ///< its place among the sorted handles
    log::Proof path;
};
/// The handles of a group by members, to prove of any of them that it is named.
class MemberTree
{
public:
    /// Sorted, each once.
    explicit MemberTree(std::vector<fleet::DeviceHandle> handles);

    /// Nothing where the handle is not among them.
    [[nodiscard]] std::optional<MemberProof> prove(const fleet::DeviceHandle &handle) const;

private:
    std::vector<fleet::DeviceHandle> m_handles;
    log::MerkleTree m_tree;
};
/// The same for whoever needs one proof alone.
[[nodiscard]] std::optional<MemberProof> proveMember(const std::vector<fleet::DeviceHandle> &handles,
                                                     const fleet::DeviceHandle &handle);

/// What a device can check of the group that it is said to be in: that it is named there (with a proof, as the group is
/// by members) or that its point falls there. That no group before names it, it has to take from the log. WrongDevice,
/// OutOfRange for a group that the plan does not have, BadInclusionProof.
[[nodiscard]] Expected<void> checkGroup(const RolloutPlan &plan, QByteArrayView change, std::size_t group,
                                        const fleet::DeviceHandle &handle, const std::optional<MemberProof> &proof);

} // namespace enigm::ota
