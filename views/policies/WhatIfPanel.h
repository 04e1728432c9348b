#pragma once

#include "models/policies/AffectedDevicesModel.h"
#include "models/policies/WhatIfRun.h"
#include "views/design/states/PaneState.h"

#include <QWidget>

namespace enigm::views::design {
class Button;
class SectionTitle;
class StateBadge;
class StateStack;
class TableView;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::policies {

class AffectedWordsProxy;
class OutcomeTableModel;

/// Who would gain and lose what across the whole fleet: a sum, each question with its counts, and on demand the devices
/// one by one. What is shown stays while the next answer is on its way.
class WhatIfPanel final : public QWidget
{
    Q_OBJECT

public:
    /// `run` outlives this.
    explicit WhatIfPanel(models::policies::WhatIfRun &run, QWidget *parent = nullptr);

    /// In place of an answer, while there is no fleet to compute one over.
    void setFleetState(const design::PaneState &state);
    /// Where nothing can be computed: why.
    void setNothingToCompute(const QString &sentence);
    /// What an answer supposes; empty for nothing.
    void setSupposition(const QString &sentence) { m_supposition = sentence; }

Q_SIGNALS:
    void deviceChosen(const QString &handle);
    void retryRequested();

private:
    [[nodiscard]] QWidget *buildSum();
    void buildQuestions();
    [[nodiscard]] QWidget *buildDevices();
    void showAnswer();
    void showSum(const models::policies::WhatIfAnswer &answer);
    void chooseQuestion();
    void showDevices();

    models::policies::WhatIfRun &m_run;
    models::policies::AffectedDevicesModel m_affected;
    OutcomeTableModel *m_outcomes;
    AffectedWordsProxy *m_words;
    QString m_nothing;
    QString m_supposition;
    design::PaneState m_fleetState = design::pane::Loading{};
    design::StateStack *m_stack;
    design::StateBadge *m_losing;
    design::StateBadge *m_gaining;
    design::ToneLabel *m_computed;
    design::TableView *m_questions;
    design::SectionTitle *m_devicesTitle;
    design::TableView *m_devices;
    design::Button *m_all;
};

} // namespace enigm::views::policies
