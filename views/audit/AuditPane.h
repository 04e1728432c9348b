#pragma once

#include "views/design/states/PaneState.h"

#include <QWidget>

class QSettings;
class QTimer;

namespace enigm::client {
class Session;
}

namespace enigm::models::audit {
class AuditTableModel;
}

namespace enigm::models::session {
class OperatorNames;
}

namespace enigm::views::design {
class Button;
class FilterBar;
class SectionTitle;
class StateStack;
class TableView;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::audit {

class AuditInspector;
class AuditProxy;

/// What the pane needs; borrowed, and outlives it.
struct AuditContext
{
    client::Session &session;
    models::audit::AuditTableModel &trail;
    models::session::OperatorNames &names;
    QSettings &settings;
};

/// The activity log, newest first, each entry with whether this console has proven it. Security reviewers only; others
/// are told who could. An entry that the log contradicts is an alarm that stays. Ctrl+F goes to the filter, Enter on a
/// row to its content. Loads when it is first shown.
class AuditPane final : public QWidget
{
    Q_OBJECT

public:
    explicit AuditPane(const AuditContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Both logs are to be written to a file that verifies offline.
    void exportRequested();
    /// What shows the contradiction is to be written to a file.
    void evidenceRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildBody();
    [[nodiscard]] QWidget *buildFoot();
    void buildTable();
    void connectModels();
    void applyFilter();
    void clearFilter();
    void updatePane();
    void updateActs();
    void updateFoot();
    void updateInspector();
    [[nodiscard]] design::PaneState state() const;
    [[nodiscard]] design::PaneState nothingMatches() const;

    AuditContext m_context;
    AuditProxy *m_words;
    design::SectionTitle *m_title;
    design::FilterBar *m_filter;
    design::TableView *m_table;
    design::StateStack *m_stack = nullptr;
    AuditInspector *m_inspector;
    design::Button *m_verify;
    design::Button *m_export;
    QWidget *m_foot = nullptr;
    design::ToneLabel *m_searched = nullptr;
    QTimer *m_settle; ///< many entries that arrive or are proven together are looked at once
};

} // namespace enigm::views::audit
