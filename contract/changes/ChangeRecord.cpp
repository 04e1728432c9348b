#include "contract/changes/ChangeRecord.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

Expected<QByteArray> asCompact(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A compact JWS is expected."_s, pointer);
    return value.text().toUtf8();
}

/// A parse function of a compact JWS as signed value T.
template <typename T>
Expected<std::optional<T>> parseSigned(const json::Value &value, const QString &pointer)
{
    const auto compact = asCompact(value, pointer);
    if (!compact)
        return std::unexpected(compact.error());
    auto result = T::parse(*compact);
    if (!result)
        return std::unexpected(result.error().under(pointer));
    return std::optional(std::move(*result));
}

/// A parse function that takes null for nothing.
template <typename T, typename Parse>
auto orNull(Parse parse)
{
    return [parse](const json::Value &value, const QString &pointer) -> Expected<std::optional<T>> {
        if (value.isNull())
            return std::optional<T>();
        auto result = parse(value, pointer);
        if (!result)
            return std::unexpected(result.error());
        return std::optional<T>(std::move(*result));
    };
}

template <typename T>
json::Value valueOrNull(const std::optional<T> &value)
{
    return value ? value->toJson() : json::Value();
}

Expected<std::optional<RecordedApproval>> parseRecorded(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    auto approval = reader.with("approval"_L1, parseSigned<SignedApproval>);
    auto comment = reader.with("comment"_L1, orNull<FreeText>(FreeText::fromJson));
    const LogPosition position = reader.with("position"_L1, LogPosition::fromJson);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(
        RecordedApproval{.signedApproval = std::move(*approval), .comment = std::move(comment), .position = position});
}

json::Value recordedValue(const RecordedApproval &recorded)
{
    return json::Object{
        {"approval"_L1, QString::fromLatin1(recorded.signedApproval.jws.compact())},
        {"comment"_L1, valueOrNull(recorded.comment)},
        {"position"_L1, recorded.position.toJson()},
    };
}

Expected<ChangeState> parseState(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A state is a word."_s, pointer);
    const auto state = changeStateOf(value.text());
    if (!state)
        return refuse(ProblemType::OutOfRange, u"This state is not known."_s, pointer);
    return *state;
}

Expected<QString> parseReference(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text || !encoding::parseUuid7(value.text()))
        return refuse(ProblemType::WrongType, u"A change reference is a UUID of version 7."_s, pointer);
    return value.text();
}

Expected<void> checkText(const std::optional<FreeText> &text, const std::optional<QByteArray> &digest,
                         const QString &where)
{
    if (text && (!digest || text->digest() != *digest))
        return refuse(ProblemType::BodyMismatch, u"The text is not the one that was signed."_s, where);
    return {};
}

Expected<void> checkAgainstSignatures(const ChangeRecord &record, const QString &pointer)
{
    const ChangeRequest &request = record.change.request;
    if (auto same = checkText(record.reason, request.reason, pointer + u"/reason"_s); !same)
        return same;
    if (auto same = checkText(record.reference, request.reference, pointer + u"/reference"_s); !same)
        return same;
    for (std::size_t i = 0; i < record.approvals.size(); ++i) {
        const RecordedApproval &recorded = record.approvals[i];
        const QString place = pointer + u"/approvals/"_s + QString::number(i);
        if (recorded.signedApproval.approval.change != record.change.digest())
            return refuse(ProblemType::WrongChange, u"The approval is for another change."_s, place);
        if (auto same = checkText(recorded.comment, recorded.signedApproval.approval.comment, place); !same)
            return same;
    }
    if (record.withdrawal && record.withdrawal->withdrawal.change != record.change.digest())
        return refuse(ProblemType::WrongChange, u"The withdrawal is of another change."_s, pointer + u"/withdrawal"_s);
    if (record.resolution && (!record.executed || request.action != resolveHandle))
        return refuse(ProblemType::EntryMismatch, u"Nothing was executed that resolves a handle."_s,
                      pointer + u"/resolution"_s);
    if (record.targets.root() != request.targets.root ||
        record.targets.leaves().size() != static_cast<std::size_t>(request.targets.count))
        return refuse(ProblemType::TargetMismatch, u"The target list is not the one that was signed."_s,
                      pointer + u"/targets"_s);
    return {};
}

} // namespace

