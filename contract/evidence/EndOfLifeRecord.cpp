#include "contract/evidence/DeviceRecordsFrame.h"
#include "contract/evidence/EndOfLife.h"
#include "contract/json/FrameReader.h"
#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using json::FrameReader;

constexpr qsizetype deploymentSize = 32;

/// What every file about one device begins with.
QByteArray readBeginning(FrameReader &reader)
{
    reader.expect(R"({"activity":{"checkpoint":)");
    return reader.text(maxPartBytes);
}

QByteArray readDeployment(FrameReader &reader)
{
    reader.expect(R"(},"deployment":)");
    return reader.bytes(deploymentSize);
}

ProvenAcknowledgement readAcknowledgement(FrameReader &reader)
{
    reader.expect(R"({"body":)");
    ProvenAcknowledgement said{.body = reader.object(maxPartBytes).toByteArray(), .salt = {}, .entry = {}};
    reader.expect(",");
    said.entry = readEntry(reader);
    reader.expect(R"(,"salt":)");
    said.salt = reader.bytes(saltBytes);
    reader.expect("}");
    return said;
}

AcknowledgedRecords readCommand(FrameReader &reader)
{
    AcknowledgedRecords command;
    reader.expect(R"({"acknowledgement":)");
    command.acknowledgement = readAcknowledgement(reader);
    reader.expect(R"(,"approvals":[)");
    command.approvals = readApprovals(reader);
    reader.expect(R"(,"change":)");
    command.change = reader.plainText(maxPartBytes).toByteArray();
    reader.expect(R"(,"execution":{)");
    command.execution = readEntry(reader);
    reader.expect(R"(},"request":{)");
    command.request = readEntry(reader);
    reader.expect(R"(},"target":{)");
    command.target = readTarget(reader);
    reader.expect("}}");
    return command;
}

QByteArray commandText(const AcknowledgedRecords &command)
{
    const ProvenAcknowledgement &said = command.acknowledgement;
    return R"({"acknowledgement":{"body":)" + said.body + ',' + textOf(said.entry) + R"(,"salt":)" +
           bytesText(said.salt) + R"(},"approvals":[)" + textOf(command.approvals) + R"(],"change":)" +
           plainText(command.change) + R"(,"execution":{)" + textOf(command.execution) + R"(},"request":{)" +
           textOf(command.request) + R"(},"target":{)" + textOf(command.target) + "}}";
}

} // namespace

Expected<ProvenAcknowledgement> ProvenAcknowledgement::of(const ProvenRecord &record)
{
    auto proof = log::proofFromBytes(record.proof);
    if (!proof)
        return std::unexpected(proof.error());
    return ProvenAcknowledgement{.body = json::canonical(record.body.value),
                                 .salt = record.body.salt,
                                 .entry = {.leaf = record.leaf, .proof = std::move(*proof)}};
}

bool EndOfLifeRecord::isMeantBy(QByteArrayView bytes)
{
    FrameReader reader(bytes);
    static_cast<void>(readBeginning(reader));
    static_cast<void>(readDeployment(reader));
    return reader.passes(R"(,"end":)");
}

Expected<EndOfLifeRecord> EndOfLifeRecord::parse(QByteArrayView bytes)
{
    if (bytes.size() > maxBytes)
        return refuse(ProblemType::TooLarge, u"An end-of-life record has at most %1 bytes."_s.arg(maxBytes),
                      u"offset %1"_s.arg(maxBytes));
    FrameReader reader(bytes);
    EndOfLifeRecord record;
    record.activityCheckpoint = readBeginning(reader);
    record.deployment = readDeployment(reader);
    reader.expect(R"(,"end":)");
    record.end = readCommand(reader);
    reader.expect(R"(,"governance":{"checkpoint":)");
    record.governanceCheckpoint = reader.text(maxPartBytes);
    reader.expect(R"(,"entries":[)");
    record.governanceLeaves = readLeaves(reader);
    reader.expect(R"(},"v":1,"wipe":)");
    if (!reader.passes("null"))
        record.wipe = readCommand(reader);
    reader.expect("}");
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return record;
}

QByteArray EndOfLifeRecord::toBytes() const
{
    return R"({"activity":{"checkpoint":)" + noteText(activityCheckpoint) + R"(},"deployment":)" +
           bytesText(deployment) + R"(,"end":)" + commandText(end) + R"(,"governance":{)" +
           textOf(governanceCheckpoint, governanceLeaves) + R"(},"v":1,"wipe":)" +
           (wipe ? commandText(*wipe) : QByteArray("null")) + '}';
}

} // namespace enigm::evidence
