#pragma once

#include "api-client/session/Session.h"
#include "contract/changes/DeviceGroup.h"
#include "contract/changes/TargetSet.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::client {

/// A group of devices in a list (openapi: DeviceGroup), as served.
struct ListedGroup
{
    QString id;
    qint64 version = 1;
    changes::GroupDefinition definition;
    QByteArray digest; ///< of the version, with the devices that it lists
    QString change;    ///< reference of the change that made it so
    qint64 changed = 0;

    friend bool operator==(const ListedGroup &, const ListedGroup &) = default;
};

struct GroupPage
{
    std::vector<ListedGroup> groups;
    std::optional<QString> next;
};

/// A group with the devices that it lists, as served; what it says of itself has the digest that goes with it, which a
/// change of the group names.
struct GroupDetail
{
    changes::DeviceGroup group;
    qint64 devices = 0; ///< how many it has now
    QString change;     ///< reference
    qint64 changed = 0;
};

class GroupClient
{
public:
    explicit GroupClient(Session &session);
    [[nodiscard]] Task<Expected<GroupPage>> page(QString after, int limit);
    /// Every group, page by page, by id.
    [[nodiscard]] Task<Expected<std::vector<ListedGroup>>> all();
    [[nodiscard]] Task<Expected<GroupDetail>> group(QString id);
    /// The devices that a group has now, as a change that lists them names them; no more than it can.
    [[nodiscard]] Task<Expected<std::vector<changes::TargetLeaf>>> leaves(QString id);
    /// How many devices a rule finds now.
    [[nodiscard]] Task<Expected<qint64>> count(fleet::GroupRule rule);

private:
    Session &m_session;
};

} // namespace enigm::client
