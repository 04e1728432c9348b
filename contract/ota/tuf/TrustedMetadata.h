#pragma once

#include "contract/ota/tuf/Limits.h"
#include "contract/ota/tuf/Root.h"
#include "contract/ota/tuf/Snapshot.h"
#include "contract/ota/tuf/Targets.h"

#include <QMap>

#include <functional>
#include <optional>

namespace enigm::ota::tuf {

/// Whether something outside of the repository, which is governance here, names the root of this digest
/// (Envelope::digest). An empty function asks for nothing more than TUF does.
using RootPin = std::function<bool(QByteArrayView digest)>;

/// What a client believes, file by file in the order of TUF 1.0 section 5: pure, so that who fetches files as they
/// please can use it too. Each take… believes a file or refuses it and changes nothing.
///
/// Refusals: those of Envelope::parse and check; ClockOutOfRange for what has expired, Replayed for what is older than
/// what was seen, BodyMismatch for a file other than the one that was named, WrongDeployment for a root that the pin
/// does not name.
class TrustedMetadata
{
public:
    /// Begins with a root that is trusted already: it came with the device, or was kept by it.
    static Expected<TrustedMetadata> begin(QByteArrayView root, qint64 now, RootPin pin = {});

    [[nodiscard]] const Root &root() const { return m_root; }
    [[nodiscard]] const std::optional<Timestamp> &timestamp() const { return m_timestamp; }
    [[nodiscard]] const std::optional<Snapshot> &snapshot() const { return m_snapshot; }
    [[nodiscard]] const Targets *targets(const QString &role) const;

    /// Section 5.3: the next version of the root.
    struct NextRoot
    {
        /// Section 5.3.11: what is kept of timestamp and snapshot has to go before this root is kept.
        bool forgetsVersions = false;
    };
    Expected<NextRoot> takeRoot(QByteArrayView text);
    /// Section 5.3.10: there is no newer one.
    [[nodiscard]] Expected<void> endRoots() const;

    // What was believed before, to measure by. Refused by whom signs now, it is as if there were none.
    Expected<void> rememberTimestamp(QByteArrayView text);
    Expected<void> rememberSnapshot(QByteArrayView text);

    /// Section 5.4. False where it is of the version that is remembered, which then stays.
    Expected<bool> takeTimestamp(QByteArrayView text);
    /// Section 5.5.
    Expected<void> takeSnapshot(QByteArrayView text);
    /// Sections 5.6 and 5.6.7: the targets role, or one that `parent` delegates to.
    Expected<void> takeTargets(QByteArrayView text);
    Expected<void> takeDelegated(QByteArrayView text, const QString &role, const QString &parent);

private:
    TrustedMetadata(Root root, qint64 now, RootPin pin);
    [[nodiscard]] Expected<void> checkExpiry(const Heading &heading, QLatin1StringView what) const;
    [[nodiscard]] Expected<void> checkPin(const Envelope &envelope) const;
    [[nodiscard]] Expected<void> checkRollback(const Snapshot &snapshot) const;
    [[nodiscard]] Expected<Targets> believedTargets(QByteArrayView text, const QString &role,
                                                    const Authority &authority) const;

    qint64 m_now;
    RootPin m_pin;
    Root m_root;
    std::optional<Timestamp> m_timestamp;
    std::optional<Snapshot> m_remembered; ///< the snapshot of before
    std::optional<Snapshot> m_snapshot;
    QMap<QString, Targets> m_targets;
};

} // namespace enigm::ota::tuf
