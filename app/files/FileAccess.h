#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

namespace enigm::files {

/// What is read into memory at once, at most.
inline constexpr qint64 largestFile = 64 * 1024 * 1024;

/// The whole file; FileUnreadable and TooLarge name it.
[[nodiscard]] Expected<QByteArray> readFile(const QString &path, qint64 most = largestFile);

enum class Readers { Owner, All };

/// Writes the file whole or not at all. FileUnreadable.
[[nodiscard]] Expected<void> writeFile(const QString &path, QByteArrayView bytes, Readers readers);

/// As writeFile, and refuses (AlreadyExists) to replace a file.
[[nodiscard]] Expected<void> writeNewFile(const QString &path, QByteArrayView bytes, Readers readers);

} // namespace enigm::files
