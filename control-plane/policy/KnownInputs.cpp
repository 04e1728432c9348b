#include "control-plane/policy/KnownInputs.h"

#include "contract/json/JsonParser.h"
#include "contract/reports/Posture.h"

namespace enigm::controlplane::policy {

using enigm::policy::DeviceInputs;

Expected<DeviceInputs> ReportedInputs::of(const QByteArray &posture)
{
    if (const auto known = m_known.constFind(posture); known != m_known.cend())
        return *known;
    const auto value = json::parseSigned(posture);
    if (!value)
        return std::unexpected(value.error());
    const auto read = reports::Posture::fromJson(*value, {});
    if (!read)
        return std::unexpected(read.error());
    DeviceInputs inputs;
    inputs.set(read->osTrust);
    inputs.set(read->trustCenter);
    inputs.set(read->appSession);
    inputs.set(read->integrity);
    if (m_known.size() == most)
        m_known.clear();
    m_known.insert(posture, inputs);
    return inputs;
}

Expected<KnownInputs> inputsOf(const store::DeviceInputRow &row, ReportedInputs &reported, const InputTerms &terms,
                               qint64 now)
{
    KnownInputs known;
    if (row.posture && row.reported + terms.postureAge > now) {
        auto inputs = reported.of(*row.posture);
        if (!inputs)
            return std::unexpected(inputs.error());
        known.inputs = std::move(*inputs);
        known.goodUntil = row.reported + terms.postureAge;
    }
    known.inputs.set(row.state);
    if (!row.held)
        known.inputs.set(enigm::policy::PolicyState::Unconfirmed);
    if (const auto outcome = enigm::fleet::attestationOutcomeFromWord(row.attestation))
        known.inputs.set(*outcome);
    return known;
}

std::optional<enigm::fleet::GroupFacts> groupFactsOf(const store::DeviceInputRow &row, const InputTerms &terms)
{
    const auto outcome = enigm::fleet::attestationOutcomeFromWord(row.attestation);
    if (!outcome)
        return std::nullopt;
    return enigm::fleet::GroupFacts{.state = row.state,
                                    .attestation = *outcome,
                                    .securityLevel = enigm::fleet::securityLevelFromWord(row.securityLevel),
                                    .patch = row.patch,
                                    .simulated = terms.isSample};
}

Expected<KnownInputs> inputsOf(const enigm::fleet::DeviceHandle &device, const PoliciesInForce &policies,
                               const store::Repositories &store, const InputTerms &terms, qint64 now)
{
    const auto row = store.deviceInputs.find(device);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return KnownInputs();
    ReportedInputs reported;
    auto known = inputsOf(**row, reported, terms, now);
    if (!known)
        return known;
    auto listing = store.groups.listing(device);
    if (!listing)
        return std::unexpected(listing.error());
    if (const auto facts = groupFactsOf(**row, terms))
        policies.setByGroups(known->inputs, *facts, std::move(*listing), (*row)->held);
    return known;
}

} // namespace enigm::controlplane::policy
