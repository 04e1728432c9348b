#pragma once

#include "models/ota/PlanGroupsModel.h"
#include "views/words/PolicyText.h"

#include <QIdentityProxyModel>

namespace enigm::views::ota {

/// The groups of a plan as words.
class PlanGroupWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::ota::PlanGroupsModel;

    /// `plan` outlives this. `now` in Unix seconds.
    PlanGroupWordsProxy(Model &plan, words::GroupNames groups, qint64 now, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, const models::ota::PlannedGroup &group, int column) const;

    Model &m_plan;
    words::GroupNames m_groups;
    qint64 m_now;
};

} // namespace enigm::views::ota
