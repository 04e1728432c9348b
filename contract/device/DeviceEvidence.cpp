#include "contract/device/DeviceEvidence.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/FrameReader.h"
#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

using json::FrameReader;

constexpr qsizetype deploymentSize = 32;
constexpr qsizetype saltSize = 16;
/// An audit path has one hash a level, and no log has 2^63 entries.
constexpr std::size_t longestProof = 63;

log::Proof readProof(FrameReader &reader)
{
    reader.expect(R"("proof":[)");
    log::Proof proof;
    while (reader.hasNext(proof.size())) {
        if (proof.size() == longestProof)
            reader.fail(ProblemType::OutOfRange, u"No proof is as long as this."_s);
        const auto hash = log::Hash::fromBytes(reader.bytes(log::Hash::Size));
        proof.push_back(hash.value_or(log::Hash()));
    }
    return proof;
}

QByteArray readLeaf(FrameReader &reader)
{
    reader.expect(R"("leaf":)");
    return reader.object(DeviceEvidence::maxPartBytes).toByteArray();
}

ProvenEntry readEntry(FrameReader &reader, QByteArrayView opening)
{
    reader.expect(opening);
    ProvenEntry entry{.leaf = readLeaf(reader), .proof = {}};
    reader.expect(",");
    entry.proof = readProof(reader);
    return entry;
}

ProvenApproval readApproval(FrameReader &reader)
{
    reader.expect(R"({"approval":)");
    ProvenApproval approval{.approval = reader.plainText(DeviceEvidence::maxPartBytes).toByteArray(),
                            .salt = {},
                            .entry = readEntry(reader, ",")};
    reader.expect(R"(,"salt":)");
    approval.salt = reader.bytes(saltSize);
    reader.expect("}");
    return approval;
}

std::vector<ProvenApproval> readApprovals(FrameReader &reader)
{
    reader.expect(R"(},"approvals":[)");
    std::vector<ProvenApproval> approvals;
    while (reader.hasNext(approvals.size())) {
        if (approvals.size() == DeviceEvidence::maxApprovals)
            reader.fail(ProblemType::OutOfRange, u"No change asks so many people."_s);
        approvals.push_back(readApproval(reader));
    }
    return approvals;
}

std::vector<QByteArray> readLeaves(FrameReader &reader)
{
    reader.expect(R"(,"entries":[)");
    std::vector<QByteArray> leaves;
    while (reader.hasNext(leaves.size())) {
        if (leaves.size() == DeviceEvidence::maxEntries)
            reader.fail(ProblemType::OutOfRange, u"No governance log for devices is as long."_s);
        leaves.push_back(reader.object(DeviceEvidence::maxPartBytes).toByteArray());
    }
    return leaves;
}

ProvenTarget readTarget(FrameReader &reader)
{
    reader.expect(R"(},"target":{"index":)");
    ProvenTarget target{.leaf = {}, .index = reader.integer(), .proof = {}};
    reader.expect(",");
    target.leaf = readLeaf(reader);
    reader.expect(",");
    target.proof = readProof(reader);
    return target;
}

QByteArray quoted(QByteArrayView plain)
{
    return '"' + plain.toByteArray() + '"';
}

QByteArray encoded(QByteArrayView bytes)
{
    return quoted(encoding::toBase64Url(bytes));
}

QByteArray noteBytes(const QByteArray &note)
{
    return json::canonical(QString::fromUtf8(note));
}

/// ,"leaf":…,"proof":[…] without the first comma.
QByteArray provenBytes(const QByteArray &leaf, const log::Proof &proof)
{
    QByteArray bytes = R"("leaf":)" + leaf + R"(,"proof":[)";
    for (std::size_t i = 0; i < proof.size(); ++i) {
        if (i > 0)
            bytes += ',';
        bytes += encoded(proof[i].view());
    }
    return bytes + ']';
}

QByteArray approvalBytes(const std::vector<ProvenApproval> &approvals)
{
    QByteArray bytes;
    for (const ProvenApproval &approval : approvals) {
        if (!bytes.isEmpty())
            bytes += ',';
        bytes += R"({"approval":)" + quoted(approval.approval) + ',' +
                 provenBytes(approval.entry.leaf, approval.entry.proof) + R"(,"salt":)" + encoded(approval.salt) + '}';
    }
    return bytes;
}

} // namespace

Expected<DeviceEvidence> DeviceEvidence::parse(QByteArrayView bytes)
{
    if (bytes.size() > maxBytes)
        return refuse(ProblemType::TooLarge, u"Evidence for a device has at most %1 bytes."_s.arg(maxBytes),
                      u"offset %1"_s.arg(maxBytes));
    FrameReader reader(bytes);
    DeviceEvidence evidence;
    reader.expect(R"({"activity":{"checkpoint":)");
    evidence.activityCheckpoint = reader.text(maxPartBytes);
    evidence.approvals = readApprovals(reader);
    reader.expect(R"(,"change":)");
    evidence.change = reader.plainText(DeviceEvidence::maxPartBytes).toByteArray();
    reader.expect(R"(,"deployment":)");
    evidence.deployment = reader.bytes(deploymentSize);
    evidence.execution = readEntry(reader, R"(,"execution":{)");
    reader.expect(R"(},"governance":{"checkpoint":)");
    evidence.governanceCheckpoint = reader.text(maxPartBytes);
    evidence.governanceLeaves = readLeaves(reader);
    evidence.request = readEntry(reader, R"(},"request":{)");
    evidence.target = readTarget(reader);
    reader.expect(R"(},"v":1})");
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return evidence;
}

QByteArray DeviceEvidence::toBytes() const
{
    QByteArray bytes;
    qsizetype size = 16 * 1024;
    for (const QByteArray &leaf : governanceLeaves)
        size += leaf.size() + 1;
    bytes.reserve(size);
    bytes += R"({"activity":{"checkpoint":)" + noteBytes(activityCheckpoint);
    bytes += R"(},"approvals":[)" + approvalBytes(approvals);
    bytes += R"(],"change":)" + quoted(change);
    bytes += R"(,"deployment":)" + encoded(deployment);
    bytes += R"(,"execution":{)" + provenBytes(execution.leaf, execution.proof);
    bytes += R"(},"governance":{"checkpoint":)" + noteBytes(governanceCheckpoint) + R"(,"entries":[)";
    for (std::size_t i = 0; i < governanceLeaves.size(); ++i) {
        if (i > 0)
            bytes += ',';
        bytes += governanceLeaves[i];
    }
    bytes += R"(]},"request":{)" + provenBytes(request.leaf, request.proof);
    bytes +=
        R"(},"target":{"index":)" + QByteArray::number(target.index) + ',' + provenBytes(target.leaf, target.proof);
    bytes += R"(},"v":1})";
    return bytes;
}

} // namespace enigm::device
