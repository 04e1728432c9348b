#pragma once

#include "contract/changes/Action.h"
#include "contract/changes/Approval.h"
#include "contract/changes/ChangeRecord.h"
#include "contract/changes/ChangeState.h"
#include "contract/changes/FreeText.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A change as stored: its signed bytes, what is asked of it often, and where the log holds it.
struct ChangeRow
{
    QString id = {};        ///< the change reference, UUIDv7
    QByteArray digest = {}; ///< of the signed change
    enigm::changes::ChangeState state = enigm::changes::ChangeState::Pending;
    QString action = {};
    enigm::changes::ActionClass actionClass = enigm::changes::ActionClass::Governance;
    QString requester = {};
    QByteArray request = {}; ///< compact JWS
    QByteArray targets = {}; ///< canonical JSON of the TargetSet
    qint64 approveBy = 0;
    qint64 executeBy = 0;
    enigm::changes::LogPosition requested = {};
    std::optional<enigm::changes::LogPosition> executed = {};
    std::optional<QString> failure = {};     ///< problem slug
    qint64 cursor = 0;                       ///< change cursor of its last change
    std::optional<QString> cancelledBy = {}; ///< reference of the change.cancel-all that ended it
    bool beyondLimit = false;                ///< counted beyond a limit of leaf 0, when it was counted last
};

/// An approval or a rejection as stored.
struct ChangeSignatureRow
{
    QByteArray digest = {}; ///< of the signed approval
    QString change = {};    ///< id
    QString approver = {};
    enigm::changes::Decision decision = enigm::changes::Decision::Approve;
    QByteArray jws = {}; ///< compact
    enigm::changes::LogPosition position = {};
};

/// A withdrawal as stored.
struct ChangeWithdrawalRow
{
    QString change = {}; ///< id
    QByteArray digest = {};
    QByteArray jws = {}; ///< compact
    enigm::changes::LogPosition position = {};
};

/// Privileged changes, their signatures, the free texts beside them and the nonces that were used.
class ChangeStore
{
public:
    explicit ChangeStore(Connection &connection)
        : m_connection(connection)
    {}

    /// With the devices that it names. Replayed for an id, digest or position that is known.
    [[nodiscard]] Expected<void> insert(const ChangeRow &change, std::span<const enigm::fleet::DeviceHandle> targets);
    // NotFound for an unknown change.
    [[nodiscard]] Expected<void> setState(const QString &id, enigm::changes::ChangeState state, qint64 cursor);
    [[nodiscard]] Expected<void> setExecuted(const QString &id, enigm::changes::ChangeState state,
                                             const enigm::changes::LogPosition &position, qint64 cursor);
    /// Something else of it is another: it was signed.
    [[nodiscard]] Expected<void> touch(const QString &id, qint64 cursor);
    [[nodiscard]] Expected<void> setBeyondLimit(const QString &id, bool isBeyond);
    [[nodiscard]] Expected<void> setCancelled(const QString &id, const QString &by);
    [[nodiscard]] Expected<void> setFailed(const QString &id, const QString &slug, qint64 cursor);
    /// Replayed for a digest that is known, AlreadySigned for a second signature of one approver.
    [[nodiscard]] Expected<void> insertSignature(const ChangeSignatureRow &signature);
    /// Replayed for a second one.
    [[nodiscard]] Expected<void> insertWithdrawal(const ChangeWithdrawalRow &withdrawal);
    /// Replayed for a nonce that was used in any signed payload before.
    [[nodiscard]] Expected<void> useNonce(const QByteArray &nonce);
    /// Keeps a text beside the digest by which it is signed; the same text again is nothing new.
    [[nodiscard]] Expected<void> insertText(const enigm::changes::FreeText &text, qint64 time);
    /// Deletes text and salt of what was kept before `time`, and answers how many those were.
    [[nodiscard]] Expected<int> pruneTexts(qint64 time);

    [[nodiscard]] Expected<std::optional<ChangeRow>> find(const QString &id) const;
    [[nodiscard]] Expected<std::optional<ChangeRow>> findByDigest(const QByteArray &digest) const;
    /// The change whose execution is this activity entry.
    [[nodiscard]] Expected<std::optional<ChangeRow>> findByExecution(qint64 index) const;
    /// In order of their log positions.
    [[nodiscard]] Expected<std::vector<ChangeSignatureRow>> signatures(const QString &id) const;
    [[nodiscard]] Expected<std::optional<ChangeWithdrawalRow>> withdrawal(const QString &id) const;
    /// Nothing where it was pruned or never kept.
    [[nodiscard]] Expected<std::optional<enigm::changes::FreeText>> text(const QByteArray &digest) const;
    /// At most `limit` changes in any of `states` (empty: in all), newest request first, requested at an activity index
    /// below `before` (nothing: from the newest).
    [[nodiscard]] Expected<std::vector<ChangeRow>> page(const std::vector<enigm::changes::ChangeState> &states,
                                                        std::optional<qint64> before, int limit) const;
    /// The changes that name this device and are in any of `states`, newest request first.
    [[nodiscard]] Expected<std::vector<ChangeRow>> naming(const enigm::fleet::DeviceHandle &handle,
                                                          const std::vector<enigm::changes::ChangeState> &states) const;
    /// At most `limit` changes that changed after `cursor`, in order of their cursors.
    [[nodiscard]] Expected<std::vector<ChangeRow>> changedSince(qint64 cursor, int limit) const;
    /// All pending changes, oldest request first.
    [[nodiscard]] Expected<std::vector<ChangeRow>> waiting() const;
    /// At most `limit` pending changes whose time to be approved was over before `time`, oldest request first.
    [[nodiscard]] Expected<std::vector<ChangeRow>> due(qint64 time, int limit) const;
    /// How many devices the changes named that were executed with any of these actions later than `time`.
    [[nodiscard]] Expected<qint64> devicesReachedSince(qint64 time, const QStringList &actions) const;
    /// States without changes are absent.
    [[nodiscard]] Expected<std::map<enigm::changes::ChangeState, qint64>> countByState() const;

private:
    [[nodiscard]] Expected<std::vector<ChangeRow>> pageOf(std::optional<enigm::changes::ChangeState> state,
                                                          qint64 before, int limit) const;

    Connection &m_connection;
};

} // namespace enigm::controlplane::store
