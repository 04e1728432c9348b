#pragma once

#include "contract/changes/DeviceFold.h"
#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QSet>
#include <QString>

#include <vector>

namespace enigm::evidence {

/// What devices said, through the activity log, each by its attested key: of the changes that reached them
/// (effect.outcome), which were executed where it says; of the policies that hold there (policies.confirmed), which
/// came by executions before; and of themselves (posture.changed, attestation.judged). What answers no change is there
/// once. What was found of an attestation is the control plane's word; that the device handed one in is not.
class EffectLedger
{
public:
    /// `deployment` has 32 bytes.
    explicit EffectLedger(QByteArrayView deployment)
        : m_deployment(deployment.toByteArray())
    {}

    [[nodiscard]] static bool isReportEntry(QByteArrayView action);

    /// The change of this digest was executed at this activity index, and applied to these devices.
    void noteExecution(const QByteArray &change, qint64 index, std::vector<QString> handles)
    {
        m_executions.insert(change, {.index = index, .handles = std::move(handles)});
        m_executedAt.insert(index);
    }
    /// The next entry of a device, with its body. `devices` as the executions before it left them: where these do not
    /// show the attested key of the device, since bodies are absent, the report proves nothing and is counted as
    /// unproven. EntryMismatch, WrongDeployment, UnknownKey, BadSignature, WrongChange; Replayed for a report that was
    /// logged before, which a server could otherwise bring back.
    [[nodiscard]] Expected<void> take(const log::ActivityEntry &entry, const json::Value &body,
                                      const changes::DeviceFold &devices);

    [[nodiscard]] qint64 signaturesVerified() const { return m_signatures; }
    [[nodiscard]] qint64 unproven() const { return m_unproven; }

private:
    struct Execution
    {
        qint64 index = 0;
        std::vector<QString> handles; ///< sorted
    };

    /// The report of an entry, held against it and against its signer.
    template <typename Report>
    struct Opened
    {
        Report report;
        bool isProven = false; ///< by the key that the device was admitted with
    };
    template <typename Report>
    [[nodiscard]] Expected<Opened<Report>> open(const log::ActivityEntry &entry, const json::Value &body,
                                                const changes::DeviceFold &devices) const;
    [[nodiscard]] Expected<void> takeOutcome(const log::ActivityEntry &entry, const json::Value &body,
                                             const changes::DeviceFold &devices);
    [[nodiscard]] Expected<void> takeConfirmation(const log::ActivityEntry &entry, const json::Value &body,
                                                  const changes::DeviceFold &devices);
    [[nodiscard]] Expected<void> takeUpdate(const log::ActivityEntry &entry, const json::Value &body,
                                            const changes::DeviceFold &devices);
    template <typename Report>
    [[nodiscard]] Expected<void> takeOnce(const Expected<Opened<Report>> &opened);
    void count(bool isProven) { ++(isProven ? m_signatures : m_unproven); }

    QByteArray m_deployment;
    QHash<QByteArray, Execution> m_executions; ///< by digest of the change
    QSet<qint64> m_executedAt;                 ///< indexes of all executions
    QSet<QByteArray> m_nonces;                 ///< of what devices said of themselves
    qint64 m_signatures = 0;
    qint64 m_unproven = 0;
};

} // namespace enigm::evidence
