#include "contract/changes/Approval.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/SignedValue.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using operators::valueOf;

constexpr auto approveWord = "approve"_L1;
constexpr auto rejectWord = "reject"_L1;

Expected<Decision> parseDecision(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A decision is a word."_s, pointer);
    if (value.text() == approveWord)
        return Decision::Approve;
    if (value.text() == rejectWord)
        return Decision::Reject;
    return refuse(ProblemType::OutOfRange, u"A decision is approve or reject."_s, pointer);
}

} // namespace

QString word(Decision decision)
{
    switch (decision) {
    case Decision::Approve:
        return approveWord;
    case Decision::Reject:
        return rejectWord;
    }
    Q_UNREACHABLE();
}

Expected<Approval> Approval::fromJson(const json::Value &payload)
{
    json::ObjectReader reader(payload);
    operators::readVersion1(reader);
    Approval approval{
        .deployment = reader.bytes("deployment"_L1, 32),
        .change = reader.bytes("change"_L1, 32),
        .decision = reader.with("decision"_L1, parseDecision),
        .approver = reader.uuid("approver"_L1),
        .installation = reader.uuid("installation"_L1),
        .governance = reader.with("governance"_L1, log::LogHead::fromJson),
        .activity = reader.with("activity"_L1, log::LogHead::fromJson),
        .comment = reader.bytesOrNull("comment"_L1, 32),
        .time = reader.integer("time"_L1, 1),
        .nonce = reader.bytes("nonce"_L1, 16),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return approval;
}

json::Value Approval::toJson() const
{
    return json::Object{
        {"activity"_L1, activity.toJson()},
        {"approver"_L1, approver},
        {"change"_L1, valueOf(change)},
        {"comment"_L1, valueOf(comment)},
        {"decision"_L1, word(decision)},
        {"deployment"_L1, valueOf(deployment)},
        {"governance"_L1, governance.toJson()},
        {"installation"_L1, installation},
        {"nonce"_L1, valueOf(nonce)},
        {"time"_L1, time},
        {"v"_L1, 1},
    };
}

Expected<SignedApproval> SignedApproval::parse(QByteArrayView compact)
{
    return signing::parseSignedValue<SignedApproval, Approval>(compact, approvalTyp);
}

Expected<signing::UnsignedJws> SignedApproval::prepare(const Approval &approval, const signing::PublicKey &key)
{
    return signing::prepareValue(approval, approvalTyp, key);
}

Expected<SignedApproval> SignedApproval::sign(const Approval &approval, const signing::Signer &signer)
{
    return signing::signValue<SignedApproval>(approval, signer);
}

Expected<Withdrawal> Withdrawal::fromJson(const json::Value &payload)
{
    json::ObjectReader reader(payload);
    operators::readVersion1(reader);
    Withdrawal withdrawal{
        .deployment = reader.bytes("deployment"_L1, 32),
        .change = reader.bytes("change"_L1, 32),
        .requester = reader.uuid("requester"_L1),
        .time = reader.integer("time"_L1, 1),
        .nonce = reader.bytes("nonce"_L1, 16),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return withdrawal;
}

json::Value Withdrawal::toJson() const
{
    return json::Object{
        {"change"_L1, valueOf(change)},
        {"deployment"_L1, valueOf(deployment)},
        {"nonce"_L1, valueOf(nonce)},
        {"requester"_L1, requester},
        {"time"_L1, time},
        {"v"_L1, 1},
    };
}

Expected<SignedWithdrawal> SignedWithdrawal::parse(QByteArrayView compact)
{
    return signing::parseSignedValue<SignedWithdrawal, Withdrawal>(compact, withdrawalTyp);
}

Expected<signing::UnsignedJws> SignedWithdrawal::prepare(const Withdrawal &withdrawal, const signing::PublicKey &key)
{
    return signing::prepareValue(withdrawal, withdrawalTyp, key);
}

Expected<SignedWithdrawal> SignedWithdrawal::sign(const Withdrawal &withdrawal, const signing::Signer &signer)
{
    return signing::signValue<SignedWithdrawal>(withdrawal, signer);
}

} // namespace enigm::changes
