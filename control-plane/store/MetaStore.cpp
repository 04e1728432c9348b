#include "control-plane/store/MetaStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {
constexpr auto deploymentName = "deployment"_L1;
constexpr auto generationName = "generation"_L1;
constexpr auto cursorName = "cursor"_L1;
} // namespace

Expected<std::optional<QByteArray>> MetaStore::deployment() const
{
    return value(deploymentName);
}

Expected<void> MetaStore::setDeployment(const QByteArray &id)
{
    return Query(m_connection, u"INSERT INTO meta (name, value) VALUES (?, ?)"_s).bind(deploymentName).bind(id).run();
}

Expected<std::optional<QByteArray>> MetaStore::value(const QString &name) const
{
    Query query(m_connection, u"SELECT value FROM meta WHERE name = ?"_s);
    return query.bind(name).first([](const Query &row) { return row.bytes(0); });
}

Expected<void> MetaStore::setValue(const QString &name, const QByteArray &value)
{
    return Query(m_connection, u"INSERT INTO meta (name, value) VALUES (?, ?) "
                               "ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s)
        .bind(name)
        .bind(value)
        .run();
}

Expected<qint64> MetaStore::generation() const
{
    return counter(generationName);
}

Expected<qint64> MetaStore::raiseGeneration()
{
    const auto before = generation();
    if (!before)
        return before;
    if (auto done = setCounter(generationName, *before + 1); !done)
        return std::unexpected(done.error());
    return *before + 1;
}

Expected<qint64> MetaStore::cursor() const
{
    return counter(cursorName);
}

Expected<void> MetaStore::setCursor(qint64 cursor)
{
    return setCounter(cursorName, cursor);
}

Expected<qint64> MetaStore::counter(QLatin1StringView name) const
{
    Query query(m_connection, u"SELECT value FROM counter WHERE name = ?"_s);
    const auto value = query.bind(name).first([](const Query &row) { return row.integer(0); });
    if (!value)
        return std::unexpected(value.error());
    if (!*value)
        return refuse(ProblemType::Unavailable, u"the database has lost its counter %1"_s.arg(name));
    return **value;
}

Expected<void> MetaStore::setCounter(QLatin1StringView name, qint64 value)
{
    return Query(m_connection, u"UPDATE counter SET value = ? WHERE name = ?"_s)
        .bind(value)
        .bind(name)
        .runOnExisting(name);
}

} // namespace enigm::controlplane::store
