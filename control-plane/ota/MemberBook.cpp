#include "control-plane/ota/MemberBook.h"

#include "control-plane/store/Reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

Expected<std::optional<enigm::ota::MemberProof>> MemberBook::prove(const QByteArray &root,
                                                                   const enigm::fleet::DeviceHandle &device)
{
    const auto tree = treeOf(root);
    if (!tree)
        return std::unexpected(tree.error());
    return (*tree)->prove(device);
}

/// Who needs a tree that is being built waits for it.
Expected<MemberBook::Tree> MemberBook::treeOf(const QByteArray &root)
{
    const std::lock_guard lock(m_mutex);
    const auto kept = std::ranges::find(m_kept, root, &Kept::root);
    if (kept != m_kept.end()) {
        m_kept.splice(m_kept.begin(), m_kept, kept);
        return kept->tree;
    }
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto handles = (*reader)->rolloutDevices.members(root);
    if (!handles)
        return std::unexpected(handles.error());
    if (!*handles)
        return refuse(ProblemType::NotFound, u"Nobody has handed in these members."_s);
    m_kept.push_front({.root = root, .tree = std::make_shared<const enigm::ota::MemberTree>(std::move(**handles))});
    if (m_kept.size() > mostKept)
        m_kept.pop_back();
    return m_kept.front().tree;
}

} // namespace enigm::controlplane::ota
