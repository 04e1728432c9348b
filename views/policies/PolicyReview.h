#pragma once

#include "contract/policy/PolicySet.h"
#include "models/policies/WhatIfRun.h"
#include "views/design/states/PaneState.h"
#include "views/words/PolicyText.h"

#include <QWidget>

#include <optional>

namespace enigm::views::design {
class KeyValueList;
class SectionTitle;
} // namespace enigm::views::design

namespace enigm::views::policies {

class DiffPanel;
class WhatIfPanel;

/// What a change of a policy does, for whoever is to sign it: how what it says differs, for which devices it is and
/// was, and who gains and loses what by it across the fleet, computed here.
class PolicyReview final : public QWidget
{
    Q_OBJECT

public:
    struct Subject
    {
        policy::PolicySet inForce;                         ///< all that is
        std::optional<policy::AssignedPolicy> before = {}; ///< nothing: the policy is new
        policy::AssignedPolicy after;
        words::GroupNames groups = {};
        qint64 now = 0; ///< Unix seconds
    };

    explicit PolicyReview(QWidget *parent = nullptr);

    void show(const Subject &subject);
    void setFleet(std::shared_ptr<const models::policies::Fleet> fleet) { m_whatIf.setFleet(std::move(fleet)); }
    void setFleetState(const design::PaneState &state);
    [[nodiscard]] const models::policies::WhatIfRun &whatIf() const { return m_whatIf; }

Q_SIGNALS:
    void deviceChosen(const QString &handle);
    void fleetRequested();

private:
    models::policies::WhatIfRun m_whatIf;
    design::SectionTitle *m_saysTitle;
    DiffPanel *m_diff;
    design::KeyValueList *m_facts;
    WhatIfPanel *m_panel;
};

} // namespace enigm::views::policies
