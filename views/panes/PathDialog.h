#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace enigm::views::panes {

/// What a file dialog asks for. `filter` as QFileDialog takes it; empty for all files.
struct PathQuestion
{
    QString title;
    QString name = {}; ///< proposed; of a file to be written only
    QString filter = {};
};

/// Asks where to put a file, or which file to open. Returns at once; `then` is called with the path while `window`
/// lives, and never where the person cancels.
void askSavePath(QWidget *window, const PathQuestion &question, std::function<void(const QString &path)> then);
void askOpenPath(QWidget *window, const PathQuestion &question, std::function<void(const QString &path)> then);

} // namespace enigm::views::panes
