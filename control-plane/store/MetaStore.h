#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::controlplane::store {

class Connection;

/// What the control plane remembers by name (the deployment id among it), and the sequencer's counters.
class MetaStore
{
public:
    explicit MetaStore(Connection &connection)
        : m_connection(connection)
    {}

    /// The deployment that this database belongs to; nothing before the founding.
    [[nodiscard]] Expected<std::optional<QByteArray>> deployment() const;
    /// Once: AlreadyExists afterwards.
    [[nodiscard]] Expected<void> setDeployment(const QByteArray &id);

    [[nodiscard]] Expected<std::optional<QByteArray>> value(const QString &name) const;
    [[nodiscard]] Expected<void> setValue(const QString &name, const QByteArray &value);

    /// The fence of the signer of checkpoints: whoever raised it last may sign.
    [[nodiscard]] Expected<qint64> generation() const;
    [[nodiscard]] Expected<qint64> raiseGeneration();
    /// The last change cursor that was given to something else than a log entry.
    [[nodiscard]] Expected<qint64> cursor() const;
    [[nodiscard]] Expected<void> setCursor(qint64 cursor);

private:
    [[nodiscard]] Expected<qint64> counter(QLatin1StringView name) const;
    [[nodiscard]] Expected<void> setCounter(QLatin1StringView name, qint64 value);

    Connection &m_connection;
};

} // namespace enigm::controlplane::store
