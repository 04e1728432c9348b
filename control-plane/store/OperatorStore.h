#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A person's name; keys and roles come from the governance log alone.
struct OperatorName
{
    QString id = {};
    QString name = {};

    friend bool operator==(const OperatorName &, const OperatorName &) = default;
};

/// The verifier of an operator's PIN (scrypt, RFC 7914) and its lock.
struct PinVerifier
{
    qint64 n = 0;
    qint64 r = 0;
    qint64 p = 0;
    QByteArray salt = {};
    QByteArray hash = {};
    qint64 failed = 0; ///< wrong attempts since the last right one
    bool locked = false;

    friend bool operator==(const PinVerifier &, const PinVerifier &) = default;
};

/// What is kept of operators outside the logs: names, which are never logged, and PIN verifiers.
class OperatorStore
{
public:
    explicit OperatorStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Inserts or replaces.
    [[nodiscard]] Expected<void> setName(const OperatorName &name);
    [[nodiscard]] Expected<std::optional<QString>> name(const QString &operatorId) const;
    /// By id. Of people who are not admitted yet, what the open changes propose, where these agree.
    [[nodiscard]] Expected<std::vector<OperatorName>> names() const;
    /// Keeps a name beside the change that would admit its operator. Nobody has signed it: it binds nobody before the
    /// change is executed. AlreadyExists for a second one.
    [[nodiscard]] Expected<void> proposeName(const QString &change, const OperatorName &name);
    /// What a change has proposed, by id.
    [[nodiscard]] Expected<std::vector<OperatorName>> proposedNames(const QString &change) const;

    /// Inserts or replaces, attempts and lock included; a reset is over then.
    [[nodiscard]] Expected<void> setPin(const QString &operatorId, const PinVerifier &pin);
    [[nodiscard]] Expected<std::optional<PinVerifier>> pin(const QString &operatorId) const;
    /// NotFound where the operator has no PIN.
    [[nodiscard]] Expected<void> setPinAttempts(const QString &operatorId, qint64 failed, bool locked);
    /// Removes the PIN, so that the next one is a first one, which this key (thumbprint) alone may set.
    [[nodiscard]] Expected<void> resetPin(const QString &operatorId, const QString &key);
    /// The key of the last reset; nothing where a PIN was set since, or never one was reset.
    [[nodiscard]] Expected<std::optional<QString>> pinResetFor(const QString &operatorId) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
