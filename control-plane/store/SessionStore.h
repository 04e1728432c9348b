#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A session of an operator. Times are Unix seconds.
struct SessionRow
{
    QString id = {};       ///< UUIDv7
    QByteArray token = {}; ///< SHA-256 of the access token in force
    QString operatorId = {};
    QString key = {};  ///< thumbprint of the operator key that signed in
    QString dpop = {}; ///< thumbprint of the DPoP key that the token is bound to (RFC 9449 `jkt`)
    qint64 created = 0;
    qint64 expires = 0;
    std::optional<qint64> ended = {}; ///< signed out or revoked

    friend bool operator==(const SessionRow &, const SessionRow &) = default;
};

/// A step-up (RFC 9470) of a session, for one digest and one use.
struct StepUpRow
{
    QByteArray token = {}; ///< SHA-256 of the step-up token
    QString session = {};  ///< id
    QByteArray bound = {}; ///< digest that it was made for
    qint64 created = 0;
    qint64 expires = 0;
    std::optional<qint64> used = {};

    friend bool operator==(const StepUpRow &, const StepUpRow &) = default;
};

/// Sessions and their step-ups; tokens are never kept, only their digests.
class SessionStore
{
public:
    explicit SessionStore(Connection &connection)
        : m_connection(connection)
    {}

    /// AlreadyExists for an id or a token that is known.
    [[nodiscard]] Expected<void> insert(const SessionRow &session);
    /// Puts another access token in the place of the one in force. NotFound.
    [[nodiscard]] Expected<void> replaceToken(const QString &id, const QByteArray &token, const QString &dpop);
    /// NotFound for a session that is unknown or has ended.
    [[nodiscard]] Expected<void> end(const QString &id, qint64 time);
    /// Ends what is open of an operator, and answers how many sessions that were.
    [[nodiscard]] Expected<int> endAllOf(const QString &operatorId, qint64 time);
    /// Ends what was opened with an operator key, and answers how many sessions that were.
    [[nodiscard]] Expected<int> endAllOfKey(const QString &key, qint64 time);
    /// Forgets sessions that expired before `time`, with their step-ups.
    [[nodiscard]] Expected<void> removeExpired(qint64 time);

    [[nodiscard]] Expected<std::optional<SessionRow>> find(const QString &id) const;
    [[nodiscard]] Expected<std::optional<SessionRow>> findByToken(const QByteArray &token) const;
    /// Neither ended nor expired at `time`, newest first; of one operator, or of all where that is empty.
    [[nodiscard]] Expected<std::vector<SessionRow>> open(const QString &operatorId, qint64 time) const;

    /// AlreadyExists for a token that is known.
    [[nodiscard]] Expected<void> insertStepUp(const StepUpRow &stepUp);
    [[nodiscard]] Expected<std::optional<StepUpRow>> findStepUp(const QByteArray &token) const;
    /// Once: StepUpUsed for one that is unknown, expired at `time` or used before.
    [[nodiscard]] Expected<void> useStepUp(const QByteArray &token, qint64 time);

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
