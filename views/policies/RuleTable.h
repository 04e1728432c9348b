#pragma once

#include "models/policies/PolicyDraft.h"
#include "models/policies/RuleTableModel.h"
#include "views/words/PolicyText.h"

#include <QWidget>

#include <optional>

namespace enigm::views::design {
class Button;
class TableView;
} // namespace enigm::views::design

namespace enigm::views::policies {

class RuleDelegate;
class RuleWordsProxy;

/// The rules of a draft, edited cell by cell: Enter or F2 edits the cell, Ins adds a rule, Ctrl+D duplicates it, Del
/// removes what is selected, Ctrl+Z and Ctrl+Shift+Z go back and forth.
class RuleTable final : public QWidget
{
    Q_OBJECT

public:
    /// `draft` outlives this.
    explicit RuleTable(models::policies::PolicyDraft &draft, QWidget *parent = nullptr);

    void setGroupNames(const words::GroupNames &names);
    /// The rule that the cursor is on; null for none.
    [[nodiscard]] const policy::Rule *current() const;
    /// Puts the cursor there.
    void goTo(std::size_t row, models::policies::RuleCell cell);
    void goTo(const QString &rule);

Q_SIGNALS:
    /// The cursor is on another rule, or the rule is another.
    void currentChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildActs();
    void buildTable();
    void add();
    void duplicate();
    void remove();
    void undo();
    void redo();
    void choose(const QModelIndex &index);
    void editCurrent(const QModelIndex &index);
    void updateActs();

    models::policies::PolicyDraft &m_draft;
    models::policies::RuleTableModel m_rules;
    RuleWordsProxy *m_words;
    RuleDelegate *m_delegate;
    design::TableView *m_table;
    design::Button *m_add;
    design::Button *m_duplicate;
    design::Button *m_remove;
    design::Button *m_undo;
    design::Button *m_redo;
};

} // namespace enigm::views::policies
