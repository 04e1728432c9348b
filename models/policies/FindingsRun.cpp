#include "models/policies/FindingsRun.h"

#include "models/policies/WhatIfRun.h"

#include <utility>

namespace enigm::models::policies {

namespace {

std::vector<policy::Finding> findingsAbout(const QString &policy, const policy::PolicySet &policies, const Fleet *fleet)
{
    policy::GroupDictionary groups = fleet ? fleet->groups() : policy::GroupDictionary();
    const policy::FleetColumns nobody;
    std::vector<policy::Finding> findings = policy::analyse(policies, groups, fleet ? fleet->columns() : nobody);
    std::erase_if(findings, [&policy](const policy::Finding &finding) {
        return finding.rule.policy != policy && finding.other.policy != policy;
    });
    return findings;
}

} // namespace

FindingsRun::FindingsRun(QString policy, QObject *parent)
    : QObject(parent)
    , m_policy(std::move(policy))
    , m_run([this](std::vector<policy::Finding> findings) {
        m_findings = std::move(findings);
        Q_EMIT changed();
    })
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(WhatIfRun::usualDelay);
    connect(&m_delay, &QTimer::timeout, this, &FindingsRun::start);
}

void FindingsRun::setFleet(std::shared_ptr<const Fleet> fleet)
{
    m_fleet = std::move(fleet);
    if (!m_asked.empty())
        start();
}

void FindingsRun::ask(policy::PolicySet policies)
{
    m_asked = std::move(policies);
    m_run.stop();
    m_delay.start();
}

void FindingsRun::setPolicy(const QString &policy)
{
    if (policy == m_policy)
        return;
    m_policy = policy;
    m_run.stop();
    m_findings.clear();
}

void FindingsRun::start()
{
    m_delay.stop();
    m_run.start([id = m_policy, asked = m_asked, fleet = m_fleet](QPromise<std::vector<policy::Finding>> &promise) {
        promise.addResult(findingsAbout(id, asked, fleet.get()));
    });
}

} // namespace enigm::models::policies
