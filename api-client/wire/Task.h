#pragma once

#include <qcoro/qcorotask.h>

namespace enigm::client {

/// An asynchronous answer, to be awaited on the thread of the event loop that asked. Lazily nothing: it starts at once.
/// Answers are structs: with g++ 12 a Task of Expected<QByteArray> does not compile (std::expected's comparison
/// recurses). An alias, so that the coroutine library can be exchanged in one place (docs/decisions).
template <typename T>
using Task = QCoro::Task<T>;

} // namespace enigm::client
