#include "control-plane/changes/Submissions.h"

#include "contract/changes/Parameters.h"
#include "contract/encoding/SafeText.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

namespace {

using enigm::changes::AdmitOperatorParameters;
using enigm::changes::FreeText;

constexpr qsizetype longestName = 100;

/// A text member as the compact JWS of a signed value. Last of a submission's members.
template <typename T>
Expected<T> finishSigned(json::ObjectReader &reader, QLatin1StringView name)
{
    const QString compact = reader.text(name);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto value = T::parse(compact.toUtf8());
    if (!value)
        return std::unexpected(value.error().under(reader.pointerTo(name)));
    return value;
}

Expected<std::optional<FreeText>> textOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<FreeText>();
    auto text = FreeText::fromJson(value, pointer);
    if (!text)
        return std::unexpected(text.error());
    return std::optional(std::move(*text));
}

Expected<QMap<QString, QString>> parseNames(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"Names are an object."_s, pointer);
    QMap<QString, QString> names;
    for (const json::Object::Member &member : value.object()) {
        if (member.value.kind() != json::Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A name is a text."_s, pointer + u'/' + member.name);
        names.insert(member.name, member.value.text());
    }
    return names;
}

Expected<void> checkText(const std::optional<FreeText> &text, const std::optional<QByteArray> &digest,
                         const QString &where)
{
    if (text.has_value() != digest.has_value() || (text && text->digest() != *digest))
        return refuse(ProblemType::BodyMismatch, u"The text is not the one that was signed."_s, where);
    if (!text)
        return {};
    if (auto sound = encoding::checkFreeText(text->text); !sound)
        return std::unexpected(sound.error().under(where));
    return {};
}

} // namespace

Expected<RequestSubmission> RequestSubmission::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto reason = reader.with("reason"_L1, FreeText::fromJson);
    auto reference = reader.with("reference"_L1, textOrNull);
    auto targets = reader.with("targets"_L1, enigm::changes::TargetSet::fromJson);
    auto names = reader.with("names"_L1, parseNames);
    auto change = finishSigned<enigm::changes::SignedChange>(reader, "change"_L1);
    if (!change)
        return std::unexpected(change.error());
    RequestSubmission submission{.change = std::move(*change),
                                 .reason = std::move(reason),
                                 .reference = std::move(reference),
                                 .targets = std::move(targets),
                                 .names = std::move(names)};
    if (auto sound = submission.check(); !sound)
        return std::unexpected(sound.error());
    return submission;
}

Expected<void> RequestSubmission::check() const
{
    if (auto same = checkText(reason, change.request.reason, u"/reason"_s); !same)
        return same;
    if (auto same = checkText(reference, change.request.reference, u"/reference"_s); !same)
        return same;
    const auto parameters = enigm::changes::parametersOf(change.request);
    if (!parameters)
        return std::unexpected(parameters.error());
    const auto *const admitted = std::get_if<AdmitOperatorParameters>(&*parameters);
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        const QString where = u"/names/"_s + name.key();
        if (!admitted || name.key() != admitted->operatorId)
            return refuse(ProblemType::OutOfRange, u"The change admits no such operator."_s, where);
        if (auto sound = encoding::checkFreeText(*name, longestName); !sound)
            return std::unexpected(sound.error().under(where));
    }
    return {};
}

Expected<DecisionSubmission> DecisionSubmission::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto comment = reader.with("comment"_L1, textOrNull);
    auto approval = finishSigned<enigm::changes::SignedApproval>(reader, "approval"_L1);
    if (!approval)
        return std::unexpected(approval.error());
    DecisionSubmission submission{.approval = std::move(*approval), .comment = std::move(comment)};
    if (auto sound = submission.check(); !sound)
        return std::unexpected(sound.error());
    return submission;
}

Expected<void> DecisionSubmission::check() const
{
    return checkText(comment, approval.approval.comment, u"/comment"_s);
}

Expected<WithdrawalSubmission> WithdrawalSubmission::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto withdrawal = finishSigned<enigm::changes::SignedWithdrawal>(reader, "withdrawal"_L1);
    if (!withdrawal)
        return std::unexpected(withdrawal.error());
    return WithdrawalSubmission{.withdrawal = std::move(*withdrawal)};
}

} // namespace enigm::controlplane::changes
