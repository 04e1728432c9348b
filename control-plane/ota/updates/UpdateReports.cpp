#include "control-plane/ota/updates/UpdateReports.h"

#include "contract/json/JsonParser.h"
#include "control-plane/fleet/ReportCheck.h"
#include "control-plane/store/Reader.h"

namespace enigm::controlplane::ota {

using enigm::fleet::DeviceHandle;
using enigm::ota::UpdateStage;
using enigm::ota::UpdateState;
using reports::UpdateOutcome;

namespace {

UpdateState stateOf(UpdateStage stage)
{
    switch (stage) {
    case UpdateStage::Downloading:
        return UpdateState::Downloading;
    case UpdateStage::Verified:
        return UpdateState::Verified;
    case UpdateStage::Installed:
        return UpdateState::Installed;
    case UpdateStage::Confirmed:
        return UpdateState::Confirmed;
    case UpdateStage::Failed:
        return UpdateState::Failed;
    }
    Q_UNREACHABLE();
}

} // namespace

UpdateReports::UpdateReports(Parts parts)
    : m_parts(parts)
{}

/// The nonce comes last, as checkReport says.
Expected<void> UpdateReports::check(const DeviceHandle &handle, const UpdateOutcome &outcome) const
{
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        if (const auto device = fleet::reporterOf(*reader->operator->(), handle, outcome); !device)
            return std::unexpected(device.error());
    }
    return fleet::useNonce(m_parts.nonces, outcome.report.report, m_parts.clock.now());
}

void UpdateReports::report(const QByteArray &certificate, const UpdateOutcome &outcome, OfferSource::Answer answer)
{
    const auto checkIn = m_parts.checkIns.checkIn(certificate); // counts its own refusals
    if (!checkIn)
        return answer(std::unexpected(checkIn.error()));
    if (auto sound = check(checkIn->handle, outcome); !sound) {
        m_parts.checkIns.countRefusal(sound.error().type, checkIn->handle.text());
        return answer(std::unexpected(sound.error()));
    }
    const reports::UpdateReport &said = outcome.body();
    m_parts.offers.note(checkIn->handle,
                        {.execution = said.execution,
                         .state = stateOf(said.stage),
                         .failure = said.failure,
                         .word = UpdateWord::Attested,
                         .report = json::canonical(outcome.toJson())},
                        std::move(answer));
}

} // namespace enigm::controlplane::ota
