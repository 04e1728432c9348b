#pragma once

#include "contract/operators/UpdateKeys.h"
#include "contract/ota/ReleaseStage.h"
#include "contract/ota/RolloutWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A release as it was imported, and how much of its artifact is durable.
struct ReleaseRow
{
    QString id = {};
    QByteArray manifest = {};       ///< canonical JSON, as it is to be signed
    QByteArray manifestDigest = {}; ///< of that
    QByteArray artifact = {};       ///< SHA-256
    QByteArray sha1 = {};           ///< of it, for clients that compare no other; empty until it is whole
    qint64 length = 0;
    QString build = {};
    QString importedBy = {}; ///< operator
    qint64 begunAt = 0;
    qint64 received = 0;                    ///< bytes that are durable
    std::optional<qint64> completeAt = {};  ///< the artifact was found to be right
    qint64 installed = 0;                   ///< devices that have confirmed it
    std::optional<qint64> confirmedAt = {}; ///< by the first of them
    qint64 cursor = 0;

    friend bool operator==(const ReleaseRow &, const ReleaseRow &) = default;
};

struct ReleaseSignatureRow
{
    QString release = {};
    operators::SigningAuthority authority = operators::SigningAuthority::Manifest;
    QByteArray jws = {}; ///< compact
    QString key = {};    ///< thumbprint
    QString change = {}; ///< reference of the executed change that allowed it
    qint64 signedAt = 0;

    friend bool operator==(const ReleaseSignatureRow &, const ReleaseSignatureRow &) = default;
};

struct PublicationRow
{
    QString release = {};
    enigm::ota::RolloutModel channel = enigm::ota::RolloutModel::Validation;
    qint64 publishedAt = 0;

    friend bool operator==(const PublicationRow &, const PublicationRow &) = default;
};

/// Releases: what was imported, who has signed it, where it is published and how far it has gone. One that was removed
/// keeps its row, since its id is spent, and is found no more.
class ReleaseStore
{
public:
    explicit ReleaseStore(Connection &connection)
        : m_connection(connection)
    {}

    /// AlreadyExists for an id that was ever there.
    [[nodiscard]] Expected<void> insert(const ReleaseRow &release);
    // NotFound for a release that is not there.
    [[nodiscard]] Expected<void> setReceived(const QString &id, qint64 received, qint64 cursor);
    [[nodiscard]] Expected<void> setComplete(const QString &id, const QByteArray &sha1, qint64 time, qint64 cursor);
    [[nodiscard]] Expected<void> remove(const QString &id, qint64 cursor);
    /// So many devices have confirmed it, the first of them at `first`; a time that was kept before stays.
    [[nodiscard]] Expected<void> setInstalled(const QString &id, qint64 devices, qint64 first, qint64 cursor);
    /// AlreadyExists for a second signature of the authority, or a second release by the change.
    [[nodiscard]] Expected<void> addSignature(const ReleaseSignatureRow &signature, qint64 cursor);
    [[nodiscard]] Expected<void> setManifestSignature(ReleaseSignatureRow signature, qint64 cursor);
    [[nodiscard]] Expected<void> setProductionSignature(ReleaseSignatureRow signature, qint64 cursor);
    /// A channel that has it keeps its time.
    [[nodiscard]] Expected<void> publish(const PublicationRow &publication, qint64 cursor);
    /// A rollout of this model has begun; the time of the first is kept.
    [[nodiscard]] Expected<void> setRolledOut(const QString &id, enigm::ota::RolloutModel model, qint64 time,
                                              qint64 cursor);

    [[nodiscard]] Expected<std::optional<ReleaseRow>> find(const QString &id) const;
    /// The signed or unsigned release whose manifest has this digest.
    [[nodiscard]] Expected<std::optional<ReleaseRow>> findByManifest(const QByteArray &digest) const;
    /// Those whose artifact this is and is whole, newest first.
    [[nodiscard]] Expected<std::vector<ReleaseRow>> withArtifact(const QByteArray &digest) const;
    /// At most `limit` releases older than the id `after` (empty: from the newest), newest first.
    [[nodiscard]] Expected<std::vector<ReleaseRow>> page(const QString &after, int limit) const;
    /// By authority.
    [[nodiscard]] Expected<std::vector<ReleaseSignatureRow>> signatures(const QString &id) const;
    [[nodiscard]] Expected<std::vector<PublicationRow>> publications(const QString &id) const;
    /// What its stages are made of.
    [[nodiscard]] Expected<enigm::ota::ReleaseFacts> facts(const ReleaseRow &release) const;
    /// Ids, sorted, of all that are there.
    [[nodiscard]] Expected<std::vector<QString>> ids() const;
    /// Bytes that are still to arrive for the imports that have begun.
    [[nodiscard]] Expected<qint64> awaited() const;
    /// At most `limit` ids, sorted, of releases that changed after `cursor`, removed ones too.
    [[nodiscard]] Expected<std::vector<QString>> changedSince(qint64 cursor, int limit) const;

private:
    [[nodiscard]] Expected<void> touch(const QString &id, qint64 cursor);

    Connection &m_connection;
};

} // namespace enigm::controlplane::store
