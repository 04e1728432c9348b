#pragma once

#include "models/audit/AuditTableModel.h"

#include <QWidget>

namespace enigm::views::design {
class Inspector;
}

namespace enigm::models::session {
class OperatorNames;
}

namespace enigm::views::audit {

/// The entry at hand: its facts, whether it is proven, the devices that it names, and its content in plain text.
class AuditInspector final : public QWidget
{
    Q_OBJECT

public:
    explicit AuditInspector(QWidget *parent = nullptr);

    /// `now` in Unix seconds.
    void show(const client::AuditRecord &record, models::audit::ProofState proof,
              const models::session::OperatorNames &names, qint64 now);
    void focusFirst();

private:
    void addFacts(const log::ActivityEntry &entry, const models::session::OperatorNames &names, qint64 now);
    void addDevices(const log::ActivityEntry &entry);
    void addContent(const client::AuditRecord &record);

    design::Inspector *m_inspector;
};

} // namespace enigm::views::audit
