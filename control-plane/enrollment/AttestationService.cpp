#include "control-plane/enrollment/AttestationService.h"

#include "contract/reports/JudgedAttestation.h"
#include "control-plane/enrollment/ArrivalRecord.h"
#include "control-plane/fleet/ReportCheck.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::enrollment {

using enigm::enrollment::AttestationClaim;
using enigm::fleet::AttestationOutcome;
using enigm::fleet::AttestationVerdict;
using enigm::fleet::DeviceHandle;
using enigm::reports::AttestationFinding;
using enigm::reports::JudgedAttestation;

/// What is kept of one attestation.
struct AttestationService::Finding
{
    DeviceHandle handle;
    store::DeviceAttestation attestation;
    JudgedAttestation judged; ///< the body of its entry, where the outcome is another than before
};

AttestationService::AttestationService(Parts parts)
    : m_parts(std::move(parts))
{}

/// The nonce is used up by nothing but a report that is the device's own; then whatever the chain is worth is its
/// answer.
Expected<AttestationService::Finding> AttestationService::judge(const DeviceHandle &handle,
                                                                const AttestationClaim &claim)
{
    const qint64 now = m_parts.clock.now();
    QString attestedKey;
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        const auto device = fleet::reporterOf(*reader->operator->(), handle, claim.attested);
        if (!device)
            return std::unexpected(device.error());
        attestedKey = device->key;
    }
    if (auto fresh = fleet::useNonce(m_parts.nonces, claim.attested.report.report, now); !fresh)
        return std::unexpected(fresh.error());
    const auto ground = m_parts.revocations.groundOf(*m_parts.directory());
    if (!ground)
        return std::unexpected(ground.error());
    const AttestationVerdict verdict = enigm::enrollment::judgeClaim(claim, attestedKey, *ground, now);
    if (enigm::reports::isBelievable(verdict.outcome) && verdict.facts.description->carriedIdentifiers)
        return std::unexpected(identifiersCarried());
    return Finding{.handle = handle,
                   .attestation = attestationOf(verdict, now),
                   .judged = JudgedAttestation{claim.attested, AttestationFinding::of(verdict)}};
}

Expected<void> AttestationService::keep(store::Transaction &transaction, const Finding &finding) const
{
    const auto device = transaction.devices.find(finding.handle);
    if (!device)
        return std::unexpected(device.error());
    if (!*device)
        return refuse(ProblemType::NotFound, u"No device has this handle."_s);
    const QString &before = (*device)->attestation.outcome;
    qint64 cursor = 0;
    if (before == finding.attestation.outcome)
        cursor = m_parts.sequencer.nextCursor();
    else if (auto kept = keepChange(transaction, finding, before, cursor); !kept)
        return kept;
    return transaction.devices.setAttestation(finding.handle, finding.attestation, cursor);
}

Expected<void> AttestationService::keepChange(store::Transaction &transaction, const Finding &finding,
                                              const QString &before, qint64 &cursor) const
{
    const qint64 now = finding.attestation.judged;
    const auto changes = transaction.attestations.countSince(finding.handle, now - window);
    if (!changes)
        return std::unexpected(changes.error());
    if (*changes >= mostChanges)
        return refuse(ProblemType::RateLimited, u"What this device attests changes too often."_s);
    log::ActivityEntry entry = finding.judged.describe();
    entry.time = now;
    const auto appended =
        m_parts.sequencer.appendActivity(transaction, entry, log::ActivityBody::make(finding.judged.toJson()));
    if (!appended)
        return std::unexpected(appended.error());
    cursor = appended->cursor;
    const store::AttestationChangeRow change{
        .position = appended->position.index, .judged = now, .outcome = finding.attestation.outcome, .before = before};
    return transaction.attestations.add(finding.handle, change);
}

void AttestationService::attest(const QByteArray &certificate, const AttestationClaim &claim, Answer answer)
{
    const auto checkIn = m_parts.checkIns.checkIn(certificate); // counts its own refusals
    if (!checkIn)
        return answer(std::unexpected(checkIn.error()));
    auto found = judge(checkIn->handle, claim);
    if (!found) {
        m_parts.checkIns.countRefusal(found.error().type, checkIn->handle.text());
        return answer(std::unexpected(found.error()));
    }
    const auto finding = std::make_shared<const Finding>(std::move(*found));
    auto job = [this, finding](store::Transaction &transaction) { return keep(transaction, *finding); };
    auto completion = [this, finding, answer = std::move(answer)](const Expected<void> &done) mutable {
        if (!done) {
            m_parts.checkIns.countRefusal(done.error().type, finding->handle.text());
            return answer(std::unexpected(done.error()));
        }
        if (const AttestationFinding &said = finding->judged.finding; said.outcome() != AttestationOutcome::Verified)
            return answer(std::unexpected(rejection(said.reason)));
        answer(finding->attestation.judged);
    };
    m_parts.writer.submit(std::move(job), std::move(completion));
}

} // namespace enigm::controlplane::enrollment
