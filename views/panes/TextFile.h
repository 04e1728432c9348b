#pragma once

#include <QString>

class QWidget;

namespace enigm::views::panes {

/// Asks where to put a text file and writes it there as UTF-8, whole or not at all; says so where that fails. Returns
/// at once. `name` is proposed.
void saveTextFile(QWidget *window, const QString &title, const QString &name, const QString &text);

} // namespace enigm::views::panes
