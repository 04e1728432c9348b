#include "views/panes/Contradiction.h"

#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::views::panes {

QString contradictionText(const client::LogFollower &follower, const Problem &contradiction, qint64 now)
{
    return QString::fromUtf8(json::canonical(json::Object{{"activity"_L1, follower.activityHead().toJson()},
                                                          {"contradiction"_L1, contradiction.toString()},
                                                          {"governance"_L1, follower.governanceHead().toJson()},
                                                          {"time"_L1, now}}));
}

} // namespace enigm::views::panes
