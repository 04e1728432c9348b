#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace enigm::test {

/// What the files below one folder may include. docs/architecture.md draws the same table for people.
struct Room
{
    /// The folder, such as "control-plane/store".
    QString folder;
    /// Folders of ours that it may include besides itself.
    QStringList sees;
    /// Libraries it may include: a Qt module such as "QtCore", or a name that libraryOf answers.
    QStringList uses;
};

/// The whole table. The room of a file is the longest folder that holds it.
[[nodiscard]] const std::vector<Room> &rooms();

/// The library that a header of others belongs to: "boost", "openssl", "sqlite", ... or nothing for those of the
/// language and the system, which every room may include. `header` is written as in <header>. Qt is told apart by
/// `qtModuleOf`.
[[nodiscard]] std::optional<QString> libraryOf(const QString &header);

/// The Qt module whose headers hold `header` ("QLabel", "QtWidgets/QLabel"), looked up in the installed headers.
[[nodiscard]] std::optional<QString> qtModuleOf(const QString &header);

/// Why `file` may not include what `line` includes, in one sentence; nothing where it may, or where the line includes
/// nothing. `file` is relative to the root of the repository.
[[nodiscard]] std::optional<QString> violationOf(const QString &file, const QString &line);

} // namespace enigm::test
