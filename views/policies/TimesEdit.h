#pragma once

#include "contract/policy/TimeWindow.h"

#include <QWidget>

#include <array>
#include <vector>

class QCheckBox;
class QListWidget;
class QTimeEdit;

namespace enigm::views::design {
class Button;
}

namespace enigm::views::policies {

/// Stretches of time in a week, in UTC: a list, and below it the days and the hours of the one that is chosen.
class TimesEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit TimesEdit(QWidget *parent = nullptr);
    void setWindows(std::vector<policy::TimeWindow> windows);
    /// Sorted, each once.
    [[nodiscard]] std::vector<policy::TimeWindow> windows() const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QWidget *buildForm();
    void add();
    void remove();
    void showCurrent();
    void takeForm();
    void fillList(int current);

    std::vector<policy::TimeWindow> m_windows;
    bool m_isShowing = false;
    QListWidget *m_list;
    QWidget *m_form = nullptr;
    std::array<QCheckBox *, 7> m_days{};
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    design::Button *m_add;
    design::Button *m_remove;
};

} // namespace enigm::views::policies
