#pragma once

#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QHash>

namespace enigm::evidence {

/// Holds what resolving a handle has found against the executed change that asked for it: each is answered once, and
/// nothing is answered that nobody asked for.
class ResolutionLedger
{
public:
    /// The change of this digest was executed at this activity index. `isProven`: it was recounted, and resolves a
    /// handle; otherwise nobody knows what it did.
    void noteExecution(const QByteArray &change, qint64 index, bool isProven)
    {
        m_unanswered.insert(change, {.index = index, .isProven = isProven});
    }
    /// A handle.resolved entry with its body. EntryMismatch; WrongChange where no such change waits for an answer.
    [[nodiscard]] Expected<void> take(const log::ActivityEntry &entry, const json::Value &body);

    [[nodiscard]] qint64 answered() const { return m_answered; } ///< of proven executions
    [[nodiscard]] qint64 unproven() const { return m_unproven; } ///< of others

private:
    struct Execution
    {
        qint64 index = 0;
        bool isProven = false;
    };

    QHash<QByteArray, Execution> m_unanswered; ///< by digest of the change
    qint64 m_answered = 0;
    qint64 m_unproven = 0;
};

} // namespace enigm::evidence
