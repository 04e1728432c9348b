#pragma once

#include "models/ota/RolloutListModel.h"
#include "models/ota/RolloutSource.h"
#include "models/session/OperatorNames.h"
#include "views/ota/RolloutAct.h"

#include <QStackedWidget>

class QSettings;

namespace enigm::views::design {
class Button;
class StateStack;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::panes {
class ListHead;
}

namespace enigm::views::ota {

class RolloutPage;
class RolloutWordsProxy;

/// What the pane shows; borrowed, and outlives it.
struct RolloutsContext
{
    client::Session &session;
    models::ota::RolloutListModel &rollouts;
    models::ota::RolloutSource &rollout; ///< the one that is looked at
    models::session::OperatorNames &names;
    QSettings &settings;
};

/// The rollouts as a list; one of them while it runs takes the whole pane.
class RolloutsPane final : public QStackedWidget
{
    Q_OBJECT

public:
    explicit RolloutsPane(const RolloutsContext &context, QWidget *parent = nullptr);

    void openRollout(const QString &id);

Q_SIGNALS:
    void planRequested();
    void actRequested(const QString &rollout, enigm::views::ota::RolloutAct act, const QString &reason);
    void changeOpened(const QString &reference);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildList();
    void buildTable();
    void connectModels();
    void closeRollout();
    void updateState();
    void updateActs();

    RolloutsContext m_context;
    RolloutWordsProxy *m_words;
    panes::ListHead *m_head;
    design::Button *m_new;
    design::Button *m_open;
    design::TableView *m_table;
    design::StateStack *m_stack = nullptr;
    RolloutPage *m_page;
};

} // namespace enigm::views::ota
