#pragma once

#include "models/changes/ChangeListModel.h"
#include "views/design/facts/StateWord.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace enigm::client {
class Session;
}

namespace enigm::views::approvals {

/// The inbox as a person works through it: what waits for them first, by deadline, then the rest as the model has it,
/// newest first. Facts as words.
class InboxProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using Column = models::changes::ChangeListModel::Column;
    /// The whole value of a cell, for copying: whole references, exact times as ISO 8601 in UTC.
    static constexpr int wholeRole = Qt::UserRole + 100;

    /// Both outlive this.
    InboxProxy(models::changes::ChangeListModel &changes, const client::Session &session, QObject *parent = nullptr);

    /// Leaves the changes in whose reference, title, requester or reason the words occur.
    void setText(const QString &text);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] const client::ChangeSummary *change(const QModelIndex &index) const;
    [[nodiscard]] models::changes::SigningEligibility eligibility(const QModelIndex &index) const;
    /// The same as a sentence: why not, and who could.
    [[nodiscard]] QString eligibilityText(const client::ChangeSummary &change) const;
    /// State, and (in the column of approvals) whether this person may sign, as icon and word.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] qint64 deadline(const QModelIndex &index) const;
    [[nodiscard]] QString requester(const QModelIndex &index, const client::ChangeSummary &change) const;
    [[nodiscard]] QString text(const QModelIndex &index, const client::ChangeSummary &change) const;
    [[nodiscard]] QString hover(const QModelIndex &index, const client::ChangeSummary &change) const;
    [[nodiscard]] QString whole(const QModelIndex &index, const client::ChangeSummary &change) const;

    models::changes::ChangeListModel &m_changes;
    const client::Session &m_session;
    QString m_text;
};

} // namespace enigm::views::approvals
