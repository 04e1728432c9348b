#include "contract/changes/GovernanceFact.h"

#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

Expected<qint64> parseSize(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Integer)
        return refuse(ProblemType::WrongType, u"A size is a whole number."_s, pointer);
    if (value.integer() < 1)
        return refuse(ProblemType::OutOfRange, u"The log held its founding before anything else."_s, pointer);
    return value.integer();
}

} // namespace

Expected<GovernanceFact> GovernanceFact::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    json::ObjectReader logged(reader.value("logged"_L1), pointer + u"/logged"_s);
    GovernanceFact fact{
        .requestLoggedAt = logged.integer("request"_L1, 1),
        .approvalsLoggedAt = logged.list("approvals"_L1, parseSize),
        .time = reader.integer("time"_L1, 1),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto done = logged.finish(); !done)
        return std::unexpected(done.error());
    return fact;
}

json::Value GovernanceFact::toJson() const
{
    json::Array approvals(approvalsLoggedAt.begin(), approvalsLoggedAt.end());
    return json::Object{
        {"logged"_L1, json::Object{{"approvals"_L1, std::move(approvals)}, {"request"_L1, requestLoggedAt}}},
        {"time"_L1, time},
    };
}

} // namespace enigm::changes
