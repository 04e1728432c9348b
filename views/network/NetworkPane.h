#pragma once

#include "models/network/EnforcementPointsModel.h"
#include "models/network/OutcomeSource.h"
#include "models/policies/PolicyListModel.h"

#include <QWidget>

class QSettings;

namespace enigm::models::groups {
class GroupListSource;
}

namespace enigm::views::design {
class StateStack;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::network {

class PathsTableModel;
class PointWordsProxy;

/// What the pane shows; borrowed, and outlives it.
struct NetworkContext
{
    client::Session &session;
    models::policies::PolicyListModel &policies;
    models::groups::GroupListSource &groups;
    models::network::EnforcementPointsModel &points;
    models::network::OutcomeSource &outcomes;
    QSettings &settings;
};

/// The ways into the network: how each is governed for whom, who enforces that, and how often they were refused.
class NetworkPane final : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkPane(const NetworkContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    void changeOpened(const QString &reference);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildPaths();
    [[nodiscard]] QWidget *buildPoints();
    void updatePaths();
    void updatePoints();

    NetworkContext m_context;
    PathsTableModel *m_paths;
    PointWordsProxy *m_words;
    design::TableView *m_pathsTable;
    design::TableView *m_pointsTable;
    design::StateStack *m_pathsStack = nullptr;
    design::StateStack *m_pointsStack = nullptr;
};

} // namespace enigm::views::network
