#pragma once

#include <QtGlobal>

#include <vector>

namespace enigm::test {

/// The processes that a process has begun and that have not ended, as Linux tells them.
[[nodiscard]] std::vector<qint64> childrenOf(qint64 process);
[[nodiscard]] bool isRunning(qint64 process);

} // namespace enigm::test
