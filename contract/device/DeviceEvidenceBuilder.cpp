#include "contract/device/DeviceEvidenceBuilder.h"

#include "contract/changes/ChangeBodies.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

using evidence::ProvenRecord;

Expected<ProvenEntry> entryOf(const ProvenRecord &record)
{
    auto proof = log::proofFromBytes(record.proof);
    if (!proof)
        return std::unexpected(proof.error());
    return ProvenEntry{.leaf = record.leaf, .proof = std::move(*proof)};
}

/// The body as one of this kind.
template <typename Body>
Expected<Body> bodyOf(const ProvenRecord &record, const QString &action)
{
    auto body = changes::parseChangeBody(action, record.body.value);
    if (!body)
        return std::unexpected(body.error().under(u"/body"_s));
    return std::get<Body>(std::move(*body));
}

Expected<ProvenApproval> approvalOf(const ProvenRecord &record)
{
    const auto body = bodyOf<changes::DecidedBody>(record, u"change.approved"_s);
    if (!body)
        return std::unexpected(body.error());
    auto entry = entryOf(record);
    if (!entry)
        return std::unexpected(entry.error());
    return ProvenApproval{
        .approval = body->approval.jws.compact(), .salt = record.body.salt, .entry = std::move(*entry)};
}

} // namespace

Expected<DeviceEvidenceBuilder> DeviceEvidenceBuilder::make(const evidence::EvidenceBundle &bundle)
{
    if (bundle.records.size() < 2)
        return refuse(ProblemType::EvidenceIncomplete, u"Evidence holds a request and its execution."_s, u"/records"_s);
    const ProvenRecord &first = bundle.records.front();
    const ProvenRecord &last = bundle.records.back();
    auto asked = bodyOf<changes::RequestedBody>(first, u"change.requested"_s);
    if (!asked)
        return std::unexpected(asked.error());
    if (asked->targets.leaves().empty())
        return refuse(ProblemType::EvidenceIncomplete, u"The change is about no device."_s, u"/records/0"_s);
    auto request = entryOf(first);
    auto execution = entryOf(last);
    if (!request || !execution)
        return std::unexpected(request ? execution.error() : request.error());
    const auto executed = log::ActivityEntry::parse(last.leaf);
    if (!executed)
        return std::unexpected(executed.error());

    DeviceEvidenceBuilder builder;
    DeviceEvidence &common = builder.m_common;
    common.deployment = bundle.deployment;
    common.change = asked->change.jws.compact();
    common.request = std::move(*request);
    common.execution = std::move(*execution);
    common.activityCheckpoint = bundle.activityCheckpoint;
    common.governanceCheckpoint = bundle.governanceCheckpoint;
    common.governanceLeaves = bundle.governanceLeaves;
    for (std::size_t i = 1; i + 1 < bundle.records.size(); ++i) {
        auto approval = approvalOf(bundle.records[i]);
        if (!approval)
            return std::unexpected(approval.error());
        common.approvals.push_back(std::move(*approval));
    }
    builder.m_targets = std::move(asked->targets);
    builder.m_moved = executed->handles;
    return builder;
}

Expected<DeviceEvidence> DeviceEvidenceBuilder::evidenceFor(const fleet::DeviceHandle &handle) const
{
    const std::vector<changes::TargetLeaf> &leaves = m_targets.leaves();
    const auto own = std::ranges::lower_bound(leaves, handle, {}, &changes::TargetLeaf::handle);
    if (own == leaves.end() || own->handle != handle)
        return refuse(ProblemType::NotFound, u"The change does not name this device."_s, handle.text());
    if (!std::ranges::binary_search(m_moved, handle.text()))
        return refuse(ProblemType::NotFound, u"The execution passed over this device."_s, handle.text());
    const auto index = static_cast<std::size_t>(own - leaves.begin());
    DeviceEvidence evidence = m_common;
    evidence.target = {
        .leaf = own->leafBytes(), .index = static_cast<qint64>(index), .proof = m_targets.inclusionProof(index)};
    return evidence;
}

} // namespace enigm::device
