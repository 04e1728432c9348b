#pragma once

#include "models/policies/FleetSource.h"
#include "models/policies/PolicyListModel.h"
#include "models/policies/PolicyVersionsModel.h"
#include "views/words/PolicyText.h"

#include <QWidget>

class QSettings;
class QSplitter;

namespace enigm::models::groups {
class GroupListSource;
}

namespace enigm::views::design {
class Button;
class StateStack;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::panes {
class ListHead;
}

namespace enigm::views::policies {

class PolicyDetailPanel;
class PolicyWordsProxy;

/// What the pane shows; borrowed, and outlives it.
struct PoliciesContext
{
    client::Session &session;
    models::policies::PolicyListModel &policies;
    models::policies::PolicyVersionsModel &versions;
    models::policies::FleetSource &fleet;
    models::groups::GroupListSource &groups;
    QSettings &settings;
};

/// The policies: a list at left, the chosen one at right. Nothing is changed here but by a change that others sign.
class PoliciesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PoliciesPane(const PoliciesContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Empty: a new one.
    void editRequested(const QString &policy);
    void assignRequested(const QString &policy);
    void rollBackRequested(const QString &policy, qint64 version);
    void changeOpened(const QString &reference);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildTable();
    void connectModels();
    void updateState();
    void updateCurrent();
    void updateGroups();
    void updateActs();

    PoliciesContext m_context;
    PolicyWordsProxy *m_words;
    panes::ListHead *m_head;
    design::Button *m_new;
    design::TableView *m_table;
    design::StateStack *m_stack = nullptr;
    PolicyDetailPanel *m_detail;
    QSplitter *m_splitter;
};

/// What groups are called, for whoever puts words to policies.
[[nodiscard]] words::GroupNames groupNames(const models::groups::GroupListSource &groups);

} // namespace enigm::views::policies
