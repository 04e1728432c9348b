#pragma once

#include "contract/operators/Directory.h"
#include "contract/operators/Role.h"
#include "control-plane/store/SessionStore.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace enigm::controlplane::identity {

/// The directory as the governance log makes it now; a snapshot that stays as it is. Callable from any thread.
using DirectoryView = std::function<std::shared_ptr<const operators::Directory>()>;

/// A step-up that came with a request: good for one act, once. Whoever performs the act uses it up in its transaction
/// (SessionStore::useStepUp).
struct StepUpGrant
{
    QByteArray token;     ///< SHA-256 of the step-up token
    QByteArray bound;     ///< digest of the act
    bool isSpent = false; ///< used or too old: good for hearing the answer of its act again, and nothing else
};

/// An operator whose token, DPoP proof, session and key were found valid for this request.
struct Caller
{
    QString operatorId;
    operators::Roles roles;
    store::SessionRow session;
    std::optional<StepUpGrant> stepUp;

    /// Succeeds where the step-up was made for exactly this digest. StepUpRequired without one, StepUpMismatch with one
    /// for another act, StepUpUsed with one that was used or is too old.
    [[nodiscard]] Expected<void> checkStepUp(QByteArrayView digest) const;
};

} // namespace enigm::controlplane::identity
