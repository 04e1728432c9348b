#pragma once

#include "contract/policy/DecisionAnswer.h"
#include "contract/policy/PolicySet.h"
#include "contract/time/Clock.h"
#include "control-plane/policy/KnownInputs.h"
#include "control-plane/store/Database.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace enigm::controlplane::policy {

/// A decision as it is given out; policy::Explanation has the meaning of its members.
struct TrustAnswer
{
    bool isPermit = false;
    std::optional<enigm::policy::RuleName> rule = {};
    enigm::policy::Obligations obligations = {};
    std::vector<enigm::policy::RuleName> denying = {};
    enigm::policy::Inputs differ = {};
    std::optional<enigm::policy::RuleName> nearest = {};
    qint64 time = 0;       ///< at which it was decided
    qint64 validUntil = 0; ///< after which whoever keeps it has to ask again
};

/// A question, and its answer.
struct DecidedQuestion
{
    enigm::policy::Question question = {};
    TrustAnswer answer = {};

    /// As it is given out: with the reasons, or with the category of a denial alone.
    [[nodiscard]] enigm::policy::DecisionAnswer toAnswer(bool withReasons) const;
};

/// As much of an answer as whoever enforces it is to know, or less.
struct Verdict
{
    bool isPermit = false;
    bool isServed = false; ///< of a denial: whether it lies with the policies rather than with the device's state
    enigm::policy::Obligations obligations = {};
    qint64 time = 0;
    qint64 validUntil = 0;
    std::optional<qint64> changesAt = {}; ///< when the very same might be decided otherwise; nothing: never
};

/// Decides about served devices by the policies in force. Thread-safe: policies are compiled once, and again when they
/// or groups have changed.
class TrustDecisions
{
public:
    /// Seconds for which an answer may be kept at most.
    static constexpr qint64 mostValidity = 60;

    /// Borrows database and clock.
    TrustDecisions(const store::Database &database, const time::Clock &clock, InputTerms terms);

    /// Of one moment and one snapshot. The time of the question is the clock's, whatever it says. A handle that no
    /// device has is answered as a device of which nothing is known.
    [[nodiscard]] Expected<TrustAnswer> decide(const enigm::fleet::DeviceHandle &device,
                                               enigm::policy::Question question);
    /// The same about every question about devices that policies have rules for; about going into the network by each
    /// of the governed paths.
    [[nodiscard]] Expected<std::vector<DecidedQuestion>> decideAll(const enigm::fleet::DeviceHandle &device);
    /// How what the device has confirmed compares with what is assigned to it; nothing where that is not known, as of a
    /// handle that no device has.
    [[nodiscard]] Expected<std::optional<enigm::policy::PolicyState>>
    policyStateOf(const enigm::fleet::DeviceHandle &device);
    /// The same decision about each of these devices, in their order, of one moment and one snapshot and without its
    /// explanation.
    [[nodiscard]] Expected<std::vector<Verdict>> judge(std::span<const enigm::fleet::DeviceHandle> devices,
                                                       enigm::policy::Question question);

private:
    /// What decisions of one moment rest on.
    struct Moment
    {
        std::shared_ptr<const PoliciesInForce> policies;
        KnownInputs known;
        qint64 time = 0;

        [[nodiscard]] TrustAnswer decide(enigm::policy::Question question) const;
    };
    [[nodiscard]] Expected<Moment> momentOf(const enigm::fleet::DeviceHandle &device);
    [[nodiscard]] Expected<std::shared_ptr<const PoliciesInForce>> policies(const store::Repositories &store);

    const store::Database &m_database;
    const time::Clock &m_clock;
    const InputTerms m_terms;
    std::mutex m_mutex;
    std::shared_ptr<const PoliciesInForce> m_policies; ///< under m_mutex; null until something was asked
};

} // namespace enigm::controlplane::policy
