#include "contract/ota/tuf/TrustedMetadata.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

/// A role's metadata whose signatures are right.
template <typename T>
Expected<T> signedBy(QByteArrayView text, const Authority &authority)
{
    const auto envelope = Envelope::parse(text);
    if (!envelope)
        return std::unexpected(envelope.error());
    if (const auto checked = envelope->check({authority}); !checked)
        return std::unexpected(checked.error());
    auto value = T::fromJson(envelope->body());
    return value ? value : std::unexpected(value.error().under(u"/signed"_s));
}

std::unexpected<Problem> rolledBack(QString detail)
{
    return refuse(ProblemType::Replayed, std::move(detail));
}

std::unexpected<Problem> mismatch(QString detail)
{
    return refuse(ProblemType::BodyMismatch, std::move(detail));
}

} // namespace

TrustedMetadata::TrustedMetadata(Root root, qint64 now, RootPin pin)
    : m_now(now)
    , m_pin(std::move(pin))
    , m_root(std::move(root))
{}

Expected<TrustedMetadata> TrustedMetadata::begin(QByteArrayView text, qint64 now, RootPin pin)
{
    const auto envelope = Envelope::parse(text);
    if (!envelope)
        return std::unexpected(envelope.error());
    auto root = Root::fromJson(envelope->body());
    if (!root)
        return std::unexpected(root.error().under(u"/signed"_s));
    // Trusted it is; but what is kept can rot. The root before it has counted signatures of keys that it has no more.
    const Authority own = root->authority(root->root);
    if (const auto checked = envelope->only(own).check({own}); !checked)
        return std::unexpected(checked.error());
    TrustedMetadata result(std::move(*root), now, std::move(pin));
    if (const auto pinned = result.checkPin(*envelope); !pinned)
        return std::unexpected(pinned.error());
    return result;
}

const Targets *TrustedMetadata::targets(const QString &role) const
{
    const auto found = m_targets.find(role);
    return found == m_targets.end() ? nullptr : &*found;
}

Expected<void> TrustedMetadata::checkPin(const Envelope &envelope) const
{
    if (m_pin && !m_pin(envelope.digest()))
        return refuse(ProblemType::WrongDeployment, u"Governance does not name this root"_s);
    return {};
}

Expected<void> TrustedMetadata::checkExpiry(const Heading &heading, QLatin1StringView what) const
{
    if (heading.expires <= m_now)
        return refuse(ProblemType::ClockOutOfRange, u"The %1 expired at %2"_s.arg(what, instantText(heading.expires)));
    return {};
}

Expected<TrustedMetadata::NextRoot> TrustedMetadata::takeRoot(QByteArrayView text)
{
    const auto envelope = Envelope::parse(text);
    if (!envelope)
        return std::unexpected(envelope.error());
    auto next = Root::fromJson(envelope->body());
    if (!next)
        return std::unexpected(next.error().under(u"/signed"_s));
    // Section 5.3.4: by the threshold of the one before, and by its own.
    if (const auto checked = envelope->check({m_root.authority(m_root.root), next->authority(next->root)}); !checked)
        return std::unexpected(checked.error());
    if (next->heading.version != m_root.heading.version + 1)
        return rolledBack(u"The root is version %1 where %2 has to come"_s.arg(next->heading.version)
                              .arg(m_root.heading.version + 1));
    if (const auto pinned = checkPin(*envelope); !pinned)
        return std::unexpected(pinned.error());
    const NextRoot result{.forgetsVersions = !next->isSignedAs(m_root, &Root::timestamp) ||
                                             !next->isSignedAs(m_root, &Root::snapshot)};
    m_root = std::move(*next);
    return result;
}

Expected<void> TrustedMetadata::endRoots() const
{
    return checkExpiry(m_root.heading, "root"_L1);
}

Expected<void> TrustedMetadata::rememberTimestamp(QByteArrayView text)
{
    auto timestamp = signedBy<Timestamp>(text, m_root.authority(m_root.timestamp));
    if (!timestamp)
        return std::unexpected(timestamp.error());
    m_timestamp = std::move(*timestamp);
    return {};
}

Expected<void> TrustedMetadata::rememberSnapshot(QByteArrayView text)
{
    auto snapshot = signedBy<Snapshot>(text, m_root.authority(m_root.snapshot));
    if (!snapshot)
        return std::unexpected(snapshot.error());
    m_remembered = std::move(*snapshot);
    return {};
}

