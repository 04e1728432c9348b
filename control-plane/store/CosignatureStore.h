#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/store/LogId.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A witness's signature over a checkpoint, as stored.
struct StoredCosignature
{
    qint64 size = 0;
    QString witness = {};
    quint32 keyId = 0;
    QByteArray signature = {}; ///< what follows the key id in the line
    qint64 time = 0;           ///< signed, Unix seconds
    qint64 since = 0;          ///< when the first one of this size came, Unix seconds

    friend bool operator==(const StoredCosignature &, const StoredCosignature &) = default;
};

/// What witnesses have signed of both logs: one signature a log, size and witness, the newest.
class CosignatureStore
{
public:
    explicit CosignatureStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Keeps it instead of an older one by the same key; one by another key always. Nothing happens where a newer one
    /// is kept.
    [[nodiscard]] Expected<void> put(LogId log, const StoredCosignature &cosignature);
    // Both spare the largest size of each witness.
    /// Removes what was signed of sizes below `size`.
    [[nodiscard]] Expected<void> removeBelow(LogId log, qint64 size);
    /// Removes what was signed before `time`, but for those of one size.
    [[nodiscard]] Expected<void> removeOlder(LogId log, qint64 time, qint64 spared);

    /// Of every size from `least` on: the largest first, witnesses of one size by name.
    [[nodiscard]] Expected<std::vector<StoredCosignature>> from(LogId log, qint64 least) const;
    /// Of one size, by witness.
    [[nodiscard]] Expected<std::vector<StoredCosignature>> of(LogId log, qint64 size) const;
    /// The largest size of each witness, by witness.
    [[nodiscard]] Expected<std::vector<StoredCosignature>> newest(LogId log) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
