#pragma once

#include "api-client/session/Session.h"

#include <QMap>
#include <QString>

namespace enigm::client {

/// Names beside the operator ids; roles and keys come from the replayed governance log.
class OperatorClient
{
public:
    explicit OperatorClient(Session &session);
    [[nodiscard]] Task<Expected<QMap<QString, QString>>> names();

private:
    Session &m_session;
};

} // namespace enigm::client
