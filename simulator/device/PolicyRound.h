#pragma once

#include "contract/device/PolicyGrant.h"
#include "contract/reports/HeldPolicies.h"
#include "contract/time/Clock.h"
#include "simulator/device/MemoryFile.h"
#include "simulator/device/Misbehaviour.h"
#include "simulator/device/PolicyReplies.h"
#include "simulator/wire/Exchange.h"

#include <QObject>

#include <optional>
#include <vector>

namespace enigm::simulator {

/// What a device made of one policy.
struct PolicyResult
{
    fleet::DeviceHandle handle;
    QString policy;
    qint64 version = 1;
    std::optional<Problem> refusal; ///< nothing: it was taken over
};

/// How the control plane took it that a device said which policies hold there.
struct ConfirmationResult
{
    fleet::DeviceHandle handle;
    qint64 policies = 0;            ///< how many it named
    bool changed = false;           ///< others than before
    std::optional<Problem> refusal; ///< nothing: it was taken
};

/// One device asks which policies are in force for it, and takes each over, or not: it fetches the evidence of both
/// changes that made it so, checks them, and keeps what it is to keep. At the end it says which it has taken over.
class PolicyRound : public QObject
{
    Q_OBJECT

public:
    /// Borrows the clock.
    struct Setup
    {
        DeviceListener listener;
        QByteArray deployment;
        QString stateDirectory;
        Misbehaviour misbehaviour = Misbehaviour::None;
        const time::Clock &clock;
    };
    PolicyRound(deployment::DeviceIdentity device, Setup setup, QObject *parent);

    void start();
    [[nodiscard]] const fleet::DeviceHandle &handle() const { return m_device.handle; }

Q_SIGNALS:
    void answered(const enigm::simulator::PolicyResult &result);
    void confirmed(const enigm::simulator::ConfirmationResult &result);
    /// At the end: with the problem that ended the round before all was asked.
    void finished(const std::optional<enigm::Problem> &problem);

private:
    using Take = void (PolicyRound::*)(const Reply &);

    void ask(Ask ask, Take take);
    void askEvidence(const QString &change, Take take);
    void takePolicies(const Reply &reply);
    void beginNext();
    void takeDocument(const Reply &reply);
    void takeAssignment(const Reply &reply);
    void conclude(const std::optional<Problem> &refusal);
    void confirm();
    void takeConfirmed(const Reply &reply);
    /// What the evidence grants, by the memory as it would be; nothing after a refusal, which concludes the policy.
    [[nodiscard]] std::optional<device::PolicyGrant> grantOf(const Reply &reply);
    [[nodiscard]] const ClaimedPolicy &claimed() const { return m_policies[m_next - 1]; }

    deployment::DeviceIdentity m_device;
    Setup m_setup;
    MemoryFile m_file;
    device::DeviceMemory m_memory; ///< as it is kept
    device::DeviceMemory m_after;  ///< as it will be once the policy at hand was taken over
    std::vector<ClaimedPolicy> m_policies;
    std::size_t m_next = 0; ///< behind the policy at hand
    reports::HeldPolicies m_held;
};

} // namespace enigm::simulator
