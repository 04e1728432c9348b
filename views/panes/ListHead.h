#pragma once

#include <QWidget>

class QLineEdit;

namespace enigm::views::design {
class Button;
class SectionTitle;
} // namespace enigm::views::design

namespace enigm::views::panes {

/// What stands over the list of a pane: what it lists and how many, the acts, and a field that finds words in it, which
/// Ctrl+F goes to from anywhere in the pane.
class ListHead final : public QWidget
{
    Q_OBJECT

public:
    struct Field
    {
        QString objectName;
        QString placeholder; ///< what it finds
        QString accessibleName;
    };
    /// `pane`: that it stands in.
    ListHead(const QString &title, const Field &field, QWidget *pane);

    /// Beside the title, the first one first.
    void addAct(design::Button *act);
    [[nodiscard]] QString text() const;
    void clear();
    /// Of rows in sight; none is not said.
    void setCount(int rows);

Q_SIGNALS:
    void textChanged(const QString &text);

private:
    design::SectionTitle *m_title;
    QLineEdit *m_field;
};

} // namespace enigm::views::panes
