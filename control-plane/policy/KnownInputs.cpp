#include "control-plane/policy/KnownInputs.h"

#include "contract/json/JsonParser.h"
#include "contract/reports/Posture.h"

namespace enigm::controlplane::policy {

namespace {

/// What the device says of itself, where that is not too long ago.
Expected<void> addPosture(KnownInputs &known, const enigm::fleet::DeviceHandle &device,
                          const store::Repositories &store, const InputTerms &terms, qint64 now)
{
    const auto row = store.postures.find(device);
    if (!row)
        return std::unexpected(row.error());
    if (!*row || (*row)->reported + terms.postureAge <= now)
        return {};
    const auto value = json::parseSigned((*row)->posture.posture);
    if (!value)
        return std::unexpected(value.error());
    const auto posture = reports::Posture::fromJson(*value, {});
    if (!posture)
        return std::unexpected(posture.error());
    known.inputs.set(posture->osTrust);
    known.inputs.set(posture->trustCenter);
    known.inputs.set(posture->appSession);
    known.inputs.set(posture->integrity);
    known.goodUntil = (*row)->reported + terms.postureAge;
    return {};
}

enigm::fleet::GroupFacts factsOf(const store::DeviceRow &row, enigm::fleet::AttestationOutcome outcome, bool isSample)
{
    return {.state = row.state,
            .attestation = outcome,
            .securityLevel = enigm::fleet::securityLevelFromWord(row.attestation.securityLevel),
            .patch = row.attestation.patch,
            .simulated = isSample};
}

} // namespace

Expected<KnownInputs> inputsOf(const enigm::fleet::DeviceHandle &device, const PoliciesInForce &policies,
                               const store::Repositories &store, const InputTerms &terms, qint64 now)
{
    KnownInputs known;
    const auto row = store.devices.find(device);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return known;
    known.inputs.set((*row)->state);
    known.inputs.set(enigm::policy::PolicyState::Unconfirmed);
    const auto outcome = enigm::fleet::attestationOutcomeFromWord((*row)->attestation.outcome);
    if (outcome)
        known.inputs.set(*outcome);
    auto listing = store.groups.listing(device);
    if (!listing)
        return std::unexpected(listing.error());
    // Without an outcome that is known, no more is known of the groups that ask for one.
    if (outcome)
        known.inputs.setGroups(policies.groupsOf(factsOf(**row, *outcome, terms.isSample), std::move(*listing)));
    if (auto done = addPosture(known, device, store, terms, now); !done)
        return std::unexpected(done.error());
    return known;
}

} // namespace enigm::controlplane::policy
