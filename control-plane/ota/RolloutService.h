#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/ota/MemberBook.h"
#include "control-plane/ota/OfferSource.h"
#include "control-plane/ota/ReleaseSource.h"
#include "control-plane/ota/RolloutJournal.h"
#include "control-plane/policy/TrustDecisions.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <optional>

namespace enigm::controlplane::ota {

/// What each device is offered, and what becomes of it. Whether a device may be offered an update is asked when the
/// device asks, by the trust decision of that moment; that it was offered is durable before it is, so that nothing is
/// offered that was halted before. Thread-safe.
class RolloutService final : public OfferSource
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        policy::TrustDecisions &decisions;
        ReleaseSource release;
    };

    /// Borrows all parts.
    explicit RolloutService(Parts parts);

    // OfferSource
    /// Waits for the writer where the device is offered something new: never on its thread.
    [[nodiscard]] Expected<std::optional<DeviceOffer>> offerFor(const enigm::fleet::DeviceHandle &device) override;
    void note(const enigm::fleet::DeviceHandle &device, const UpdateProgress &progress, Answer answer) override;

    static constexpr std::size_t mostMembers = 100'000;
    /// Run last in the transaction.
    using Keep =
        std::move_only_function<Expected<void>(store::Transaction &, const enigm::ota::RolloutMembers &members)>;
    /// Keeps the devices of a group by members, in any order, so that a plan may name them by their root. OutOfRange
    /// for none, too many, and one named twice.
    void keepMembers(std::vector<enigm::fleet::DeviceHandle> handles, const std::optional<QString> &group, Keep keep,
                     Answer done);

private:
    struct Candidate
    {
        store::RolloutRow row;
        enigm::ota::RolloutPlan plan;
        store::RolloutGroupRow group;
        store::RolloutDeviceRow device;
    };
    using Offer = Expected<std::optional<DeviceOffer>>;

    [[nodiscard]] Expected<std::optional<Candidate>> candidateIn(const store::Repositories &store,
                                                                 store::RolloutRow row,
                                                                 const enigm::fleet::DeviceHandle &device) const;
    [[nodiscard]] Offer offerOf(const Candidate &candidate);
    [[nodiscard]] Expected<bool> isEligible(const enigm::fleet::DeviceHandle &device) const;
    /// Whether it is so now: the rollout runs, and the device stands as it did.
    [[nodiscard]] Expected<bool> noteOffer(const Candidate &candidate, enigm::ota::UpdateState state);
    [[nodiscard]] Offer describe(const Candidate &candidate, bool isCancelled);
    [[nodiscard]] Expected<void> take(store::Transaction &transaction, const enigm::fleet::DeviceHandle &device,
                                      const UpdateProgress &progress, const std::optional<QByteArray> &change) const;
    /// One device more runs the release.
    [[nodiscard]] Expected<void> countInstalled(store::Transaction &transaction, const QString &release) const;
    [[nodiscard]] Expected<void> log(store::Transaction &transaction, const StoredRollout &rollout,
                                     const enigm::fleet::DeviceHandle &device, const UpdateProgress &progress) const;

    Parts m_parts;
    MemberBook m_members;
};

} // namespace enigm::controlplane::ota
