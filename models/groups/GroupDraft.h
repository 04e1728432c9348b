#pragma once

#include "api-client/devices/DeviceClient.h"
#include "api-client/session/Session.h"
#include "contract/changes/DeviceGroup.h"
#include "contract/changes/TargetSet.h"

#include <optional>
#include <vector>

namespace enigm::models::groups {

/// What a group is edited from.
struct GroupDraft
{
    QString id;                                        ///< of the group, new or not
    std::optional<enigm::changes::DeviceGroup> before; ///< nothing: a new group
    std::vector<enigm::changes::TargetLeaf> listed;    ///< devices that it lists, as they are now
    std::vector<enigm::changes::TargetLeaf> offered;   ///< devices at hand that it may list too
};

/// Of the group of this id as it stands; of a new one where it is empty.
[[nodiscard]] client::Task<Expected<GroupDraft>> loadGroupDraft(client::Session &session, QString group,
                                                                std::vector<client::Device> offered);

} // namespace enigm::models::groups
