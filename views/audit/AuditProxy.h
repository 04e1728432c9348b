#pragma once

#include "models/audit/AuditTableModel.h"
#include "views/audit/AuditFilter.h"
#include "views/design/facts/StateWord.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace enigm::views::audit {

/// The trail's facts as words, narrowed by a filter. Only what is loaded is looked at: reading more is an entry of its
/// own, and for the person to decide.
class AuditProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using Column = models::audit::AuditTableModel::Column;
    /// The whole value of a cell, for copying: exact times as ISO 8601 in UTC, ids rather than names.
    static constexpr int wholeRole = Qt::UserRole + 100;

    /// All outlive this.
    AuditProxy(models::audit::AuditTableModel &trail, const models::session::OperatorNames &names,
               const client::Session &session, QObject *parent = nullptr);

    void setFilter(AuditFilter filter);
    /// How many of the loaded entries another filter would leave.
    [[nodiscard]] int countWith(const AuditFilter &filter) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] const client::AuditRecord *record(const QModelIndex &index) const;
    [[nodiscard]] models::audit::ProofState proof(const QModelIndex &index) const;
    /// Outcome and proof, each in its column, as icon and word.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    [[nodiscard]] QString text(const QModelIndex &index, const log::ActivityEntry &entry) const;
    [[nodiscard]] QString hover(const QModelIndex &index, const log::ActivityEntry &entry) const;
    [[nodiscard]] QString whole(const QModelIndex &index, const log::ActivityEntry &entry) const;
    void takeNames();

    models::audit::AuditTableModel &m_trail;
    const models::session::OperatorNames &m_names;
    const client::Session &m_session;
    AuditFilter m_filter;
};

} // namespace enigm::views::audit
