#pragma once

#include "contract/evidence/EndOfLife.h"
#include "contract/reports/EffectOutcome.h"
#include "tests/support/history/SampleDevice.h"

#include <functional>
#include <memory>

namespace enigm::test {

/// A device of a history, with the attested key that it signs its word by, admitted and about to end.
class EndedDevice
{
public:
    /// Borrows the history.
    explicit EndedDevice(SampleHistory &of, int neighbours = 0);

    SampleHistory &history;
    SampleDevice device;
    std::shared_ptr<const signing::PrivateKey> key; ///< attested

    /// The device is admitted, by the first administrator and the first approver.
    void admit();
    /// Done, and obeyed. By the first administrator and the first approver, or by the first administrator alone.
    SampleHistory::Story perform(const QString &action, bool isApproved = true);

    /// The device's word on a change that was executed.
    [[nodiscard]] reports::Report wordOn(const SampleHistory::Story &story) const;
    [[nodiscard]] reports::EffectOutcome sign(const reports::Report &report) const;
    /// What the log keeps of it; its index.
    qint64 log(const reports::EffectOutcome &said);
    qint64 acknowledge(const SampleHistory::Story &story) { return log(sign(wordOn(story))); }

    /// Under the history's latest checkpoints.
    [[nodiscard]] evidence::AcknowledgedRecords recordsOf(const SampleHistory::Story &story, qint64 word) const;
    [[nodiscard]] evidence::ProvenAcknowledgement proven(qint64 word) const;
    [[nodiscard]] evidence::EndOfLifeRecord record(const SampleHistory::Story &end, qint64 word) const;
};

} // namespace enigm::test
