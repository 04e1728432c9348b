#pragma once

#include "contract/changes/DeviceFold.h"
#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

namespace enigm::evidence {

/// What devices said of the changes that reached them (effect.outcome), through the activity log: each by its attested
/// key, of a change that was executed where it says.
class EffectLedger
{
public:
    /// `deployment` has 32 bytes.
    explicit EffectLedger(QByteArrayView deployment)
        : m_deployment(deployment.toByteArray())
    {}

    [[nodiscard]] static bool isEffectEntry(QByteArrayView action);

    /// The change of this digest was executed at this activity index.
    void noteExecution(const QByteArray &change, qint64 index) { m_executions.insert(change, index); }
    /// The next entry of a device, with its body. `devices` as the executions before it left them: where these do not
    /// show the attested key of the device, since bodies are absent, the key in the entry is believed. EntryMismatch,
    /// WrongDeployment, UnknownKey, BadSignature, WrongChange.
    [[nodiscard]] Expected<void> take(const log::ActivityEntry &entry, const json::Value &body,
                                      const changes::DeviceFold &devices);

    [[nodiscard]] qint64 signaturesVerified() const { return m_signatures; }

private:
    QByteArray m_deployment;
    QHash<QByteArray, qint64> m_executions; ///< by digest of the change
    qint64 m_signatures = 0;
};

} // namespace enigm::evidence
