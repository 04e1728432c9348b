#pragma once

#include "views/design/theme/Theme.h"

#include <QString>
#include <QWidget>

namespace enigm::tour {

/// Saves what a window shows, numbered and named for its step, in light and in dark.
class Pictures
{
public:
    /// Borrows the theme. The directory is made; pictures of an earlier tour in it are replaced.
    Pictures(QString directory, views::design::Theme &theme);

    /// "03-review-light.png" and "03-review-dark.png" of the window that the widget is in.
    void take(const QString &step, QWidget *widget);
    /// Every window that is open, for whoever wonders why the tour went no further.
    void takeAll(const QString &step);
    [[nodiscard]] int count() const { return m_count; }

private:
    void save(const QString &name, QWidget *window) const;

    QString m_directory;
    views::design::Theme &m_theme;
    int m_count = 0;
};

} // namespace enigm::tour
