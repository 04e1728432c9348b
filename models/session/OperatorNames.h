#pragma once

#include "api-client/operators/OperatorClient.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QMap>
#include <QObject>
#include <QString>

namespace enigm::models::session {

/// Display names beside the operator ids of the governance log, which alone says who may do what.
class OperatorNames : public QObject, public Source
{
    Q_OBJECT

public:
    /// `session` outlives this.
    explicit OperatorNames(client::Session &session, QObject *parent = nullptr);

    /// Empty for an id without a name here.
    [[nodiscard]] QString name(const QString &operatorId) const { return m_names.value(operatorId); }
    /// The id itself for one without a name here.
    [[nodiscard]] QString called(const QString &operatorId) const { return m_names.value(operatorId, operatorId); }
    [[nodiscard]] const QMap<QString, QString> &names() const { return m_names; }

    void refresh() override;
    [[nodiscard]] const SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsGovernance(); }

Q_SIGNALS:
    /// names() is another.
    void changed();

private:
    void take(const Expected<QMap<QString, QString>> &names);

    client::Session &m_session;
    client::OperatorClient m_client;
    SyncStatus m_status;
    QMap<QString, QString> m_names;
};

} // namespace enigm::models::session
