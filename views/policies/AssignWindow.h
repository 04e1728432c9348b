#pragma once

#include "models/policies/FindingsRun.h"
#include "models/policies/PolicySubject.h"
#include "models/policies/WhatIfRun.h"
#include "views/design/states/PaneState.h"

#include <QWidget>

class QRadioButton;

namespace enigm::views::design {
class Button;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::policies {

class ChoiceList;
class FindingList;
class WhatIfPanel;

/// A window in which it is said for which devices a policy is: every one, or those of some groups. What that overlaps
/// and contradicts, and who gains and loses by it, is shown before anything is asked for.
class AssignWindow final : public QWidget
{
    Q_OBJECT

public:
    /// Of a policy that is in force; at `now`, Unix seconds.
    AssignWindow(models::policies::PolicySubject subject, qint64 now, QWidget *parent = nullptr);

    void setFleet(std::shared_ptr<const models::policies::Fleet> fleet);
    void setFleetState(const design::PaneState &state);

Q_SIGNALS:
    /// The window closes by itself. As policy::AssignedPolicy has it.
    void defined(const std::optional<std::vector<QString>> &groups);
    void deviceChosen(const QString &handle);
    void fleetRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *buildChoice();
    [[nodiscard]] QWidget *buildFindings();
    [[nodiscard]] QWidget *buildFoot();
    [[nodiscard]] std::optional<std::vector<QString>> chosen() const;
    void compute();
    void showFindings();

    const models::policies::PolicySubject m_subject;
    const qint64 m_now;
    models::policies::WhatIfRun m_whatIf;
    models::policies::FindingsRun m_findings;
    QRadioButton *m_everybody;
    QRadioButton *m_some;
    ChoiceList *m_groups;
    FindingList *m_list;
    design::ToneLabel *m_note;
    WhatIfPanel *m_panel;
    design::Button *m_next;
};

} // namespace enigm::views::policies
