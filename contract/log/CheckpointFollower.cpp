#include "contract/log/CheckpointFollower.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

constexpr auto originMember = "origin"_L1;
constexpr auto rootMember = "root"_L1;
constexpr auto sizeMember = "size"_L1;

Expected<void> follows(const Checkpoint &last, const Checkpoint &next, std::span<const Hash> proof)
{
    if (last.size == 0 && next.size > 0) {
        // Every log extends the empty one; there is nothing to prove.
        if (!proof.empty())
            return refuse(ProblemType::BadConsistencyProof, u"nothing was seen before, so that the proof is empty"_s);
        return {};
    }
    if (next.size == last.size && next.root == last.root && proof.empty())
        return {};
    return verifyConsistency(last.size, next.size, proof, last.root, next.root);
}

} // namespace

CheckpointFollower::CheckpointFollower(Checkpoint trusted)
    : m_last(std::move(trusted))
{}

CheckpointFollower CheckpointFollower::fromNothing(QByteArray origin)
{
    return CheckpointFollower({.origin = std::move(origin), .size = 0, .root = emptyRoot(), .extensions = {}});
}

Expected<void> CheckpointFollower::advance(const Checkpoint &next, std::span<const Hash> proof)
{
    if (next.origin != m_last.origin)
        return refuse(ProblemType::WrongDeployment, u"the checkpoint is of another log"_s);
    if (next.size < m_last.size)
        return refuse(ProblemType::LogRewound,
                      u"the log has %1 entries, and %2 were seen before"_s.arg(next.size).arg(m_last.size));
    if (auto good = follows(m_last, next, proof); !good)
        return refuse(ProblemType::LogForked,
                      u"nothing leads from size %1 to size %2: %3"_s.arg(
                          QString::number(m_last.size), QString::number(next.size), good.error().detail));
    m_last = next;
    return {};
}

json::Value CheckpointFollower::toJson() const
{
    return json::Object{{originMember, QString::fromUtf8(m_last.origin)},
                        {rootMember, QString::fromLatin1(encoding::toBase64Url(m_last.root.view()))},
                        {sizeMember, m_last.size}};
}

Expected<CheckpointFollower> CheckpointFollower::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const QString origin = reader.text(originMember);
    const QByteArray root = reader.bytes(rootMember, Hash::Size);
    const qint64 size = reader.integer(sizeMember);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const auto hash = Hash::fromBytes(root);
    if (!hash)
        return std::unexpected(hash.error().under(reader.pointerTo(rootMember)));
    // What a checkpoint may say is decided in one place.
    const Checkpoint claimed{.origin = origin.toUtf8(), .size = size, .root = *hash, .extensions = {}};
    auto checkpoint = Checkpoint::parseStrictly(claimed.toNoteText());
    if (!checkpoint)
        return std::unexpected(checkpoint.error().under(pointer));
    return CheckpointFollower(std::move(*checkpoint));
}

} // namespace enigm::log
