#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QString>

namespace enigm::signing {

// The PIN of a token, the first line of where a program is told to read it: never its command line, which every process
// of the machine reads. OutOfRange where there is none.

/// FileUnreadable, also for a file that others than its owner may read; TooLarge.
[[nodiscard]] Expected<Secret> pinInFile(const QString &path);
/// By the number of an open file descriptor. FileUnreadable.
[[nodiscard]] Expected<Secret> pinFromDescriptor(const QString &descriptor);

} // namespace enigm::signing
