#pragma once

#include "api-client/session/Session.h"
#include "contract/network/AccessWords.h"
#include "contract/policy/PolicyWords.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::client {

/// What was decided at a way into the network within a time, in Unix seconds.
struct DecisionCounts
{
    qint64 permits = 0;
    qint64 denials = 0;
    qint64 from = 0;
    qint64 to = 0;

    friend bool operator==(const DecisionCounts &, const DecisionCounts &) = default;
};

/// When something of an enforcement point was changed, and by which change.
struct PointChange
{
    QString change; ///< reference
    qint64 time = 0;

    friend bool operator==(const PointChange &, const PointChange &) = default;
};

/// A program that enforces decisions at a way into the network (openapi: EnforcementPoint), as served.
struct EnforcementPoint
{
    QString id;
    QString name;
    policy::NetworkPath path = policy::NetworkPath::VpnNetwork;
    QString key;                            ///< SHA-256 of its SubjectPublicKeyInfo, base64url
    std::optional<qint64> lastSeen;         ///< Unix seconds; nothing: never
    std::optional<DecisionCounts> decided;  ///< what it asked last
    std::optional<DecisionCounts> reported; ///< what it reported last
    PointChange enrolled;
    std::optional<PointChange> revoked;

    friend bool operator==(const EnforcementPoint &, const EnforcementPoint &) = default;
};

/// How often a path was opened or refused within one hour.
struct NetworkOutcome
{
    qint64 hour = 0; ///< its first second
    policy::NetworkPath path = policy::NetworkPath::VpnNetwork;
    network::OutcomeSource source = network::OutcomeSource::Decided;
    std::optional<network::DenialReason> denied; ///< nothing: a permit
    qint64 count = 0;

    friend bool operator==(const NetworkOutcome &, const NetworkOutcome &) = default;
};

/// The ways into the network as the control plane knows them.
class NetworkClient
{
public:
    explicit NetworkClient(Session &session);

    /// Every enforcement point, page by page, by id; revoked ones too.
    [[nodiscard]] Task<Expected<std::vector<EnforcementPoint>>> points();
    /// Of the hours that begin from `from` on and before `to`, at most 92 days.
    [[nodiscard]] Task<Expected<std::vector<NetworkOutcome>>> outcomes(qint64 from, qint64 to);

private:
    Session &m_session;
};

} // namespace enigm::client
