#include "control-plane/ota/ddi/DdiFeedback.h"

#include "contract/json/JsonParser.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::ota::UpdateFailure;
using enigm::ota::UpdateState;

namespace {

using Execution = DdiFeedback::Execution;
using Finished = DdiFeedback::Finished;

constexpr auto executions = std::to_array<std::pair<Execution, QLatin1StringView>>({
    {Execution::Canceled, "canceled"_L1},
    {Execution::Rejected, "rejected"_L1},
    {Execution::Closed, "closed"_L1},
    {Execution::Proceeding, "proceeding"_L1},
    {Execution::Scheduled, "scheduled"_L1},
    {Execution::Resumed, "resumed"_L1},
    {Execution::Download, "download"_L1},
    {Execution::Downloaded, "downloaded"_L1},
});
constexpr auto finishes = std::to_array<std::pair<Finished, QLatin1StringView>>({
    {Finished::Success, "success"_L1},
    {Finished::Failure, "failure"_L1},
    {Finished::None, "none"_L1},
});

/// A member of an object that may hold others; null where it is not there, or what holds it is none.
const json::Value *memberOf(const json::Value *value, QLatin1StringView name)
{
    if (!value || value->kind() != json::Value::Kind::Object)
        return nullptr;
    return value->object().find(name);
}

template <typename Table>
auto wordOf(const Table &table, const json::Value *value, const QString &where)
    -> Expected<typename Table::value_type::first_type>
{
    if (!value)
        return refuse(ProblemType::MissingMember, u"The feedback does not say this."_s, where);
    if (value->kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A word is expected."_s, where);
    const auto *const known =
        std::ranges::find_if(table, [value](const auto &pair) { return pair.second == value->text(); });
    if (known == table.end())
        return refuse(ProblemType::OutOfRange, u"This word is not one of the DDI."_s, where);
    return known->first;
}

/// Some clients write numbers as text.
qint64 numberOf(const json::Value *value)
{
    if (value && value->kind() == json::Value::Kind::Integer)
        return value->integer();
    return value && value->kind() == json::Value::Kind::Text ? value->text().toLongLong() : 0;
}

QByteArray withoutControls(QByteArrayView bytes)
{
    QByteArray text = bytes.toByteArray();
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

} // namespace

Expected<DdiFeedback> DdiFeedback::parse(QByteArrayView body)
{
    const auto value = json::parse(withoutControls(body), {.depth = 8, .bytes = body.size()});
    if (!value)
        return std::unexpected(value.error());
    const json::Value *const status = memberOf(&*value, "status"_L1);
    const json::Value *const result = memberOf(status, "result"_L1);
    const auto execution = wordOf(executions, memberOf(status, "execution"_L1), u"/status/execution"_s);
    if (!execution)
        return std::unexpected(execution.error());
    const auto finished = wordOf(finishes, memberOf(result, "finished"_L1), u"/status/result/finished"_s);
    if (!finished)
        return std::unexpected(finished.error());
    const json::Value *const progress = memberOf(result, "progress"_L1);
    const qint64 of = numberOf(memberOf(progress, "of"_L1));
    return DdiFeedback{.execution = *execution,
                       .finished = *finished,
                       .isWhole = of > 0 && numberOf(memberOf(progress, "cnt"_L1)) >= of};
}

/// Why it failed it does not say but in lines of its log. What failed once it was installed, failed at the restart.
UpdateProgress DdiFeedback::progressOf(const DeviceOffer &offer) const
{
    UpdateProgress progress{.execution = offer.execution, .state = UpdateState::Downloading};
    const auto fail = [&progress](UpdateFailure why) {
        progress.state = UpdateState::Failed;
        progress.failure = why;
    };
    switch (execution) {
    case Execution::Closed:
        if (finished == Finished::Success)
            progress.state = UpdateState::Confirmed;
        else
            fail(offer.state == UpdateState::Installed ? UpdateFailure::Boot : UpdateFailure::Other);
        break;
    case Execution::Canceled:
    case Execution::Rejected:
        fail(UpdateFailure::Refused);
        break;
    case Execution::Proceeding:
        if (finished == Finished::Failure)
            fail(UpdateFailure::Other);
        else if (isWhole)
            progress.state = UpdateState::Installed;
        break;
    case Execution::Scheduled:
    case Execution::Resumed:
    case Execution::Download:
    case Execution::Downloaded:
        break;
    }
    return progress;
}

std::optional<UpdateProgress> DdiFeedback::cancellationOf(const DeviceOffer &offer) const
{
    switch (execution) {
    case Execution::Canceled:
        return UpdateProgress{.execution = offer.execution, .state = UpdateState::Withdrawn};
    case Execution::Closed:
        if (finished == Finished::Failure)
            return std::nullopt;
        return UpdateProgress{.execution = offer.execution, .state = UpdateState::Withdrawn};
    case Execution::Rejected:
    case Execution::Proceeding:
    case Execution::Scheduled:
    case Execution::Resumed:
    case Execution::Download:
    case Execution::Downloaded:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::controlplane::ota
