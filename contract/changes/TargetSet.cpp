#include "contract/changes/TargetSet.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

log::MerkleTree treeOf(const std::vector<TargetLeaf> &leaves)
{
    log::MerkleTree tree;
    for (const TargetLeaf &leaf : leaves)
        tree.append(log::leafHash(leaf.leafBytes()));
    return tree;
}

} // namespace

Expected<fleet::DeviceHandle> parseConsoleHandle(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A handle is expected."_s, pointer);
    auto handle = fleet::DeviceHandle::parse(value.text());
    if (!handle)
        return std::unexpected(handle.error().under(pointer));
    if (handle->audience() != fleet::HandleAudience::Console)
        return refuse(ProblemType::MalformedHandle, u"Changes name devices by their console handles."_s, pointer);
    return handle;
}

Expected<std::optional<fleet::DeviceHandle>> parseConsoleHandleOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<fleet::DeviceHandle>();
    auto handle = parseConsoleHandle(value, pointer);
    if (!handle)
        return std::unexpected(handle.error());
    return std::optional(std::move(*handle));
}

Expected<fleet::DeviceState> parseDeviceState(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A device state is expected."_s, pointer);
    const auto state = fleet::deviceStateFromWord(value.text());
    if (!state)
        return refuse(ProblemType::OutOfRange, u"This device state is not known."_s, pointer);
    return *state;
}

Expected<TargetLeaf> TargetLeaf::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    TargetLeaf leaf{
        .handle = reader.with("handle"_L1, parseConsoleHandle),
        .key = operators::readThumbprint(reader, "key"_L1),
        .state = reader.with("state"_L1, parseDeviceState),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return leaf;
}

json::Value TargetLeaf::toJson() const
{
    return json::Object{{"handle"_L1, handle.text()}, {"key"_L1, key}, {"state"_L1, QString(fleet::toWord(state))}};
}

QByteArray TargetLeaf::leafBytes() const
{
    return json::canonical(toJson());
}

TargetSet::TargetSet()
    : m_root(log::emptyRoot().toBytes())
{}

Expected<TargetSet> TargetSet::make(std::vector<TargetLeaf> leaves)
{
    if (leaves.size() > maxTargets)
        return refuse(ProblemType::OutOfRange, u"A change names at most %1 devices."_s.arg(maxTargets));
    std::ranges::sort(leaves, {}, &TargetLeaf::handle);
    if (std::ranges::adjacent_find(leaves, {}, &TargetLeaf::handle) != leaves.end())
        return refuse(ProblemType::OutOfRange, u"A device is named twice."_s);
    TargetSet result;
    result.m_leaves = std::move(leaves);
    result.m_tree = treeOf(result.m_leaves);
    result.m_root = result.m_tree.root().toBytes();
    return result;
}

Expected<TargetSet> TargetSet::fromJson(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Array)
        return refuse(ProblemType::WrongType, u"A list of targets is expected."_s, pointer);
    if (value.array().size() > maxTargets)
        return refuse(ProblemType::OutOfRange, u"A change names at most %1 devices."_s.arg(maxTargets), pointer);
    std::vector<TargetLeaf> leaves;
    leaves.reserve(value.array().size());
    for (std::size_t i = 0; i < value.array().size(); ++i) {
        const QString place = pointer + u'/' + QString::number(i);
        auto leaf = TargetLeaf::fromJson(value.array()[i], place);
        if (!leaf)
            return std::unexpected(leaf.error());
        if (!leaves.empty() && leaves.back().handle >= leaf->handle)
            return refuse(ProblemType::NotCanonical, u"Targets are sorted by handle, each once."_s, place);
        leaves.push_back(std::move(*leaf));
    }
    return make(std::move(leaves));
}

json::Value TargetSet::toJson() const
{
    json::Array result;
    result.reserve(m_leaves.size());
    for (const TargetLeaf &leaf : m_leaves)
        result.push_back(leaf.toJson());
    return result;
}

std::vector<fleet::DeviceState> TargetSet::states() const
{
    std::vector<fleet::DeviceState> result;
    for (const TargetLeaf &leaf : m_leaves) {
        if (std::ranges::find(result, leaf.state) == result.end())
            result.push_back(leaf.state);
    }
    sortByWord(result);
    return result;
}

std::vector<fleet::DeviceHandle> TargetSet::devices() const
{
    std::vector<fleet::DeviceHandle> result;
    result.reserve(m_leaves.size());
    for (const TargetLeaf &leaf : m_leaves)
        result.push_back(leaf.handle);
    return result;
}

std::vector<QString> TargetSet::handles() const
{
    std::vector<QString> result;
    result.reserve(m_leaves.size());
    for (const TargetLeaf &leaf : m_leaves)
        result.push_back(leaf.handle.text());
    return result;
}

log::Proof TargetSet::inclusionProof(std::size_t index) const
{
    Q_ASSERT(index < m_leaves.size());
    return m_tree.inclusionProof(static_cast<qint64>(index)).value();
}

void sortByWord(std::vector<fleet::DeviceState> &states)
{
    std::ranges::sort(states, {}, fleet::toWord);
}

} // namespace enigm::changes
