#pragma once

#include "contract/policy/Conditions.h"
#include "views/policies/ChooserFrame.h"
#include "views/words/PolicyText.h"

class QListWidget;
class QStackedWidget;

namespace enigm::views::design {
class ToneLabel;
}

namespace enigm::views::policies {

class ChoiceList;
class TimesEdit;

/// The conditions of a rule: at left what can be asked about, at right what is accepted of it.
class ConditionsChooser final : public ChooserFrame
{
    Q_OBJECT

public:
    ConditionsChooser(policy::Conditions conditions, const words::GroupNames &groups, QWidget *parent);

    /// Goes to what is asked about.
    void open(policy::Input input);

Q_SIGNALS:
    void chosen(const enigm::policy::Conditions &conditions);

protected:
    void take() override;

private:
    [[nodiscard]] QWidget *pageOf(policy::Input input);
    [[nodiscard]] ChoiceList *wordList(policy::Input input);
    [[nodiscard]] ChoiceList *groupList();
    void mark(policy::Input input);

    policy::Conditions m_conditions;
    const words::GroupNames m_groups;
    QListWidget *m_inputs;
    QStackedWidget *m_pages;
    TimesEdit *m_times;
};

} // namespace enigm::views::policies
