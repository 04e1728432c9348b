#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/network/AccessWords.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/network/EnforcementPoints.h"
#include "control-plane/store/Transaction.h"

#include <QString>

#include <map>
#include <mutex>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace enigm::controlplane::network {

/// Counts what enforcement points were answered, so that neither a flood of refusals nor a day of traffic fills the
/// log: of an interval it gets one entry for each point and category of denial, which names the devices, one that names
/// those which were let through and had not been, and one that counts all that were. Thread-safe.
class OutcomeTally
{
public:
    /// Decisions of one kind at one point.
    struct Kind
    {
        QString point; ///< id
        enigm::policy::NetworkPath path{};
        std::optional<enigm::network::DenialReason> denial; ///< nothing: permits

        friend bool operator<(const Kind &left, const Kind &right)
        {
            return std::tie(left.point, left.path, left.denial) < std::tie(right.point, right.path, right.denial);
        }
    };
    struct Count
    {
        qint64 count = 0;
        qint64 from = 0; ///< Unix seconds of the first
        qint64 to = 0;   ///< and of the last
        /// By console handle, how often: of a denial every device, of permits those for which that was a change.
        std::map<QString, qint64> devices = {};
    };
    using Counts = std::map<Kind, Count>;

    void note(const EnforcementPoint &point, std::optional<enigm::network::DenialReason> denial,
              const std::optional<enigm::fleet::DeviceHandle> &device, qint64 time);
    /// What was counted since the last taking, to be written.
    [[nodiscard]] Counts take();
    /// Counts again what could not be written.
    void giveBack(const Counts &counts);

    /// In a job: the entries, the counts by the hour, and the last ones of each point.
    [[nodiscard]] static Expected<void> write(audit::Sequencer &sequencer, store::Transaction &transaction,
                                              const Counts &counts, qint64 time);

private:
    [[nodiscard]] bool isChange(const QString &point, const QString &device, bool isPermit);

    std::mutex m_mutex;
    // under m_mutex
    Counts m_counts;
    std::unordered_map<QString, bool> m_last; ///< by point and device: whether the last answer was a permit
};

} // namespace enigm::controlplane::network
