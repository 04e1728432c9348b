#include "contract/reports/Acknowledgement.h"

#include "contract/encoding/WordTable.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::reports {

namespace {

using encoding::WordRow;

constexpr std::array rows{
    WordRow{Obedience::Obeyed, "obeyed"_L1},
    WordRow{Obedience::AlreadySo, "already-so"_L1},
    WordRow{Obedience::Refused, "refused"_L1},
};

Expected<Obedience> parseObedience(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"An outcome is a word."_s, pointer);
    const auto obedience = encoding::valueIn(rows, value.text());
    if (!obedience)
        return refuse(ProblemType::OutOfRange, u"No device answers a command so."_s, pointer);
    return *obedience;
}

Expected<std::optional<ProblemType>> parseProblem(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<ProblemType>();
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A problem is named by its slug."_s, pointer);
    const auto problem = problemTypeOf(value.text());
    if (!problem || problemSlug(*problem) != value.text()) // its URI would be a second spelling
        return refuse(ProblemType::OutOfRange, u"This is not the name of a problem."_s, pointer);
    return problem;
}

} // namespace

QLatin1StringView toWord(Obedience obedience)
{
    return encoding::wordIn(rows, obedience);
}

fleet::CommandState Acknowledgement::state() const
{
    return outcome == Obedience::Refused ? fleet::CommandState::Refused : fleet::CommandState::Acknowledged;
}

json::Value Acknowledgement::toJson() const
{
    return json::Object{{"change"_L1, operators::valueOf(change)},
                        {"execution"_L1, execution},
                        {"outcome"_L1, toWord(outcome)},
                        {"problem"_L1, problem ? json::Value(problemSlug(*problem)) : json::Value()}};
}

Expected<Acknowledgement> Acknowledgement::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Acknowledgement acknowledgement{
        .change = reader.bytes("change"_L1, 32),
        .execution = reader.integer("execution"_L1),
        .outcome = reader.with("outcome"_L1, parseObedience),
        .problem = reader.with("problem"_L1, parseProblem),
    };
    const bool isRefused = acknowledgement.outcome == Obedience::Refused;
    if (!reader.hasFailed() && isRefused != acknowledgement.problem.has_value())
        reader.fail({ProblemType::OutOfRange, u"A refusal, and nothing else, names its problem."_s,
                     reader.pointerTo("problem"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return acknowledgement;
}

} // namespace enigm::reports
