#include "api-client/access/OutcomeReport.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

json::Value OutcomeReport::toJson(policy::NetworkPath path) const
{
    json::Array rows;
    for (const auto &[reason, count] : counts) {
        rows.push_back(json::Object{{"category"_L1, reason ? json::Value(network::toWord(*reason)) : json::Value()},
                                    {"count"_L1, count},
                                    {"decision"_L1, network::decisionWord(!reason)},
                                    {"path"_L1, policy::toWord(path)}});
    }
    return json::Object{{"counts"_L1, std::move(rows)}, {"from"_L1, from}, {"to"_L1, to}};
}

} // namespace enigm::client
