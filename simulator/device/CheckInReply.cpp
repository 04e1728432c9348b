#include "simulator/device/CheckInReply.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

Expected<fleet::DeviceState> readState(const json::Value &value, const QString &pointer)
{
    const auto state =
        value.kind() == json::Value::Kind::Text ? fleet::deviceStateFromWord(value.text()) : std::nullopt;
    if (!state)
        return refuse(ProblemType::OutOfRange, u"This is not a state of a device."_s, pointer);
    return *state;
}

CheckInResult readAcceptance(const fleet::DeviceHandle &handle, const json::Value &value)
{
    json::ObjectReader reader(value);
    const auto due = reader.integerOrNull("attestation_due"_L1);
    (void)reader.text("governance_checkpoint"_L1);
    (void)reader.integer("time"_L1);
    const QString own = reader.text("handle"_L1);
    const fleet::DeviceState state = reader.with("state"_L1, readState);
    if (const auto done = reader.finish(); !done)
        return CheckInResult::failed(handle, done.error());
    if (own != handle.text())
        return CheckInResult::failed(handle, {ProblemType::EntryMismatch, u"The answer is for another device."_s});
    return {.handle = handle,
            .outcome = CheckInResult::Outcome::Accepted,
            .state = state,
            .problem = {},
            .attestationDue = due};
}

} // namespace

CheckInResult CheckInResult::failed(const fleet::DeviceHandle &handle, Problem problem)
{
    return {
        .handle = handle, .outcome = Outcome::Failed, .state = {}, .problem = std::move(problem), .attestationDue = {}};
}

CheckInResult afterReport(CheckInResult checkIn, const Reply &reply)
{
    switch (reply.outcome) {
    case Reply::Outcome::Answered:
        return checkIn;
    case Reply::Outcome::Refused:
        checkIn.outcome = CheckInResult::Outcome::Refused;
        break;
    case Reply::Outcome::Failed:
        checkIn.outcome = CheckInResult::Outcome::Failed;
        break;
    }
    checkIn.state.reset();
    checkIn.problem = reply.problem;
    return checkIn;
}

CheckInResult readCheckInReply(const fleet::DeviceHandle &handle, const Reply &reply)
{
    switch (reply.outcome) {
    case Reply::Outcome::Answered:
        break;
    case Reply::Outcome::Refused:
        return {.handle = handle,
                .outcome = CheckInResult::Outcome::Refused,
                .state = {},
                .problem = reply.problem,
                .attestationDue = {}};
    case Reply::Outcome::Failed:
        return CheckInResult::failed(handle, *reply.problem);
    }
    const auto body = json::parse(reply.body);
    return body ? readAcceptance(handle, *body) : CheckInResult::failed(handle, body.error());
}

} // namespace enigm::simulator