Expected<bool> TrustedMetadata::takeTimestamp(QByteArrayView text)
{
    auto timestamp = signedBy<Timestamp>(text, m_root.authority(m_root.timestamp));
    if (!timestamp)
        return std::unexpected(timestamp.error());
    bool isNew = true;
    if (m_timestamp) {
        if (timestamp->heading.version < m_timestamp->heading.version)
            return rolledBack(u"The timestamp is older than the one that was seen before"_s);
        if (timestamp->snapshot.version < m_timestamp->snapshot.version)
            return rolledBack(u"The timestamp names an older snapshot than was seen before"_s);
        isNew = timestamp->heading.version > m_timestamp->heading.version;
    }
    const Timestamp &believed = isNew ? *timestamp : *m_timestamp;
    if (const auto fresh = checkExpiry(believed.heading, "timestamp"_L1); !fresh)
        return std::unexpected(fresh.error());
    if (isNew)
        m_timestamp = std::move(*timestamp);
    return isNew;
}

Expected<void> TrustedMetadata::checkRollback(const Snapshot &snapshot) const
{
    if (!m_remembered)
        return {};
    for (auto role = m_remembered->roles.begin(); role != m_remembered->roles.end(); ++role) {
        const auto now = snapshot.roles.find(role.key());
        if (now == snapshot.roles.end())
            return rolledBack(u"The snapshot no longer names the role %1"_s.arg(role.key()));
        if (now->version < role->version)
            return rolledBack(u"The snapshot names an older version of the role %1"_s.arg(role.key()));
    }
    return {};
}

Expected<void> TrustedMetadata::takeSnapshot(QByteArrayView text)
{
    Q_ASSERT(m_timestamp);
    const MetaFile &named = m_timestamp->snapshot;
    if (const auto same = checkFile(text, named.length, named.hashes); !same)
        return std::unexpected(same.error().under(u"snapshot"_s));
    auto snapshot = signedBy<Snapshot>(text, m_root.authority(m_root.snapshot));
    if (!snapshot)
        return std::unexpected(snapshot.error());
    if (snapshot->heading.version != named.version)
        return mismatch(u"The snapshot is of another version than the timestamp names"_s);
    if (const auto checked = checkRollback(*snapshot); !checked)
        return std::unexpected(checked.error());
    if (const auto fresh = checkExpiry(snapshot->heading, "snapshot"_L1); !fresh)
        return std::unexpected(fresh.error());
    m_snapshot = std::move(*snapshot);
    return {};
}

Expected<Targets> TrustedMetadata::believedTargets(QByteArrayView text, const QString &role,
                                                   const Authority &authority) const
{
    Q_ASSERT(m_snapshot);
    const auto named = m_snapshot->roles.find(role);
    if (named == m_snapshot->roles.end())
        return mismatch(u"The snapshot does not name the role %1"_s.arg(role));
    if (const auto same = checkFile(text, named->length, named->hashes); !same)
        return std::unexpected(same.error().under(role));
    auto targets = signedBy<Targets>(text, authority);
    if (!targets)
        return std::unexpected(targets.error());
    if (targets->heading.version != named->version)
        return mismatch(u"The role %1 is of another version than the snapshot names"_s.arg(role));
    if (const auto fresh = checkExpiry(targets->heading, "targets metadata"_L1); !fresh)
        return std::unexpected(fresh.error());
    return targets;
}

Expected<void> TrustedMetadata::takeTargets(QByteArrayView text)
{
    auto targets = believedTargets(text, targetsRole, m_root.authority(m_root.targets));
    if (!targets)
        return std::unexpected(targets.error());
    m_targets.insert(targetsRole, std::move(*targets));
    return {};
}

Expected<void> TrustedMetadata::takeDelegated(QByteArrayView text, const QString &role, const QString &parent)
{
    const Targets *const delegator = targets(parent);
    Q_ASSERT(delegator && delegator->delegations);
    const Delegations &delegations = *delegator->delegations;
    const auto delegated = std::ranges::find(delegations.roles, role, &DelegatedRole::name);
    Q_ASSERT(delegated != delegations.roles.end());
    auto targets = believedTargets(text, role, {delegations.keys, delegated->role});
    if (!targets)
        return std::unexpected(targets.error());
    m_targets.insert(role, std::move(*targets));
    return {};
}

} // namespace enigm::ota::tuf
