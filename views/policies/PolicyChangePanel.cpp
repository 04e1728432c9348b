#include "views/policies/PolicyChangePanel.h"

#include "api-client/policies/PolicyClient.h"
#include "views/design/states/Banner.h"
#include "views/policies/FleetStateText.h"
#include "views/policies/PoliciesPane.h"
#include "views/policies/PolicyReview.h"
#include "views/words/ProblemText.h"

#include <QVBoxLayout>

namespace enigm::views::policies {

using models::policies::FleetSource;

PolicyChangePanel::PolicyChangePanel(client::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_fleet(session)
    , m_groups(session)
    , m_trouble(new design::Banner(design::Tone::Warn))
    , m_review(new PolicyReview)
{
    setObjectName(QStringLiteral("policyChange"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    m_trouble->setObjectName(QStringLiteral("policyTrouble"));
    m_trouble->setAct(tr("Try again"));
    m_trouble->hide();
    layout->addWidget(m_trouble);
    layout->addWidget(m_review);
    hide();
    const auto showState = [this] { m_review->setFleetState(fleetState(m_fleet, m_session.now())); };
    connect(&m_fleet, &FleetSource::progressed, this, showState);
    connect(&m_fleet.status(), &models::session::SyncStatus::changed, this, showState);
    connect(&m_fleet, &FleetSource::changed, this, [this] { m_review->setFleet(m_fleet.fleet()); });
    connect(&m_groups, &models::groups::GroupListSource::changed, this, &PolicyChangePanel::render);
    connect(m_review, &PolicyReview::fleetRequested, &m_fleet, &FleetSource::want);
    connect(m_review, &PolicyReview::deviceChosen, this, &PolicyChangePanel::deviceChosen);
    connect(m_trouble, &design::Banner::acted, this, &PolicyChangePanel::load);
}

void PolicyChangePanel::show(const client::VerifiedChange &change)
{
    m_change = change.policy;
    setVisible(m_change.has_value());
    if (m_change)
        load();
}

/// Each time: what is in force beside it may be other by now.
void PolicyChangePanel::load()
{
    if (m_isLoading)
        return;
    m_isLoading = true;
    m_fleet.want();
    m_groups.refresh();
    QCoro::connect(client::PolicyClient(m_session).inForce(), this, [this](Expected<policy::PolicySet> policies) {
        m_isLoading = false;
        m_inForce = std::move(policies);
        render();
    });
}

void PolicyChangePanel::render()
{
    if (!m_change || !m_inForce)
        return;
    m_trouble->setVisible(!m_inForce->has_value());
    if (!*m_inForce)
        return m_trouble->setText(words::problemText(m_inForce->error()).line());
    // What is replaced was verified against what was signed; what stands beside it is as served.
    PolicyReview::Subject subject{.inForce = **m_inForce,
                                  .after = {.policy = m_change->after, .groups = m_change->groups},
                                  .groups = groupNames(m_groups),
                                  .now = m_session.now()};
    if (m_change->before && m_change->replaced)
        subject.before = policy::AssignedPolicy{.policy = *m_change->before, .groups = m_change->replaced->groups};
    m_review->show(subject);
}

} // namespace enigm::views::policies
