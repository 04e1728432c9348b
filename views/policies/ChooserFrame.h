#pragma once

#include <QFrame>

class QVBoxLayout;

namespace enigm::views::policies {

/// What opens over a cell that holds more than one word. A click elsewhere, Enter and the button take what was chosen,
/// Esc drops it. Goes by itself.
class ChooserFrame : public QFrame
{
    Q_OBJECT

public:
    /// Below or above this cell (in global coordinates), within its screen.
    void openAt(const QRect &cell);

protected:
    ChooserFrame(const QString &title, QWidget *parent);

    /// Takes ownership; above the button.
    void setBody(QWidget *body);
    /// What was chosen is to be said.
    virtual void take() = 0;

    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    QVBoxLayout *m_layout;
    bool m_isDropped = false;
    bool m_isTaken = false;
};

} // namespace enigm::views::policies
