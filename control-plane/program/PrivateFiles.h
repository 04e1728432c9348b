#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace enigm::controlplane::program {

/// Who may read a file: its owner, or everybody.
enum class Readers { Owner, Everybody };

/// Writes the whole file or leaves what was there; durable, with its name, when it answers. FileUnreadable.
[[nodiscard]] Expected<void> writeFile(const QString &path, QByteArrayView bytes, Readers readers);
/// FileUnreadable; TooLarge beyond `mostBytes`.
[[nodiscard]] Expected<QByteArray> readFile(const QString &path, qint64 mostBytes = 16 * 1024 * 1024);
/// Makes the directory for its owner alone (0700), with its parents. FileUnreadable.
[[nodiscard]] Expected<void> makePrivateDirectory(const QString &path);

} // namespace enigm::controlplane::program
