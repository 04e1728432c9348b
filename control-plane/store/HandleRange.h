#pragma once

#include "control-plane/store/DeviceStore.h"

#include <QString>

namespace enigm::controlplane::store {

class Query;

/// The state of a word in the database; Unavailable for one that no release wrote.
[[nodiscard]] Expected<enigm::fleet::DeviceState> storedState(const QString &word);

/// What of the handles a filter lets through, behind the handle text `after`, as a condition on a column and what is
/// bound to it.
class HandleRange
{
public:
    HandleRange(const DeviceFilter &filter, const QString &after);

    [[nodiscard]] QString condition(const QString &column) const;
    /// In the order of condition(); the query again.
    Query &bindTo(Query &query) const;

private:
    bool m_isFirst; ///< `after` lies before every handle of the prefix
    QString m_from;
    QString m_end;
    QString m_part;
};

} // namespace enigm::controlplane::store
