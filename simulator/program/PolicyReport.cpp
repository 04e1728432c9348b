#include "simulator/program/PolicyReport.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

QString lineOf(const PolicyResult &result)
{
    const QString outcome = result.refusal ? u"refused %1"_s.arg(problemSlug(result.refusal->type)) : u"taken over"_s;
    return u"%1 %2 version %3 %4\n"_s.arg(result.handle.text(), result.policy, QString::number(result.version),
                                          outcome);
}

json::Value documentOf(const PolicyResult &result)
{
    return json::Object{{"handle"_L1, result.handle.text()},
                        {"policy"_L1, result.policy},
                        {"refusal"_L1, result.refusal ? json::Value(problemSlug(result.refusal->type)) : json::Value()},
                        {"version"_L1, result.version}};
}

QString lineOf(const ConfirmationResult &result)
{
    if (result.refusal)
        return u"%1 was refused its confirmation %2\n"_s.arg(result.handle.text(), problemSlug(result.refusal->type));
    return u"%1 has confirmed %2 policies\n"_s.arg(result.handle.text(), QString::number(result.policies));
}

json::Value documentOf(const ConfirmationResult &result)
{
    return json::Object{
        {"changed"_L1, result.changed},
        {"handle"_L1, result.handle.text()},
        {"policies"_L1, result.policies},
        {"refusal"_L1, result.refusal ? json::Value(problemSlug(result.refusal->type)) : json::Value()}};
}

} // namespace enigm::simulator
