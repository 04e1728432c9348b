#pragma once

#include "contract/json/JsonValue.h"
#include "contract/operators/Role.h"
#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::client {

/// Who is signed in, as the control plane says; roles are checked again against the replayed governance log.
struct SessionInfo
{
    QString session;
    QString operatorId;
    QString keyThumbprint;
    operators::Roles roles;
    qint64 created = 0;
    qint64 expires = 0;
    bool pinSet = false;

    static Expected<SessionInfo> fromJson(const json::Value &value);
};

} // namespace enigm::client
