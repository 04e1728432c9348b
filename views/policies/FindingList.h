#pragma once

#include "contract/policy/Analysis.h"
#include "models/policies/PolicyDraft.h"
#include "views/words/PolicyFindingText.h"

#include <QListWidget>

#include <vector>

namespace enigm::views::policies {

/// What is wrong with a draft, and what is found in policies that nobody is likely to mean: one line each with its
/// place, the gravest first. A click or Enter goes there.
class FindingList final : public QListWidget
{
    Q_OBJECT

public:
    /// `policy`: the one that findings are told from.
    explicit FindingList(QString policy, QWidget *parent = nullptr);

    void setPolicy(const QString &policy) { m_policy = policy; }
    void show(const std::vector<models::policies::DraftProblem> &problems, const std::vector<policy::Finding> &findings,
              const models::policies::DraftContent *draft, const words::PolicyNames &names);

Q_SIGNALS:
    void problemChosen(const enigm::models::policies::DraftProblem &problem);
    /// The rule of the policy that a finding is about; empty where it is about the policy as a whole.
    void ruleChosen(const QString &rule);

private:
    void addLine(const design::StateWord &word, const QString &text);
    void choose(int row);
    [[nodiscard]] QString placeOf(const models::policies::DraftProblem &problem,
                                  const models::policies::DraftContent *draft) const;

    QString m_policy;
    std::vector<models::policies::DraftProblem> m_problems;
    std::vector<policy::Finding> m_findings;
};

} // namespace enigm::views::policies