Expected<LogPosition> LogPosition::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const LogPosition position{
        .index = reader.integer("index"_L1),
        .governanceSize = reader.integer("governance_size"_L1, 1),
        .time = reader.integer("time"_L1),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return position;
}

json::Value LogPosition::toJson() const
{
    return json::Object{{"governance_size"_L1, governanceSize}, {"index"_L1, index}, {"time"_L1, time}};
}

Expected<RecordedResolution> RecordedResolution::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RecordedResolution resolution{
        .device = reader.with("handle"_L1, parseConsoleHandleOrNull),
        .position = reader.with("position"_L1, LogPosition::fromJson),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return resolution;
}

json::Value RecordedResolution::toJson() const
{
    return json::Object{{"handle"_L1, device ? json::Value(device->text()) : json::Value()},
                        {"position"_L1, position.toJson()}};
}

Expected<ChangeRecord> ChangeRecord::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    auto change = reader.with("change"_L1, parseSigned<SignedChange>);
    const ChangeState state = reader.with("state"_L1, parseState);
    auto reason = reader.with("reason"_L1, orNull<FreeText>(FreeText::fromJson));
    auto reference = reader.with("reference"_L1, orNull<FreeText>(FreeText::fromJson));
    auto targets = reader.with("targets"_L1, TargetSet::fromJson);
    const LogPosition requested = reader.with("requested"_L1, LogPosition::fromJson);
    auto recorded = reader.list("approvals"_L1, parseRecorded);
    auto withdrawal = reader.with("withdrawal"_L1, [](const json::Value &each, const QString &place) {
        return each.isNull() ? Expected<std::optional<SignedWithdrawal>>() : parseSigned<SignedWithdrawal>(each, place);
    });
    const auto executed = reader.with("executed"_L1, orNull<LogPosition>(LogPosition::fromJson));
    auto failure = reader.textOrNull("failure"_L1);
    auto cancelledBy = reader.with("cancelled_by"_L1, orNull<QString>(parseReference));
    const bool beyondLimit = reader.boolean("beyond_limit"_L1);
    auto resolution = reader.with("resolution"_L1, orNull<RecordedResolution>(RecordedResolution::fromJson));
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    ChangeRecord record{
        .change = std::move(*change),
        .state = state,
        .reason = std::move(reason),
        .reference = std::move(reference),
        .targets = std::move(targets),
        .requested = requested,
        .approvals = {},
        .withdrawal = std::move(withdrawal),
        .executed = executed,
        .failure = std::move(failure),
        .cancelledBy = std::move(cancelledBy),
        .beyondLimit = beyondLimit,
        .resolution = std::move(resolution),
    };
    for (auto &approval : recorded)
        record.approvals.push_back(std::move(*approval));
    if (auto same = checkAgainstSignatures(record, pointer); !same)
        return std::unexpected(same.error());
    return record;
}

json::Value ChangeRecord::toJson() const
{
    json::Array recorded;
    for (const RecordedApproval &approval : approvals)
        recorded.push_back(recordedValue(approval));
    return json::Object{
        {"approvals"_L1, std::move(recorded)},
        {"beyond_limit"_L1, beyondLimit},
        {"cancelled_by"_L1, cancelledBy ? json::Value(*cancelledBy) : json::Value()},
        {"change"_L1, QString::fromLatin1(change.jws.compact())},
        {"executed"_L1, valueOrNull(executed)},
        {"failure"_L1, failure ? json::Value(*failure) : json::Value()},
        {"reason"_L1, valueOrNull(reason)},
        {"reference"_L1, valueOrNull(reference)},
        {"requested"_L1, requested.toJson()},
        {"resolution"_L1, valueOrNull(resolution)},
        {"state"_L1, word(state)},
        {"targets"_L1, targets.toJson()},
        {"withdrawal"_L1, withdrawal ? json::Value(QString::fromLatin1(withdrawal->jws.compact())) : json::Value()},
    };
}

} // namespace enigm::changes
