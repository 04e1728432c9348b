#include "contract/device/DeviceEvidence.h"

#include "contract/evidence/DeviceRecordsFrame.h"
#include "contract/json/FrameReader.h"

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

constexpr qsizetype deploymentSize = 32;

} // namespace

Expected<DeviceEvidence> DeviceEvidence::parse(QByteArrayView bytes)
{
    if (bytes.size() > maxBytes)
        return refuse(ProblemType::TooLarge, u"Evidence for a device has at most %1 bytes."_s.arg(maxBytes),
                      u"offset %1"_s.arg(maxBytes));
    json::FrameReader reader(bytes);
    DeviceEvidence evidence;
    reader.expect(R"({"activity":{"checkpoint":)");
    evidence.activityCheckpoint = reader.text(maxPartBytes);
    reader.expect(R"(},"approvals":[)");
    evidence.approvals = evidence::readApprovals(reader);
    reader.expect(R"(,"change":)");
    evidence.change = reader.plainText(maxPartBytes).toByteArray();
    reader.expect(R"(,"deployment":)");
    evidence.deployment = reader.bytes(deploymentSize);
    reader.expect(R"(,"execution":{)");
    evidence.execution = evidence::readEntry(reader);
    reader.expect(R"(},"governance":{"checkpoint":)");
    evidence.governanceCheckpoint = reader.text(maxPartBytes);
    reader.expect(R"(,"entries":[)");
    evidence.governanceLeaves = evidence::readLeaves(reader);
    reader.expect(R"(},"request":{)");
    evidence.request = evidence::readEntry(reader);
    reader.expect(R"(},"target":{)");
    evidence.target = evidence::readTarget(reader);
    reader.expect(R"(},"v":1})");
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return evidence;
}

QByteArray DeviceEvidence::toBytes() const
{
    return R"({"activity":{"checkpoint":)" + evidence::noteText(activityCheckpoint) + R"(},"approvals":[)" +
           evidence::textOf(approvals) + R"(],"change":)" + evidence::plainText(change) + R"(,"deployment":)" +
           evidence::bytesText(deployment) + R"(,"execution":{)" + evidence::textOf(execution) + R"(},"governance":{)" +
           evidence::textOf(governanceCheckpoint, governanceLeaves) + R"(},"request":{)" + evidence::textOf(request) +
           R"(},"target":{)" + evidence::textOf(target) + R"(},"v":1})";
}

} // namespace enigm::device
