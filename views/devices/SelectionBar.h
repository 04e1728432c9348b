#pragma once

#include "views/devices/DeviceActs.h"

#include <QFrame>

namespace enigm::views::design {
class Button;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::devices {

class ActButtons;

/// The line at the foot while several devices are selected: how many, and what can be asked for all of them.
class SelectionBar final : public QFrame
{
    Q_OBJECT

public:
    explicit SelectionBar(QWidget *parent = nullptr);
    void show(const DeviceChoice &choice, operators::Roles roles);

Q_SIGNALS:
    void actChosen(const QString &action);
    void exportChosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    design::ToneLabel *m_count;
    ActButtons *m_acts;
    design::Button *m_export;
};

} // namespace enigm::views::devices
