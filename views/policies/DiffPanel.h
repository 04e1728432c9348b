#pragma once

#include "models/policies/PolicyDiff.h"
#include "views/words/PolicyText.h"

#include <QWidget>

class QVBoxLayout;

namespace enigm::views::policies {

/// How one version of a policy differs from another, as a person reads it: rules that come and go as sentences, rules
/// that change cell by cell.
class DiffPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit DiffPanel(QWidget *parent = nullptr);
    void show(const models::policies::PolicyDiff &diff, const words::GroupNames &groups);
    /// Nothing to compare with: every rule is new.
    void showNew(const policy::PolicyDocument &document, const words::GroupNames &groups);
    void clear();

private:
    void addSum(const models::policies::PolicyDiff &diff);
    void addDefinition(const models::policies::PolicyDiff &diff);
    void addRule(const models::policies::RuleDiff &rule, const words::GroupNames &groups);

    QVBoxLayout *m_layout;
};

} // namespace enigm::views::policies
