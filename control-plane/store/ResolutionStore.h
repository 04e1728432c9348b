#pragma once

#include "contract/changes/ChangeRecord.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// What executed changes that resolve a handle are to find, and have found.
class ResolutionStore
{
public:
    explicit ResolutionStore(Connection &connection)
        : m_connection(connection)
    {}

    /// The change of this id was executed, and waits for its answer. AlreadyExists.
    [[nodiscard]] Expected<void> insert(const QString &change);
    /// NotFound where no such change waits.
    [[nodiscard]] Expected<void> answer(const QString &change, const enigm::changes::RecordedResolution &resolution);

    /// Nothing where the change waits, or resolves none.
    [[nodiscard]] Expected<std::optional<enigm::changes::RecordedResolution>> find(const QString &change) const;
    /// The ids of at most `limit` changes that wait for their answers, oldest first.
    [[nodiscard]] Expected<std::vector<QString>> waiting(int limit) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
