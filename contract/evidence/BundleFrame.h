#pragma once

#include <QByteArrayView>
#include <QString>

namespace enigm::evidence {

/// "offset 17": the first byte at which a bundle leaves the frame that every bundle has around its records, or, where
/// it keeps to it, the byte at which its deployment id stands. For whoever has to name the place of a refusal that is
/// not inside a record.
[[nodiscard]] QString placeInFrame(QByteArrayView bundle);

} // namespace enigm::evidence
