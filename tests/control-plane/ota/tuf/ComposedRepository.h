#pragma once

#include "control-plane/ota/tuf/RepositoryStep.h"
#include "tests/contract/ota/tuf/MemoryRepository.h"

#include <QSet>

#include <memory>
#include <vector>

namespace enigm::test {

namespace repository = controlplane::ota;

/// A repository as the control plane composes it, with everybody's keys at hand.
class ComposedRepository
{
public:
    using Key = std::shared_ptr<const signing::PrivateKey>;
    static constexpr auto role = "stable";
    inline static const QString path = QStringLiteral("stable/0198c0de-0000-7000-8000-000000000001/system.swu");
    inline static const QByteArray content = "the system of a phone";

    explicit ComposedRepository(qint64 now);

    qint64 now;
    std::vector<Key> rootKeys;
    std::vector<Key> manifestKeys;
    repository::MetadataTerms terms;
    repository::RepositoryFiles files;

    /// The next root, of these keys; waits.
    void draftRoot();
    /// Governance names what waits.
    void nameRoot();
    /// Everybody signs what waits for a role.
    void sign(const QString &role, const std::vector<Key> &keys);
    void signAll();
    /// A root that is in force, and everything empty.
    void begin();
    /// The channel has the file, and all have signed.
    void publishFile();
    /// What the control plane does by itself.
    void step();

    [[nodiscard]] repository::RepositoryGround ground() const;
    [[nodiscard]] qint64 version(const QString &role) const;
    /// Every file that was ever served, as clients ask for it.
    [[nodiscard]] MemoryRepository &served() { return m_served; }
    [[nodiscard]] QByteArray firstRoot() const { return m_served.files.value(QStringLiteral("1.root.json")); }
    /// What our library makes of what is served.
    [[nodiscard]] QString outcome(MemoryStore &store, qint64 at);

    static Key makeKey(signing::PublicKey::Kind kind = signing::PublicKey::Kind::P256);
    [[nodiscard]] static std::vector<signing::PublicKey> publicKeys(const std::vector<Key> &keys);

private:
    void serve();

    Key m_snapshotKey;
    Key m_timestampKey;
    QSet<QByteArray> m_named;
    MemoryRepository m_served;
};

} // namespace enigm::test
