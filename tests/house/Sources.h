#pragma once

#include <QString>
#include <QStringList>

namespace enigm::test {

/// The root of the repository that is tested.
[[nodiscard]] QString repositoryRoot();

/// The files below the root with one of these suffixes ("cpp", ...), relative to it and sorted; build folders and
/// hidden ones are left out. An empty list of suffixes gives every file.
[[nodiscard]] QStringList sourcesWith(const QStringList &suffixes);

/// The lines of a file relative to the root, without their ends.
[[nodiscard]] QStringList linesOf(const QString &file);

} // namespace enigm::test
