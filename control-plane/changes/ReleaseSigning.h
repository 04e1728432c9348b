#pragma once

#include "contract/ota/ProductionSignature.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/changes/GovernanceState.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArrayView>
#include <QString>

#include <functional>
#include <vector>

namespace enigm::controlplane::changes {

/// Takes the signatures of the two authorities over what people have let them sign. Each is held against the manifest
/// that was imported, the change that was executed and the keys that governance names now; nothing is believed of
/// whoever hands it in. Thread-safe.
class ReleaseSigning
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        GovernanceState &governance;
        const time::Clock &clock;
    };
    /// Run last in the transaction of the act, with the release that was signed.
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const QString &release)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Borrows all parts.
    explicit ReleaseSigning(const Parts &parts)
        : m_parts(parts)
    {}

    /// A compact enigm-manifest+jws, handed in by this operator. NotFound for a release that is not there, or that
    /// nobody let the authority sign; BodyMismatch for another manifest; UnknownKey for a key that governance does not
    /// name for the authority; BadSignature; AlreadyExists once it is signed. `keep` and `done` on the writer's thread.
    void takeManifest(const QString &operatorId, const QString &release, QByteArrayView jws, Keep keep, Done done);
    /// The same for a compact enigm-production+jws, from whatever runs beside the hardware module.
    void takeProduction(const QString &release, QByteArrayView jws, Done done);

    /// A release that people let the production authority sign, and that it has not signed yet.
    struct Waiting
    {
        QString release;
        QString change; ///< reference of the executed release.sign-production
    };
    /// At most so many as are looked at in one go, oldest first.
    [[nodiscard]] Expected<std::vector<Waiting>> waitingForProduction() const;

private:
    struct Signature;
    [[nodiscard]] Expected<void> keepSignature(store::Transaction &transaction, const QString &actor,
                                               const Signature &signature) const;

    const Parts m_parts;
};

} // namespace enigm::controlplane::changes
