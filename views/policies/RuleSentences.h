#pragma once

#include "contract/policy/PolicyDocument.h"
#include "views/words/PolicyText.h"

#include <QWidget>

class QVBoxLayout;

namespace enigm::views::policies {

/// What a policy says in plain language: its settings, and a sentence for each rule.
class RuleSentences final : public QWidget
{
    Q_OBJECT

public:
    explicit RuleSentences(QWidget *parent = nullptr);
    void show(const policy::PolicyDocument &document, const words::GroupNames &groups);
    void clear();

private:
    QVBoxLayout *m_layout;
};

} // namespace enigm::views::policies
