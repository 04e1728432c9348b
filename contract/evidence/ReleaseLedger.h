#pragma once

#include "contract/changes/DeviceFold.h"
#include "contract/changes/Parameters.h"
#include "contract/changes/ReleaseParameters.h"
#include "contract/changes/RolloutParameters.h"
#include "contract/evidence/RolloutCourse.h"
#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace enigm::evidence {

/// Follows releases and rollouts through the activity log: what people let the authorities sign, what these signed, how
/// rollouts were started and stopped, and what they did by themselves.
class ReleaseLedger
{
public:
    /// `directory` is that of the whole log, `devices` what executions have made of them so far; both borrowed.
    ReleaseLedger(const operators::Directory &directory, const changes::DeviceFold &devices);

    /// Whether the control plane writes such entries of releases and rollouts by itself.
    [[nodiscard]] static bool isOwnEntry(QByteArrayView action);
    /// Whether such an entry is of a device that was offered an update.
    [[nodiscard]] static bool isOfUpdate(QByteArrayView action);

    /// The entry of an execution: its index in the activity log, and its time.
    struct Execution
    {
        qint64 index = 0;
        qint64 time = 0;
    };
    /// An execution of a change of either, by its digest. What the folds refuse; TargetState for a sign-off or a
    /// rollout before the signatures that it needs; others change nothing.
    [[nodiscard]] Expected<void> apply(const changes::Parameters &parameters, const QByteArray &change,
                                       const Execution &execution);
    /// An execution whose content is withheld; `parameters` where the request at least was shown.
    void forget(log::Resource resource, const changes::Parameters *parameters);

    /// The next entry that the control plane wrote by itself, with its body. EntryMismatch; WrongChange where no such
    /// change was executed; of a signature BodyMismatch, UnknownKey for a key that was not the authority's there,
    /// BadSignature, and AlreadyExists for a second one; of a rollout what RolloutFold and RolloutCourse refuse.
    [[nodiscard]] Expected<void> take(const log::ActivityEntry &entry, const json::Value &body);
    /// The same of one whose body is withheld: what its header shows is followed, and the rest believed.
    [[nodiscard]] Expected<void> takeWithoutBody(const log::ActivityEntry &entry);
    /// The next entry of devices that were offered an update, with its body where that is there. EntryMismatch;
    /// WrongChange where no rollout was started by that change; what RolloutCourse::hear refuses; TargetState for
    /// silence while it is stopped. Signatures of devices are EffectLedger's.
    [[nodiscard]] Expected<void> hear(const log::ActivityEntry &entry, const json::Value *body);

    [[nodiscard]] const changes::ReleaseFold &releases() const { return m_releases; }
    [[nodiscard]] const changes::RolloutFold &rollouts() const { return m_rollouts; }
    [[nodiscard]] qint64 signaturesVerified() const { return m_signatures; }
    /// Signatures over releases whose sign-off is withheld, and populations that cannot be drawn again: devices were
    /// moved just then, or are withheld.
    [[nodiscard]] qint64 unproven() const { return m_unproven; }

private:
    using Taken = Expected<void>;
    struct Started
    {
        RolloutCourse course;
        qint64 deviceMoves = 0; ///< by then
    };

    [[nodiscard]] Taken applyRollout(const changes::Parameters &parameters, const QByteArray &change,
                                     const Execution &execution);
    [[nodiscard]] Taken takeSignature(const log::ActivityEntry &entry, const json::Value &body);
    [[nodiscard]] Taken takeMove(const log::ActivityEntry &entry, const json::Value &body);
    [[nodiscard]] Taken takeFrozen(const log::ActivityEntry &entry, const json::Value &body);
    [[nodiscard]] Taken checkSigned(const QString &release, operators::SigningAuthority authority) const;
    /// The rollout that a change has started; null where that is withheld. WrongChange.
    [[nodiscard]] Expected<Started *> startedBy(const QByteArray &change);
    [[nodiscard]] Expected<Started *> startedBy(const QByteArray &change, const QString &rollout);
    [[nodiscard]] Taken noteMove(ota::RolloutEventKind kind, const QString &rollout, qint64 index);
    [[nodiscard]] std::optional<QByteArrayList> trustedSince(const Started &started);
    /// Null for one that was never started.
    [[nodiscard]] RolloutCourse *courseOf(const QString &rollout);
    [[nodiscard]] std::optional<ota::RolloutState> stateOf(const QString &rollout) const;

    const operators::Directory &m_directory;
    const changes::DeviceFold &m_devices;
    changes::ReleaseFold m_releases;
    changes::RolloutFold m_rollouts;
    std::map<QByteArray, Started> m_started;            ///< by the digest of the change that started each
    QHash<QByteArray, changes::Parameters> m_signedOff; ///< by the digest of the change
    std::set<std::pair<QString, operators::SigningAuthority>> m_signed;
    bool m_isAnyForgotten = false;
    qint64 m_signatures = 0;
    qint64 m_unproven = 0;
};

} // namespace enigm::evidence
