#pragma once

#include "contract/policy/PolicyWords.h"
#include "views/policies/ChooserFrame.h"

namespace enigm::views::policies {

class ChoiceList;

/// What whoever enforces a permit has to see to; of network paths at most one.
class ObligationsChooser final : public ChooserFrame
{
    Q_OBJECT

public:
    ObligationsChooser(policy::Obligations obligations, QWidget *parent);

Q_SIGNALS:
    void chosen(enigm::policy::Obligations obligations);

protected:
    void take() override;

private:
    ChoiceList *m_list;
};

} // namespace enigm::views::policies
