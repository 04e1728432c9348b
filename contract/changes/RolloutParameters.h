#pragma once

#include "contract/changes/ReleaseParameters.h"
#include "contract/json/ObjectReader.h"
#include "contract/ota/RolloutPlan.h"
#include "contract/ota/RolloutWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>

namespace enigm::changes {

/// How a rollout stands after what last moved it: {"entry","rollout","state"}.
struct RolloutStanding
{
    QString rollout; ///< UUIDv7
    ota::RolloutState state = ota::RolloutState::Active;
    qint64 entry = 0; ///< index of the activity entry that brought it there

    [[nodiscard]] json::Value toJson() const;
    /// SHA-256 of the canonical JSON: what a resumption names, so that nobody resumes what was stopped again since.
    [[nodiscard]] QByteArray digest() const;
    friend bool operator==(const RolloutStanding &, const RolloutStanding &) = default;
};

/// {"manifest":digest,"plan","release","rollout"} of rollout.start.
struct StartRolloutParameters
{
    QString rollout;     ///< UUIDv7
    QString release;     ///< UUIDv7
    QByteArray manifest; ///< ota::Manifest::digest
    ota::RolloutPlan plan;

    static StartRolloutParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const StartRolloutParameters &, const StartRolloutParameters &) = default;
};

/// {"rollout","standing":digest} of rollout.resume.
struct ResumeRolloutParameters
{
    QString rollout;
    QByteArray standing; ///< RolloutStanding::digest of what is resumed

    static ResumeRolloutParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const ResumeRolloutParameters &, const ResumeRolloutParameters &) = default;
};

// {"rollout"} of rollout.pause, rollout.halt and rollout.withdraw.

struct StopRolloutParameters
{
    QString rollout;

    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const StopRolloutParameters &, const StopRolloutParameters &) = default;
};
struct PauseRolloutParameters : StopRolloutParameters
{
    static constexpr ota::RolloutState leadsTo = ota::RolloutState::Paused;
    static PauseRolloutParameters read(json::ObjectReader &reader);
};
struct HaltRolloutParameters : StopRolloutParameters
{
    static constexpr ota::RolloutState leadsTo = ota::RolloutState::Halted;
    static HaltRolloutParameters read(json::ObjectReader &reader);
};
struct WithdrawRolloutParameters : StopRolloutParameters
{
    static constexpr ota::RolloutState leadsTo = ota::RolloutState::Withdrawn;
    static WithdrawRolloutParameters read(json::ObjectReader &reader);
};

/// Whether a release may be rolled out: NotFound unless both authorities were allowed to sign it, Drifted for another
/// manifest; AlreadyExists for a rollout whose id was used.
[[nodiscard]] Expected<void> checkStart(const StartRolloutParameters &change,
                                        const std::optional<ReleaseFold::Release> &release, bool isKnown);
/// Whether a rollout may be resumed that stands so: NotFound, Drifted where it stands otherwise than was signed,
/// TargetState unless it is paused or halted.
[[nodiscard]] Expected<void> checkResume(const ResumeRolloutParameters &change,
                                         const std::optional<RolloutStanding> &before);
/// Whether a rollout that stands so may be stopped into that state: NotFound; TargetState where it is over, or stopped
/// as much already.
[[nodiscard]] Expected<void> checkStop(const QString &rollout, ota::RolloutState leadsTo,
                                       const std::optional<RolloutStanding> &before);

/// The rollouts as executed changes, and the control plane's own halts, made them.
class RolloutFold
{
public:
    // Each takes one execution, at this index of the activity log: what the checks above refuse.
    Expected<void> apply(const StartRolloutParameters &change, const std::optional<ReleaseFold::Release> &release,
                         qint64 index);
    Expected<void> apply(const ResumeRolloutParameters &change, qint64 index);
    /// It was stopped, by a person or by itself, or completed.
    Expected<void> note(const QString &rollout, ota::RolloutState state, qint64 index);
    /// An execution whose content is withheld moved this rollout, or any.
    void forget(const QString &rollout);
    void forgetAll();

    /// Nothing for a rollout that is not there, or was forgotten.
    [[nodiscard]] std::optional<RolloutStanding> find(const QString &rollout) const;

private:
    [[nodiscard]] bool isDark(const QString &rollout) const;

    QHash<QString, RolloutStanding> m_rollouts;
    QSet<QString> m_forgotten;
    bool m_isAnyForgotten = false;
};

} // namespace enigm::changes
