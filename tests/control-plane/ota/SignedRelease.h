#pragma once

#include "contract/ota/Manifest.h"
#include "control-plane/store/Transaction.h"

namespace enigm::test {

/// A change that was executed, for rows that have to name one; nobody reads what was signed.
[[nodiscard]] Expected<void> keepExecutedChange(controlplane::store::Transaction &transaction, const QString &id);

/// A manifest of a release of this id.
[[nodiscard]] ota::Manifest manifestOf(const QByteArray &deployment, const QString &release);

/// Keeps the release as if it had been imported, people had signed it off, both authorities had signed it, and it was
/// published.
[[nodiscard]] Expected<void> keepSignedRelease(controlplane::store::Transaction &transaction,
                                               const ota::Manifest &manifest, qint64 now);

} // namespace enigm::test
