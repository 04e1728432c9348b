#pragma once

#include <QWidget>

class QModelIndex;
class QSettings;

namespace enigm::client {
class Session;
}

namespace enigm::models::changes {
class ChangeListModel;
}

namespace enigm::views::design {
class Button;
class FilterBar;
class SectionTitle;
class StateBadge;
class StateStack;
class TableView;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::panes {
struct PaneTexts;
}

namespace enigm::views::approvals {

class InboxProxy;

/// What the pane needs; borrowed, and outlives it.
struct ApprovalsContext
{
    client::Session &session;
    models::changes::ChangeListModel &changes;
    QSettings &settings;
};

/// The inbox of changes: what waits for this person first. Enter, double click or the button at the foot asks for the
/// review, where signing happens; Ctrl+F goes to the filter. Loads when it is first shown.
class ApprovalsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ApprovalsPane(const ApprovalsContext &context, QWidget *parent = nullptr);

    /// Puts the keyboard on the table, at first on the change that is the most urgent.
    void focusFirst();

Q_SIGNALS:
    /// A whole change reference.
    void reviewRequested(const QString &reference);
    /// The person wants to end everything that waits.
    void cancelAllRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildFoot();
    void buildTable();
    void connectModels();
    [[nodiscard]] panes::PaneTexts texts() const;
    void applyFilter();
    void takeStates();
    void showAll();
    void updatePane();
    void updateFoot();
    void review(const QModelIndex &index);

    ApprovalsContext m_context;
    InboxProxy *m_inbox;
    design::SectionTitle *m_title;
    design::FilterBar *m_filter;
    design::TableView *m_table;
    design::StateStack *m_stack;
    QWidget *m_foot = nullptr;
    design::StateBadge *m_badge = nullptr;
    design::ToneLabel *m_sentence = nullptr;
    design::Button *m_review = nullptr;
};

} // namespace enigm::views::approvals
