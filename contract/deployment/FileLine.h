#pragma once

#include "contract/problems/Problem.h"

#include <QByteArrayView>

namespace enigm::deployment {

/// A file of this room is one line of JSON: what stands before the newline that ends it. NotCanonical without one.
[[nodiscard]] Expected<QByteArrayView> lineOfFile(QByteArrayView bytes);

} // namespace enigm::deployment
