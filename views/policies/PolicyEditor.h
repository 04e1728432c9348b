#pragma once

#include "models/policies/FindingsRun.h"
#include "models/policies/PolicyDraft.h"
#include "models/policies/PolicySubject.h"
#include "models/policies/WhatIfRun.h"
#include "views/design/states/PaneState.h"
#include "views/words/PolicyFindingText.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;
class QSettings;
class QSplitter;
class QTabWidget;

namespace enigm::views::design {
class Banner;
class Button;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::policies {

class DiffPanel;
class FindingList;
class RuleTable;
class SettingsForm;
class WhatIfPanel;

/// A window in which a policy is written: its rules in a table, the chosen one in plain language, and beside them what
/// is wrong, who would gain and lose what, and how it differs from the version in force, all as one types. Nothing is
/// signed here: what is to be published goes on to where it is asked for.
class PolicyEditor final : public QWidget
{
    Q_OBJECT

public:
    struct Context
    {
        QSettings &settings;         ///< where the window's place is remembered
        std::function<qint64()> now; ///< Unix seconds, as the control plane counts
    };

    /// What the context borrows outlives this.
    PolicyEditor(models::policies::PolicySubject subject, const Context &context, QWidget *parent = nullptr);
    ~PolicyEditor() override;

    [[nodiscard]] const models::policies::PolicySubject &subject() const { return m_subject; }
    /// The devices that everything is computed over; until then, why there are none.
    void setFleet(std::shared_ptr<const models::policies::Fleet> fleet);
    void setFleetState(const design::PaneState &state);
    /// The draft was kept as it was sent, and is of this revision now.
    void noteKept(qint64 revision);
    /// Something that was asked for could not be done.
    void say(const Problem &problem);
    /// What was sent to be published is asked for: the window can go.
    void finish();

Q_SIGNALS:
    /// To be kept as it is written, sound or not.
    void keepRequested(const enigm::policy::PolicyDocument &document, qint64 revision);
    /// A draft that was kept is to be dropped. The window closes by itself.
    void dropRequested(qint64 revision);
    /// To be asked for: what was written, and nothing is wrong with it.
    void publicationRequested(const enigm::policy::PolicyDocument &document);
    void deviceChosen(const QString &handle);
    void fleetRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildRules();
    [[nodiscard]] QWidget *buildSides();
    [[nodiscard]] QWidget *buildFoot();
    void connectParts();
    void follow();
    void updatePreview();
    void updateFindings();
    void updateActs();
    void compute();
    void goTo(const models::policies::DraftProblem &problem);
    void keep();
    void discard();
    void publish();
    void askBeforeClosing();
    [[nodiscard]] words::PolicyNames policyNames() const;
    [[nodiscard]] bool canBeKept() const;

    models::policies::PolicySubject m_subject;
    Context m_context;
    models::policies::PolicyDraft m_draft;
    models::policies::WhatIfRun m_whatIf;
    models::policies::FindingsRun m_findings;
    bool m_mayClose = false;
    bool m_closesWhenKept = false;

    design::Banner *m_news;
    QLineEdit *m_name;
    QComboBox *m_kind;
    SettingsForm *m_settings;
    RuleTable *m_rules;
    design::ToneLabel *m_sentence;
    design::ToneLabel *m_missing;
    QTabWidget *m_sides;
    FindingList *m_list;
    design::ToneLabel *m_sound;
    WhatIfPanel *m_panel;
    DiffPanel *m_diff;
    QSplitter *m_splitter;
    design::ToneLabel *m_note;
    design::Button *m_discard;
    design::Button *m_keep;
    design::Button *m_publish;
};

} // namespace enigm::views::policies
