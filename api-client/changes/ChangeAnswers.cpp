#include "api-client/changes/ChangeAnswers.h"

#include "contract/json/ObjectReader.h"

#include <algorithm>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

Expected<std::optional<changes::FreeText>> readText(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<changes::FreeText>();
    auto text = changes::FreeText::fromJson(value, pointer);
    if (!text)
        return std::unexpected(text.error());
    return std::optional(std::move(*text));
}

Expected<std::optional<changes::LogPosition>> readPosition(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<changes::LogPosition>();
    const auto position = changes::LogPosition::fromJson(value, pointer);
    if (!position)
        return std::unexpected(position.error());
    return std::optional(*position);
}

/// A text beside its signed digest; the wrong one is no text of this change.
Expected<void> checkText(const std::optional<changes::FreeText> &text, const std::optional<QByteArray> &digest,
                         const QString &pointer)
{
    if (text && (!digest || text->digest() != *digest))
        return refuse(ProblemType::BodyMismatch, u"The text is not the one that was signed."_s, pointer);
    return {};
}

/// A member that older servers do not send.
std::vector<QString> readSigners(json::ObjectReader &reader)
{
    std::vector<QString> signers;
    const auto value = reader.optional("signers"_L1);
    if (!value)
        return signers;
    if (value->kind() != json::Value::Kind::Array) {
        reader.fail({ProblemType::WrongType, u"A list of operator ids is expected."_s, reader.pointerTo("signers"_L1)});
        return signers;
    }
    for (const json::Value &id : value->array()) {
        if (id.kind() == json::Value::Kind::Text)
            signers.push_back(id.text());
    }
    return signers;
}

Expected<ChangeSummary> readSummary(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const QString compact = reader.text("change"_L1);
    const QString stateWord = reader.text("state"_L1);
    auto reason = reader.with("reason"_L1, readText);
    auto reference = reader.with("reference"_L1, readText);
    const auto requested = reader.with("requested"_L1, changes::LogPosition::fromJson);
    const auto executed = reader.with("executed"_L1, readPosition);
    const auto approvals = static_cast<int>(reader.integer("approvals"_L1, 0, 1000));
    std::vector<QString> signers = readSigners(reader);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto change = changes::SignedChange::parse(compact.toLatin1());
    if (!change)
        return std::unexpected(change.error().under(pointer + u"/change"_s));
    const auto state = changes::changeStateOf(stateWord);
    if (!state)
        return refuse(ProblemType::OutOfRange, u"This is not a state of a change."_s, pointer + u"/state"_s);
    if (const auto matching = checkText(reason, change->request.reason, pointer + u"/reason"_s); !matching)
        return std::unexpected(matching.error());
    if (const auto matching = checkText(reference, change->request.reference, pointer + u"/reference"_s); !matching)
        return std::unexpected(matching.error());
    return ChangeSummary{.change = std::move(*change),
                         .state = *state,
                         .reason = std::move(reason),
                         .reference = std::move(reference),
                         .requested = requested,
                         .executed = executed,
                         .approvals = approvals,
                         .signers = std::move(signers)};
}

} // namespace

Expected<ChangePage> readPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    ChangePage page{.changes = reader.list("items"_L1, readSummary),
                    .next = reader.textOrNull("next"_L1),
                    .etag = {},
                    .notModified = false};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return page;
}

Expected<std::vector<fleet::DeviceState>> readStates(const json::Value &value)
{
    json::ObjectReader reader(value);
    const std::vector<QString> words = reader.texts("states"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    std::vector<fleet::DeviceState> states;
    for (const QString &word : words) {
        const auto state = fleet::deviceStateFromWord(word);
        if (!state)
            return refuse(ProblemType::OutOfRange, u"This is not a state of a device."_s, u"/states"_s);
        states.push_back(*state);
    }
    return states;
}

Expected<changes::ChangeRecord> readRecord(const Expected<ApiReply> &reply)
{
    if (!reply)
        return std::unexpected(reply.error());
    const auto value = reply->json();
    if (!value)
        return std::unexpected(value.error());
    return changes::ChangeRecord::fromJson(*value);
}

} // namespace enigm::client
