#pragma once

#include "contract/changes/Parameters.h"
#include "contract/changes/ReleaseParameters.h"
#include "contract/changes/RolloutParameters.h"
#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace enigm::evidence {

/// Follows releases and rollouts through the activity log: what people let the authorities sign, what these signed, how
/// rollouts were started and stopped, and what they did by themselves.
class ReleaseLedger
{
public:
    /// `directory` is that of the whole log; borrowed.
    explicit ReleaseLedger(const operators::Directory &directory);

    /// Whether the control plane writes such entries of releases and rollouts by itself.
    [[nodiscard]] static bool isOwnEntry(QByteArrayView action);

    /// An execution of a change of either, by its digest and index. What the folds refuse; others change nothing.
    [[nodiscard]] Expected<void> apply(const changes::Parameters &parameters, const QByteArray &change, qint64 index);
    /// An execution whose content is withheld; `parameters` where the request at least was shown.
    void forget(log::Resource resource, const changes::Parameters *parameters);

    /// The next entry that the control plane wrote by itself, with its body. EntryMismatch; WrongChange where no such
    /// change was executed; of a signature BodyMismatch, UnknownKey for a key that was not the authority's there, and
    /// BadSignature; of a rollout what RolloutFold refuses.
    [[nodiscard]] Expected<void> take(const log::ActivityEntry &entry, const json::Value &body);

    [[nodiscard]] const changes::ReleaseFold &releases() const { return m_releases; }
    [[nodiscard]] const changes::RolloutFold &rollouts() const { return m_rollouts; }
    [[nodiscard]] qint64 signaturesVerified() const { return m_signatures; }
    /// Signatures over releases whose sign-off is withheld.
    [[nodiscard]] qint64 unproven() const { return m_unproven; }

private:
    using Taken = Expected<void>;

    [[nodiscard]] Taken applyRollout(const changes::Parameters &parameters, const QByteArray &change, qint64 index);
    [[nodiscard]] Taken takeSignature(const log::ActivityEntry &entry, const json::Value &body);
    [[nodiscard]] Taken takeMove(const log::ActivityEntry &entry, const json::Value &body);
    [[nodiscard]] Taken takeFrozen(const log::ActivityEntry &entry, const json::Value &body);
    [[nodiscard]] Taken checkStarted(const QByteArray &change, const QString &rollout) const;

    const operators::Directory &m_directory;
    changes::ReleaseFold m_releases;
    changes::RolloutFold m_rollouts;
    QHash<QByteArray, QString> m_started;               ///< rollouts, by the digest of the change that started each
    QHash<QByteArray, changes::Parameters> m_signedOff; ///< by the digest of the change
    bool m_isAnyForgotten = false;
    qint64 m_signatures = 0;
    qint64 m_unproven = 0;
};

} // namespace enigm::evidence
