#pragma once

#include "contract/problems/Problem.h"
#include "contract/reports/PolicyConfirmation.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/fleet/NonceBook.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>

#include <functional>

namespace enigm::controlplane::policy {

/// Takes what served devices say of the policies that hold there. Others than before are written with their entry of
/// the log; the same again is nothing new. Thread-safe.
class ConfirmationService
{
public:
    /// Changes of one device that are taken in a window of so many seconds, so that none fills the log.
    static constexpr qint64 mostChanges = 32;
    static constexpr qint64 window = 3600;

    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        fleet::CheckInService &checkIns; ///< says whom to serve, and counts what devices were refused
        fleet::NonceBook &nonces;
    };
    struct Taken
    {
        bool changed = false; ///< others than before
        qint64 time = 0;      ///< when they were taken
    };
    using Answer = std::move_only_function<void(const Expected<Taken> &)>;

    /// Borrows all parts.
    explicit ConfirmationService(Parts parts);

    /// `certificate` and who is refused with what as in CheckInService::checkIn, and the problems of checkReport;
    /// WrongChange for a policy that no device can have taken over so; Replayed for a nonce that is not fresh;
    /// RateLimited. Answers on the writer's thread once durable, or at once where nothing is to be written.
    void confirm(const QByteArray &certificate, const enigm::reports::PolicyConfirmation &confirmation, Answer answer);

private:
    /// Whether there is anything new in it.
    [[nodiscard]] Expected<bool> check(const enigm::fleet::DeviceHandle &handle,
                                       const enigm::reports::PolicyConfirmation &confirmation);
    [[nodiscard]] Expected<Taken> take(store::Transaction &transaction,
                                       const enigm::reports::PolicyConfirmation &confirmation) const;
    void write(const enigm::reports::PolicyConfirmation &confirmation, Answer answer);

    Parts m_parts;
};

} // namespace enigm::controlplane::policy
