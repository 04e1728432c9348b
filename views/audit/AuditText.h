#pragma once

#include "models/audit/AuditTableModel.h"
#include "views/design/facts/StateWord.h"

#include <QString>

namespace enigm::models::session {
class OperatorNames;
}

namespace enigm::views::audit {

/// Whether this console has proven that the log holds an entry, as icon and word.
[[nodiscard]] design::StateWord proofWord(models::audit::ProofState proof);
/// The same as a sentence.
[[nodiscard]] QString proofSentence(models::audit::ProofState proof);
/// A name for an operator, a grouped handle for a device, words for the control plane and for nobody.
[[nodiscard]] QString actorText(const QString &actor, const models::session::OperatorNames &names);
/// "2026-11-22 14:03:11", local time: exact, and the same length in every row.
[[nodiscard]] QString entryTime(qint64 time);
/// Which entry is contradicted, by what, and what to do.
[[nodiscard]] QString contradiction(const models::audit::AuditTableModel::Broken &broken);

} // namespace enigm::views::audit
