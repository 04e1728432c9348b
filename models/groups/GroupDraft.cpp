#include "models/groups/GroupDraft.h"

#include "api-client/groups/GroupClient.h"
#include "contract/encoding/Uuid.h"

namespace enigm::models::groups {

client::Task<Expected<GroupDraft>> loadGroupDraft(client::Session &session, QString group,
                                                  std::vector<client::Device> offered)
{
    GroupDraft draft{.id = group, .before = {}, .listed = {}, .offered = {}};
    for (const client::Device &device : offered)
        draft.offered.push_back(device.leaf());
    if (group.isEmpty()) {
        draft.id = encoding::makeUuid7(session.now() * 1000);
        co_return draft;
    }
    client::GroupClient client(session);
    auto detail = co_await client.group(group);
    if (!detail)
        co_return std::unexpected(detail.error());
    if (detail->group.isStatic()) {
        auto listed = co_await client.leaves(group);
        if (!listed)
            co_return std::unexpected(listed.error());
        draft.listed = std::move(*listed);
    }
    draft.before = std::move(detail->group);
    co_return draft;
}

} // namespace enigm::models::groups
