#include "models/session/OperatorNames.h"

namespace enigm::models::session {

OperatorNames::OperatorNames(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_client(session)
{}

void OperatorNames::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(m_client.names(), this, [this](const Expected<QMap<QString, QString>> &names) { take(names); });
}

void OperatorNames::take(const Expected<QMap<QString, QString>> &names)
{
    if (!names) {
        m_status.fail(names.error());
        return;
    }
    if (*names != m_names) {
        m_names = *names;
        Q_EMIT changed();
    }
    m_status.succeed(m_session.now());
}

} // namespace enigm::models::session
