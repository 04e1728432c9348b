#pragma once

#include "contract/ota/Membership.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Database.h"

#include <QByteArray>

#include <list>
#include <memory>
#include <mutex>
#include <optional>

namespace enigm::controlplane::ota {

/// Proves to devices that a plan names them. Keeps the trees of the last groups by members in memory, since all devices
/// of a group ask for proofs of one tree. Thread-safe.
class MemberBook
{
public:
    /// Borrows the database.
    explicit MemberBook(const store::Database &database)
        : m_database(database)
    {}

    /// Nothing where the list of this root does not name the device. NotFound for a root that nobody handed in.
    [[nodiscard]] Expected<std::optional<enigm::ota::MemberProof>> prove(const QByteArray &root,
                                                                         const enigm::fleet::DeviceHandle &device);

private:
    using Tree = std::shared_ptr<const enigm::ota::MemberTree>;
    struct Kept
    {
        QByteArray root;
        Tree tree;
    };

    [[nodiscard]] Expected<Tree> treeOf(const QByteArray &root);

    static constexpr std::size_t mostKept = 4;

    const store::Database &m_database;
    std::mutex m_mutex;
    std::list<Kept> m_kept; ///< under m_mutex; those asked for last in front
};

} // namespace enigm::controlplane::ota
