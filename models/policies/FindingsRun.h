#pragma once

#include "contract/policy/Analysis.h"
#include "models/policies/Fleet.h"
#include "models/policies/LatestRun.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace enigm::models::policies {

/// What nobody is likely to mean in some policies, looked for on a thread of its own while they are being written. Only
/// what concerns one policy is told.
class FindingsRun : public QObject
{
    Q_OBJECT

public:
    /// `policy`: the id of the one that findings are about.
    explicit FindingsRun(QString policy, QObject *parent = nullptr);

    /// Without one nothing is found that devices are needed for.
    void setFleet(std::shared_ptr<const Fleet> fleet);
    void ask(policy::PolicySet policies);
    /// Findings are about another from now on; those that are known are dropped.
    void setPolicy(const QString &policy);

    [[nodiscard]] const std::vector<policy::Finding> &findings() const { return m_findings; }
    [[nodiscard]] bool isBusy() const { return m_delay.isActive() || m_run.isBusy(); }

Q_SIGNALS:
    void changed();

private:
    void start();

    QString m_policy;
    std::shared_ptr<const Fleet> m_fleet;
    policy::PolicySet m_asked;
    std::vector<policy::Finding> m_findings;
    QTimer m_delay;
    LatestRun<std::vector<policy::Finding>> m_run;
};

} // namespace enigm::models::policies
