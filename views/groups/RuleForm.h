#pragma once

#include "contract/fleet/GroupRule.h"
#include "contract/problems/Problem.h"

#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;
class QFormLayout;
class QLineEdit;

namespace enigm::views::groups {

/// The clauses of a rule as a person fills them in: of each fact the words that are taken, and patch levels from one
/// month to another. What is left open asks nothing.
class RuleForm final : public QWidget
{
    Q_OBJECT

public:
    explicit RuleForm(QWidget *parent = nullptr);

    void setRule(const fleet::GroupRule &rule);
    /// OutOfRange, with a sentence for the person, where a month cannot be read or nothing is asked.
    [[nodiscard]] Expected<fleet::GroupRule> rule() const;

private:
    template <typename T>
    struct Choice
    {
        T word;
        QCheckBox *box;
    };
    template <typename T>
    void addChoices(QFormLayout &form, const QString &name, std::vector<Choice<T>> &choices);

    std::vector<Choice<fleet::DeviceState>> m_states;
    std::vector<Choice<fleet::AttestationOutcome>> m_outcomes;
    std::vector<Choice<fleet::SecurityLevel>> m_levels;
    QLineEdit *m_from;
    QLineEdit *m_to;
    std::optional<bool> m_simulated; ///< kept as it was: nobody is asked
};

} // namespace enigm::views::groups
