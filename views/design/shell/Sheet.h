#pragma once

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace enigm::views::design {

class ToneLabel;

/// A modal sheet inside the window that asked: the rest is dimmed and out of reach of mouse, keys and shortcuts until
/// the sheet closes. Tab goes round within it; Esc cancels. Focus returns to where it was.
class Sheet final : public QWidget
{
    Q_OBJECT

public:
    /// `window`: the window that asked, which owns the sheet.
    explicit Sheet(QWidget *window);
    ~Sheet() override;

    void setTitle(const QString &title);
    /// What the sheet holds, above its buttons; takes ownership.
    void setBody(QWidget *body);
    /// Adds a button to the row at the foot, from the reading direction's beginning to its end.
    void addButton(QWidget *button);
    void setPanelWidth(int width);

    /// Shows the sheet with focus on `first` (null: on the first control that takes it).
    void open(QWidget *first = nullptr);
    /// Closes it as done.
    void accept();
    /// Closes it as cancelled; what Esc does.
    void cancel();

Q_SIGNALS:
    void accepted();
    void cancelled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QList<QWidget *> stops() const;
    void settle();
    void close();

    QWidget *m_panel;
    QVBoxLayout *m_column;
    QWidget *m_buttons;
    ToneLabel *m_title;
    QPointer<QWidget> m_before;
};

} // namespace enigm::views::design
