#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/json/JsonValue.h"
#include "contract/log/MerkleTree.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::changes {

/// A text that is a console handle.
[[nodiscard]] Expected<fleet::DeviceHandle> parseConsoleHandle(const json::Value &value, const QString &pointer);
/// The same, or null.
[[nodiscard]] Expected<std::optional<fleet::DeviceHandle>> parseConsoleHandleOrNull(const json::Value &value,
                                                                                    const QString &pointer);
/// A text that is the word of a device state.
[[nodiscard]] Expected<fleet::DeviceState> parseDeviceState(const json::Value &value, const QString &pointer);
/// Sorts states as signed payloads list them.
void sortByWord(std::vector<fleet::DeviceState> &states);

/// One device of a change: {"handle","key","state"}, key = thumbprint of its attested key, state = at request.
struct TargetLeaf
{
    fleet::DeviceHandle handle;
    QString key;
    fleet::DeviceState state = fleet::DeviceState::PendingEnrollment;

    static Expected<TargetLeaf> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] QByteArray leafBytes() const; ///< canonical
};

/// The devices of a change, sorted by handle, each once; committed to by an RFC 6962 root.
class TargetSet
{
public:
    /// A change names at most so many devices, so that the log entries that list their handles fit a C2SP entry bundle.
    static constexpr std::size_t maxTargets = 1000;

    TargetSet(); ///< empty, as in changes without devices; its root is that of the empty tree
    /// Sorts; refuses duplicates (OutOfRange) and too many.
    static Expected<TargetSet> make(std::vector<TargetLeaf> leaves);
    /// An array that must be sorted already.
    static Expected<TargetSet> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] const std::vector<TargetLeaf> &leaves() const { return m_leaves; }
    [[nodiscard]] const QByteArray &root() const { return m_root; }
    /// Sorted words of the distinct states of the leaves.
    [[nodiscard]] std::vector<fleet::DeviceState> states() const;
    /// The handles of the leaves, in their order, as values ...
    [[nodiscard]] std::vector<fleet::DeviceHandle> devices() const;
    /// ... and as log entries list them.
    [[nodiscard]] std::vector<QString> handles() const;
    /// RFC 6962 audit path of the leaf at `index`.
    [[nodiscard]] log::Proof inclusionProof(std::size_t index) const;

private:
    std::vector<TargetLeaf> m_leaves;
    log::MerkleTree m_tree;
    QByteArray m_root;
};

} // namespace enigm::changes
