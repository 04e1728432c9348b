#include "simulator/fleet/PolicyRun.h"

namespace enigm::simulator {

PolicyRun::PolicyRun(std::vector<deployment::DeviceIdentity> devices, PolicyRound::Setup setup, QObject *parent)
    : QObject(parent)
    , m_devices(std::move(devices))
    , m_setup(std::move(setup))
{}

void PolicyRun::start()
{
    beginNext();
}

void PolicyRun::beginNext()
{
    if (m_begun == m_devices.size()) {
        Q_EMIT finished();
        return;
    }
    auto *const round = new PolicyRound(m_devices[m_begun++], m_setup, this);
    connect(round, &PolicyRound::answered, this, &PolicyRun::answered);
    connect(round, &PolicyRound::confirmed, this, &PolicyRun::confirmed);
    connect(round, &PolicyRound::finished, this, [this, round](const std::optional<Problem> &problem) {
        round->deleteLater();
        if (problem)
            Q_EMIT failed(round->handle(), *problem);
        beginNext();
    });
    round->start();
}

} // namespace enigm::simulator
