#pragma once

#include "models/enrollment/ProfileTableModel.h"
#include "views/design/facts/StateWord.h"

#include <QIdentityProxyModel>

namespace enigm::views::enrollment {

/// Enrolment profiles as words.
class ProfileWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::enrollment::ProfileTableModel;

    /// Both outlive this.
    ProfileWordsProxy(Model &profiles, const client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Of the state column; nothing for the others.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;
    /// Null for no row.
    [[nodiscard]] const client::EnrollmentProfile *profile(const QModelIndex &index) const;

private:
    Model &m_profiles;
    const client::Session &m_session;
};

[[nodiscard]] design::StateWord standingWord(models::enrollment::ProfileTableModel::Standing standing);

} // namespace enigm::views::enrollment
