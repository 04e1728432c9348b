#pragma once

#include "contract/problems/Problem.h"

#include <QString>

#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// Decisions of one kind about one path in one hour. Words are those of control-plane/network.
struct NetworkOutcomeRow
{
    qint64 hour = 0;     ///< its first second, Unix
    QString point = {};  ///< id of the enforcement point; empty where those of all are added
    QString path = {};   ///< read from the point
    QString source = {}; ///< who counted
    QString decision = {};
    QString category = {}; ///< why it was denied; empty for a permit
    qint64 count = 0;

    friend bool operator==(const NetworkOutcomeRow &, const NetworkOutcomeRow &) = default;
};

/// How often the ways into the network were opened and refused, by the hour.
class NetworkOutcomeStore
{
public:
    explicit NetworkOutcomeStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Adds to what is counted already. The path is the point's.
    [[nodiscard]] Expected<void> add(const NetworkOutcomeRow &outcome);
    /// Forgets the hours before this one.
    [[nodiscard]] Expected<void> removeBefore(qint64 hour);

    /// Over all points, of the hours that begin within [from, to), by hour, path, source, decision and category.
    [[nodiscard]] Expected<std::vector<NetworkOutcomeRow>> between(qint64 from, qint64 to) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
