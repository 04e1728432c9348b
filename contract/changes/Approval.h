#pragma once

#include "contract/json/JsonValue.h"
#include "contract/log/LogHead.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::changes {

inline constexpr auto approvalTyp = QLatin1StringView("enigm-approval+jws");
inline constexpr auto withdrawalTyp = QLatin1StringView("enigm-withdrawal+jws");

enum class Decision { Approve, Reject };
[[nodiscard]] QString word(Decision decision); ///< "approve", "reject"

/// An approver's signed word on a change, typ enigm-approval+jws.
struct Approval
{
    QByteArray deployment;
    QByteArray change; ///< digest of the signed change
    Decision decision = Decision::Approve;
    QString approver;
    QString installation;
    log::LogHead governance;
    log::LogHead activity;
    std::optional<QByteArray> comment; ///< digest of FreeText
    qint64 time = 0;
    QByteArray nonce; ///< 16 bytes

    static Expected<Approval> fromJson(const json::Value &payload);
    [[nodiscard]] json::Value toJson() const;
};

struct SignedApproval
{
    signing::Jws jws;
    Approval approval;
    static Expected<SignedApproval> parse(QByteArrayView compact);
    /// What will be signed; checked, because nobody signs what nobody would accept.
    static Expected<signing::UnsignedJws> prepare(const Approval &approval, const signing::PublicKey &key);
    static Expected<SignedApproval> sign(const Approval &approval, const signing::Signer &signer);
    [[nodiscard]] const QByteArray &digest() const { return jws.digest(); }
};

/// The requester's signed withdrawal, typ enigm-withdrawal+jws.
struct Withdrawal
{
    QByteArray deployment;
    QByteArray change; ///< digest of the signed change
    QString requester;
    qint64 time = 0;
    QByteArray nonce;

    static Expected<Withdrawal> fromJson(const json::Value &payload);
    [[nodiscard]] json::Value toJson() const;
};

struct SignedWithdrawal
{
    signing::Jws jws;
    Withdrawal withdrawal;
    static Expected<SignedWithdrawal> parse(QByteArrayView compact);
    /// What will be signed; checked, because nobody signs what nobody would accept.
    static Expected<signing::UnsignedJws> prepare(const Withdrawal &withdrawal, const signing::PublicKey &key);
    static Expected<SignedWithdrawal> sign(const Withdrawal &withdrawal, const signing::Signer &signer);
    [[nodiscard]] const QByteArray &digest() const { return jws.digest(); }
};

} // namespace enigm::changes
