#pragma once

#include "contract/problems/Problem.h"
#include "contract/reports/UpdateOutcome.h"
#include "contract/time/Clock.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/fleet/NonceBook.h"
#include "control-plane/ota/OfferSource.h"
#include "control-plane/store/Database.h"

#include <QByteArray>

namespace enigm::controlplane::ota {

/// Takes what devices report of their updates: only what the attested key has signed, and once. Thread-safe.
class UpdateReports
{
public:
    struct Parts
    {
        const store::Database &database;
        const time::Clock &clock;
        fleet::CheckInService &checkIns; ///< says whom to serve, and counts what devices were refused
        fleet::NonceBook &nonces;
        OfferSource &offers;
    };

    /// Borrows all parts.
    explicit UpdateReports(Parts parts);

    /// `certificate` and who is refused with what as in CheckInService::checkIn, and the problems of checkReport;
    /// Replayed for a nonce that is not fresh; what OfferSource::note refuses. Answers once durable.
    void report(const QByteArray &certificate, const reports::UpdateOutcome &outcome, OfferSource::Answer answer);

private:
    [[nodiscard]] Expected<void> check(const enigm::fleet::DeviceHandle &handle,
                                       const reports::UpdateOutcome &outcome) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::ota
