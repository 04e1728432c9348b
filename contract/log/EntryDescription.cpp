#include "contract/log/EntryDescription.h"

using namespace Qt::StringLiterals;

namespace enigm::log {

Expected<void> checkDescription(const ActivityEntry &entry, ActivityEntry described)
{
    described.index = entry.index;
    described.time = entry.time;
    described.governanceSize = entry.governanceSize;
    described.body = entry.body;
    if (described != entry)
        return refuse(ProblemType::EntryMismatch, u"The entry does not describe its body."_s);
    return {};
}

} // namespace enigm::log
