#pragma once

#include "contract/device/Command.h"
#include "tests/support/history/SampleDevice.h"

namespace enigm::test {

inline constexpr qint64 day = 24 * 3600;

/// A deployment with one admitted device and its neighbours, of which whoever runs the control plane shows what it
/// likes.
struct HostileFleet
{
    SampleHistory history;
    SampleDevice device;

    explicit HostileFleet(const SampleHistory::Options &options = {});

    /// Done, and obeyed.
    SampleHistory::Story suspend();
    /// A change that was asked for and, so far, approved by nobody.
    SampleHistory::Story ask(const QString &action, const changes::Parameters &parameters = changes::NoParameters{});
    SampleHistory::Story askToReactivate();
    // Done as they should be.
    SampleHistory::Story reactivate();
    SampleHistory::Story revoke();
    void revokeKeyOf(const Person &person);

    /// Executes whatever the quorum says: all targets move, and the entry names every approval and the rule given.
    void executeAnyway(SampleHistory::Story &story, const std::optional<changes::RuleReference> &rule = {},
                       std::optional<qint64> claimedGovernanceSize = {});

    // The slug of a refusal, or "accepted".
    [[nodiscard]] QString outcome(const SampleHistory::Story &story) const;
    [[nodiscard]] QString outcome(const device::DeviceEvidence &evidence) const;
    [[nodiscard]] QString outcome(const device::DeviceEvidence &evidence, qint64 now) const;
};

/// The note without the lines that follow the log's own.
[[nodiscard]] QByteArray withoutWitnesses(const QByteArray &note);
/// With a key of its own in another's name.
[[nodiscard]] Person impostorOf(const Person &person);

} // namespace enigm::test
