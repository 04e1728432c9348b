#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QByteArrayView>

namespace enigm::log {

/// An activity leaf read in place, without allocation: for verifiers that pass over a million of them. Borrows from the
/// bytes that were scanned.
struct ActivityEntryView
{
    qint64 index = 0;
    qint64 time = 0;
    Category category = Category::AppAccess;
    QByteArrayView action;
    Resource resource = Resource::Account;
    QByteArrayView actor;
    Outcome outcome = Outcome::Done;
    QByteArrayView change;  ///< base64url of the digest; empty where null
    QByteArrayView handles; ///< the elements of the array with quotes and commas; empty where there are none
    qsizetype handleCount = 0;
    qint64 governanceSize = 0;
    QByteArrayView body; ///< base64url of the salted digest; empty where null

    /// Accepts exactly the bytes that ActivityEntry::toLeaf() can answer, and nothing else. NotCanonical for another
    /// spelling or order, OutOfRange for a value that an entry cannot have; `where` names the member.
    [[nodiscard]] static Expected<ActivityEntryView> scan(QByteArrayView leaf);

    /// The `at`-th handle, 0 <= at < handleCount.
    [[nodiscard]] QByteArrayView handle(qsizetype at) const;
    [[nodiscard]] ActivityEntry toEntry() const;
};

} // namespace enigm::log
