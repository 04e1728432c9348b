#pragma once

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace enigm::views::design {

/// Shows a ring around the control that the keyboard is on: 2 px in the accent colour, 2 px away from the control,
/// above its neighbours. A click shows none. Item views are left out: their delegates ring the current cell. Installed
/// as event filter on the application by Theme.
class FocusRing final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~FocusRing() override;

    /// The control that wears the ring now, or null.
    [[nodiscard]] QWidget *ringed() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(QWidget *widget);
    void hide();

    // Owned by the window that it is shown in, so that it may vanish with it.
    QPointer<QFocusFrame> m_frame;
};

} // namespace enigm::views::design
