#include "models/policies/FleetSource.h"

#include "api-client/policies/PolicyClient.h"

#include <QPointer>

#include <utility>

namespace enigm::models::policies {

namespace {

class StreamedFleet final : public Fleet
{
public:
    explicit StreamedFleet(client::FleetInputs inputs)
        : m_inputs(std::move(inputs))
        , m_groups(m_inputs.groups())
    {}
    [[nodiscard]] const policy::FleetColumns &columns() const override { return m_inputs.columns(); }
    [[nodiscard]] policy::GroupDictionary groups() const override { return m_groups; }
    [[nodiscard]] fleet::DeviceHandle handle(std::size_t row) const override { return m_inputs.handle(row); }
    [[nodiscard]] qint64 asOf() const override { return m_inputs.time(); }

private:
    client::FleetInputs m_inputs;
    policy::GroupDictionary m_groups;
};

} // namespace

FleetSource::FleetSource(client::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{}

void FleetSource::want()
{
    if (!m_fleet || m_session.now() - m_fleet->asOf() > recent)
        refresh();
}

void FleetSource::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    m_progress = 0;
    const QPointer<FleetSource> self(this);
    auto task = client::PolicyClient(m_session).fleetInputs([self](std::size_t devices) {
        if (self) {
            self->m_progress = devices;
            Q_EMIT self->progressed();
        }
        return !self.isNull();
    });
    QCoro::connect(std::move(task), this, [this](Expected<client::FleetInputs> inputs) {
        if (!inputs)
            return m_status.fail(inputs.error());
        m_fleet = std::make_shared<StreamedFleet>(std::move(*inputs));
        Q_EMIT changed();
        m_status.succeed(m_session.now());
    });
}

} // namespace enigm::models::policies
