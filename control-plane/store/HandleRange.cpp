#include "control-plane/store/HandleRange.h"

#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

Expected<fleet::DeviceState> storedState(const QString &word)
{
    if (const auto state = fleet::deviceStateFromWord(word))
        return *state;
    return refuse(ProblemType::Unavailable, u"the database holds the unknown device state %1"_s.arg(word));
}

// '~' sorts behind every handle that begins with the prefix: handles are lower-case letters and digits.
HandleRange::HandleRange(const DeviceFilter &filter, const QString &after)
    : m_isFirst(after.isEmpty() || after < filter.handlePrefix)
    , m_from(m_isFirst ? filter.handlePrefix : after)
    , m_end(filter.handlePrefix + u'~')
    , m_part(filter.handlePart)
{}

QString HandleRange::condition(const QString &column) const
{
    const QString range = u"%1 %2 ? AND %1 < ?"_s.arg(column, m_isFirst ? ">="_L1 : ">"_L1);
    return m_part.isEmpty() ? range : u"%1 AND instr(%2, ?) > 0"_s.arg(range, column);
}

Query &HandleRange::bindTo(Query &query) const
{
    query.bind(m_from).bind(m_end);
    if (!m_part.isEmpty())
        query.bind(m_part);
    return query;
}

} // namespace enigm::controlplane::store
