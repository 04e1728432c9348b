#pragma once

#include "contract/changes/DeviceGroup.h"
#include "contract/json/JsonValue.h"
#include "control-plane/store/GroupDeviceStore.h"
#include "control-plane/store/GroupStore.h"
#include "control-plane/store/Repositories.h"

#include <optional>
#include <vector>

namespace enigm::controlplane::fleet {

/// A group of devices as operators see it in a list; `DeviceGroup` of openapi.yaml.
struct ListedGroup
{
    QString id;
    qint64 version = 1;
    enigm::changes::GroupDefinition definition;
    QByteArray digest;
    QString change;     ///< reference of the change that made it so
    qint64 changed = 0; ///< when that was executed

    static Expected<ListedGroup> of(const store::GroupRow &row);
    [[nodiscard]] json::Object toJson() const;
};

struct GroupPage
{
    std::vector<ListedGroup> items; ///< by id
    std::optional<QString> next;

    [[nodiscard]] json::Value toJson() const;
};

struct GroupDetail
{
    ListedGroup group;
    std::vector<enigm::fleet::DeviceHandle> members; ///< of a static group; of one by rule none
    qint64 devices = 0;                              ///< how many it has now

    [[nodiscard]] json::Value toJson() const;
};

/// Which devices the group has as the store stands. `isSample`: every device is simulated.
[[nodiscard]] Expected<store::GroupScope> scopeOf(const ListedGroup &group, const store::Repositories &store,
                                                  bool isSample);
/// Which devices a rule finds.
[[nodiscard]] Expected<store::GroupScope> scopeOf(const enigm::fleet::GroupRule &rule, const store::Repositories &store,
                                                  bool isSample);
/// The group of this id; NotFound where there is none, or none any more.
[[nodiscard]] Expected<ListedGroup> groupOf(const QString &id, const store::Repositories &store);

} // namespace enigm::controlplane::fleet
