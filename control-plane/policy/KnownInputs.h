#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "control-plane/policy/PoliciesInForce.h"

#include <QByteArray>
#include <QHash>

namespace enigm::controlplane::policy {

/// How inputs are taken from what is stored.
struct InputTerms
{
    bool isSample = false;      ///< every device of this deployment is simulated
    qint64 postureAge = 86'400; ///< seconds for which a posture stands that was not reported again
};

/// What is known of one device at a time.
struct KnownInputs
{
    enigm::policy::DeviceInputs inputs;
    std::optional<qint64> goodUntil; ///< when something of it will be too old; nothing: nothing will be
};

/// What devices report of themselves, as inputs. Few different reports are met in a fleet, so that each is read once.
class ReportedInputs
{
public:
    /// Of the canonical JSON of a posture: what it says, and nothing else.
    [[nodiscard]] Expected<enigm::policy::DeviceInputs> of(const QByteArray &posture);

private:
    static constexpr qsizetype most = 4'096;
    QHash<QByteArray, enigm::policy::DeviceInputs> m_known;
};

/// Everything that the store knows of a device as inputs to a decision, but the groups and, where it has confirmed any,
/// the state of its policies, which hangs on them. What was never reported, or too long ago, is missing.
[[nodiscard]] Expected<KnownInputs> inputsOf(const store::DeviceInputRow &row, ReportedInputs &reported,
                                             const InputTerms &terms, qint64 now);
/// What the rules of groups look at; nothing where an outcome is stored that is not known here, so that nothing is
/// known of the groups that ask for one.
[[nodiscard]] std::optional<enigm::fleet::GroupFacts> groupFactsOf(const store::DeviceInputRow &row,
                                                                   const InputTerms &terms);

/// The same with the groups that policies ask for. Of a handle that no device has everything is missing.
[[nodiscard]] Expected<KnownInputs> inputsOf(const enigm::fleet::DeviceHandle &device, const PoliciesInForce &policies,
                                             const store::Repositories &store, const InputTerms &terms, qint64 now);

} // namespace enigm::controlplane::policy
