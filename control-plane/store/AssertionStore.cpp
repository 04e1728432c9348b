#include "control-plane/store/AssertionStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

Expected<void> AssertionStore::use(const QByteArray &jti, qint64 expires)
{
    return Query(m_connection, u"INSERT INTO assertion (jti, expires) VALUES (?, ?)"_s)
        .bind(jti)
        .bind(expires)
        .run(ProblemType::AssertionReplayed);
}

Expected<void> AssertionStore::removeExpired(qint64 time)
{
    return Query(m_connection, u"DELETE FROM assertion WHERE expires < ?"_s).bind(time).run();
}

} // namespace enigm::controlplane::store
