#pragma once

#include "api-client/wire/Transport.h"
#include "tests/support/history/SampleHistory.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>

namespace enigm::test {

/// Who may ask, as the control plane decides it: assertions, DPoP proofs, sessions, PINs and step-ups, really verified.
class FakeTokens
{
public:
    explicit FakeTokens(const SampleHistory &history);

    /// POST /oauth2/token.
    [[nodiscard]] client::WireReply issue(const client::WireRequest &request);
    /// Whose token a request carries, with a proof that fits; the refusal otherwise.
    struct Caller
    {
        QString operatorId;
        QString session;
        QString key;                   ///< thumbprint
        std::optional<QByteArray> act; ///< of a step-up
        bool isUsed = false;           ///< it was good for one act, and that was done
    };
    [[nodiscard]] Expected<Caller> callerOf(const client::WireRequest &request);
    /// A step-up is good for one act.
    void consume(const client::WireRequest &request);
    void endSession(const QString &session);

    QByteArray pin = "271828";
    int attemptsLeft = 5;

private:
    [[nodiscard]] Expected<QString> proofKey(const client::WireRequest &request, const QByteArray &token);
    [[nodiscard]] std::optional<Person> person(const QString &operatorId) const;

    struct Issued
    {
        Caller caller;
        QString proofKey;
    };
    const SampleHistory &m_history;
    QHash<QByteArray, Issued> m_tokens;
    QSet<QString> m_usedIds; ///< of proofs and assertions
};

/// A problem as the control plane answers it, with further members.
[[nodiscard]] client::WireReply problemReply(const Problem &problem, json::Object more = {});
[[nodiscard]] client::WireReply jsonReply(int status, const json::Value &value);

} // namespace enigm::test
