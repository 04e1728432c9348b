#pragma once

#include "models/policies/PolicyListModel.h"
#include "views/design/facts/StateWord.h"
#include "views/words/PolicyText.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace enigm::views::policies {

/// The policies as words, by name.
class PolicyWordsProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using Model = models::policies::PolicyListModel;
    static constexpr int wholeRole = Qt::UserRole + 100; ///< references and times as they are logged

    /// Both outlive this.
    PolicyWordsProxy(Model &policies, const client::Session &session, QObject *parent = nullptr);

    void setGroupNames(words::GroupNames names);
    /// Only policies whose name holds these words.
    void setText(const QString &text);
    [[nodiscard]] const models::policies::ListedEntry *entry(const QModelIndex &index) const;
    /// Of the draft column.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] QString text(const models::policies::ListedEntry &entry, int column) const;
    [[nodiscard]] QString whole(const models::policies::ListedEntry &entry, int column) const;

    Model &m_policies;
    const client::Session &m_session;
    words::GroupNames m_groups;
    QString m_text;
};

} // namespace enigm::views::policies
