#pragma once

#include <QLineEdit>

namespace enigm::views::design {

/// Six boxes for a PIN. Digits only, masked, always from left to right; paste takes the first six digits of whatever
/// was copied; arrows move between boxes and a digit replaces what stands there. Copying out is not possible.
class PinEdit final : public QLineEdit
{
    Q_OBJECT

public:
    static constexpr int length = 6;

    explicit PinEdit(QWidget *parent = nullptr);

    [[nodiscard]] bool isComplete() const { return text().size() == length; }
    /// The digits as ASCII; the field is empty afterwards.
    [[nodiscard]] QByteArray take();
    /// Marks the boxes as wrong until the next key; the sentence about it is the caller's.
    void setWrong();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// All six are there; emitted once each time the sixth arrives.
    void completed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] QRect box(int index) const;
    void put(QStringView digits);
    void pasteDigits();

    bool m_wrong = false;
};

} // namespace enigm::views::design
