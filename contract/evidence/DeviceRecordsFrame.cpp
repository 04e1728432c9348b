#include "contract/evidence/DeviceRecordsFrame.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using json::FrameReader;

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
    return reader.object(maxPartBytes).toByteArray();
}

ProvenApproval readApproval(FrameReader &reader)
{
    reader.expect(R"({"approval":)");
    ProvenApproval approval{.approval = reader.plainText(maxPartBytes).toByteArray(), .salt = {}, .entry = {}};
    reader.expect(",");
    approval.entry = readEntry(reader);
    reader.expect(R"(,"salt":)");
    approval.salt = reader.bytes(saltBytes);
    reader.expect("}");
    return approval;
}

/// "leaf":…,"proof":[…]
QByteArray provenText(const QByteArray &leaf, const log::Proof &proof)
{
    QByteArray text = R"("leaf":)" + leaf + R"(,"proof":[)";
    for (std::size_t i = 0; i < proof.size(); ++i) {
        if (i > 0)
            text += ',';
        text += bytesText(proof[i].view());
    }
    return text + ']';
}

} // namespace

ProvenEntry readEntry(FrameReader &reader)
{
    ProvenEntry entry{.leaf = readLeaf(reader), .proof = {}};
    reader.expect(",");
    entry.proof = readProof(reader);
    return entry;
}

std::vector<ProvenApproval> readApprovals(FrameReader &reader)
{
    std::vector<ProvenApproval> approvals;
    while (reader.hasNext(approvals.size())) {
        if (approvals.size() == maxApprovals)
            reader.fail(ProblemType::OutOfRange, u"No change asks so many people."_s);
        approvals.push_back(readApproval(reader));
    }
    return approvals;
}

ProvenTarget readTarget(FrameReader &reader)
{
    reader.expect(R"("index":)");
    ProvenTarget target{.leaf = {}, .index = reader.integer(), .proof = {}};
    reader.expect(",");
    target.leaf = readLeaf(reader);
    reader.expect(",");
    target.proof = readProof(reader);
    return target;
}

std::vector<QByteArray> readLeaves(FrameReader &reader)
{
    std::vector<QByteArray> leaves;
    while (reader.hasNext(leaves.size())) {
        if (leaves.size() == maxEntries)
            reader.fail(ProblemType::OutOfRange, u"No governance log for devices is as long."_s);
        leaves.push_back(reader.object(maxPartBytes).toByteArray());
    }
    return leaves;
}

QByteArray textOf(const ProvenEntry &entry)
{
    return provenText(entry.leaf, entry.proof);
}

QByteArray textOf(const std::vector<ProvenApproval> &approvals)
{
    QByteArray text;
    for (const ProvenApproval &approval : approvals) {
        if (!text.isEmpty())
            text += ',';
        text += R"({"approval":)" + plainText(approval.approval) + ',' + textOf(approval.entry) + R"(,"salt":)" +
                bytesText(approval.salt) + '}';
    }
    return text;
}

QByteArray textOf(const ProvenTarget &target)
{
    return R"("index":)" + QByteArray::number(target.index) + ',' + provenText(target.leaf, target.proof);
}

QByteArray textOf(const QByteArray &checkpoint, const std::vector<QByteArray> &leaves)
{
    QByteArray text = R"("checkpoint":)" + noteText(checkpoint) + R"(,"entries":[)";
    qsizetype size = text.size();
    for (const QByteArray &leaf : leaves)
        size += leaf.size() + 1;
    text.reserve(size + 1);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        if (i > 0)
            text += ',';
        text += leaves[i];
    }
    return text + ']';
}

QByteArray noteText(const QByteArray &note)
{
    return json::canonical(QString::fromUtf8(note));
}

QByteArray plainText(QByteArrayView characters)
{
    return '"' + characters.toByteArray() + '"';
}

QByteArray bytesText(QByteArrayView bytes)
{
    return plainText(encoding::toBase64Url(bytes));
}

} // namespace enigm::evidence
