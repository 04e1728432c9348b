#pragma once

#include "api-client/devices/DeviceClient.h"
#include "contract/operators/Role.h"
#include "views/devices/DecisionSection.h"
#include "views/devices/EndOfLifeSaver.h"
#include "views/devices/TimelineLines.h"

#include <QWidget>

#include <optional>

namespace enigm::views::design {
class Inspector;
}

namespace enigm::views::devices {

class ActButtons;

/// The device at hand, at the right of the table: what the list knows of it at once, what it reports of itself,
/// attestation, open changes and what happened to it as they arrive, and what can be asked for.
class DeviceInspector final : public QWidget
{
    Q_OBJECT

public:
    explicit DeviceInspector(QWidget *parent = nullptr);

    /// `detail` of the same device, or nothing while it is on its way, with the `trouble` where it could not be
    /// fetched; `now` in Unix seconds.
    void show(const client::Device &device, const std::optional<client::DeviceDetail> &detail, const Timeline &timeline,
              qint64 now, const QString &trouble = {});
    /// What became of the saving of its end-of-life record; for the next show().
    void setSaving(std::optional<SavingNews> news) { m_saving = std::move(news); }
    /// What it may do; for the next show().
    void setDecisions(ShownDecisions decisions) { m_decisions = std::move(decisions); }
    /// Without `offered` the acts are not there: several devices are selected, and the bar at the foot speaks for all.
    void setActs(bool offered, operators::Roles roles);
    void focusFirst();

Q_SIGNALS:
    void actChosen(const QString &action);
    /// A whole change reference.
    void changeOpened(const QString &reference);
    /// The end-of-life record of the device that is shown is to be saved.
    void endOfLifeAsked();
    /// What is older than the timeline that is shown.
    void earlierAsked();
    /// Why the device may do what it may.
    void whyAsked();

private:
    void build(const client::Device &device, const std::optional<client::DeviceDetail> &detail,
               const Timeline &timeline, qint64 now, const QString &trouble);
    void addWaiting(const client::DeviceDetail &detail);
    [[nodiscard]] QWidget *linkTo(const QString &reference);

    design::Inspector *m_inspector;
    ActButtons *m_acts;
    std::optional<SavingNews> m_saving;
    ShownDecisions m_decisions;
    fleet::DeviceState m_state = fleet::DeviceState::PendingEnrollment;
};

} // namespace enigm::views::devices
