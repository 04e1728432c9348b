#include "app/enigmctl/output/Answer.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

std::unexpected<Failure> misused(const QString &detail, const QString &where)
{
    return std::unexpected(Failure({ProblemType::OutOfRange, detail, where}, ExitCode::Usage));
}

json::Value problemDocument(const Problem &problem)
{
    json::Object document{{"status"_L1, problemStatus(problem.type)},
                          {"title"_L1, problemTitle(problem.type)},
                          {"type"_L1, problemUri(problem.type)}};
    if (!problem.detail.isEmpty())
        document.insert(u"detail"_s, problem.detail);
    if (!problem.where.isEmpty())
        document.insert(u"where"_s, problem.where);
    return document;
}

} // namespace enigm::ctl
