#pragma once

#include "contract/evidence/Evidence.h"
#include "contract/fleet/CommandState.h"
#include "contract/problems/Problem.h"
#include "contract/reports/EffectOutcome.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/fleet/NonceBook.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace enigm::controlplane::fleet {

/// What a device was told to do, for the device itself; in whatever state it is, also a revoked one. It hands out
/// evidence, and believes of a command only what the device has signed. Thread-safe.
class CommandService
{
public:
    /// The evidence bundle of an executed change, by its reference, under the checkpoints that devices will take.
    /// Of one command, that are logged: a device that finds ever new reasons fills no log.
    static constexpr qint64 mostRefusals = 16;

    using EvidenceSource = std::function<Expected<evidence::EvidenceBundle>(const QString &)>;
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        CheckInService &checkIns; ///< counts what devices were refused
        NonceBook &nonces;
        EvidenceSource evidence;
    };

    /// Borrows all parts.
    explicit CommandService(Parts parts);

    // `certificate` as in CheckInService::checkIn; CertificateRefused.
    /// Commands that are to be obeyed: neither acknowledged nor expired, in the order of their execution.
    [[nodiscard]] Expected<std::vector<store::CommandRow>> open(const QByteArray &certificate) const;
    using EvidenceAnswer = std::move_only_function<void(const Expected<QByteArray> &)>;
    /// The evidence of one command as device::DeviceEvidence writes it; the command counts as delivered from then on.
    /// NotFound where the device has no such command. Reads much: on a thread that may wait; answers there or on the
    /// writer's.
    void evidence(const QByteArray &certificate, qint64 execution, EvidenceAnswer answer) const;
    /// For one report.
    [[nodiscard]] Expected<NonceBook::Nonce> nonce(const QByteArray &certificate);
    using StateAnswer = std::move_only_function<void(const Expected<enigm::fleet::CommandState> &)>;
    /// Takes what a device says of a command: its new state and its effect.outcome entry in one transaction. Answers
    /// what the command is now, on the writer's thread once durable, or at once where nothing was to be written.
    /// WrongDeployment; WrongDevice for a report about another device; UnknownKey, BadSignature unless the attested key
    /// has signed it; Replayed for a nonce that is not fresh; NotFound where the device has no such command,
    /// WrongChange where it is that of another change.
    void acknowledge(const QByteArray &certificate, const enigm::reports::EffectOutcome &outcome, StateAnswer answer);

private:
    [[nodiscard]] Expected<store::DeviceRow> deviceOf(const QByteArray &certificate) const;
    [[nodiscard]] Expected<store::CommandRow> commandOf(const store::DeviceRow &device, qint64 execution) const;
    [[nodiscard]] Expected<QByteArray> build(const store::CommandRow &command) const;
    [[nodiscard]] Expected<void> check(const store::DeviceRow &device, const enigm::reports::EffectOutcome &outcome);
    [[nodiscard]] Expected<enigm::fleet::CommandState> take(store::Transaction &transaction,
                                                            const enigm::reports::EffectOutcome &outcome) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::fleet
