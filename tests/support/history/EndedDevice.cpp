#include "tests/support/history/EndedDevice.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

EndedDevice::EndedDevice(SampleHistory &of, int neighbours)
    : history(of)
    , device(history, neighbours)
    , key(signing::PrivateKey::generate(signing::PublicKey::Kind::P256))
{
    std::vector<changes::TargetLeaf> leaves = device.all.leaves();
    for (changes::TargetLeaf &leaf : leaves) {
        if (leaf.handle == device.memory.handle)
            leaf.key = key->publicKey().thumbprint();
    }
    device.all = require(changes::TargetSet::make(std::move(leaves)));
    device.memory.key = key->publicKey().thumbprint();
}

void EndedDevice::admit()
{
    device.admit(history);
}

SampleHistory::Story EndedDevice::perform(const QString &action, bool isApproved)
{
    const std::vector<Person> approvers = isApproved ? std::vector{history.approver1} : std::vector<Person>();
    auto story = history.perform(history.administrator1, action, device.targets(), changes::NoParameters{}, approvers);
    (void)require(device.obey(history, story));
    return story;
}

reports::Report EndedDevice::wordOn(const SampleHistory::Story &story) const
{
    return {.deployment = history.deploymentId(),
            .handle = device.memory.handle,
            .body = reports::Acknowledgement{.change = story.change.digest(),
                                             .execution = story.indexes.back(),
                                             .outcome = reports::Obedience::Obeyed,
                                             .problem = {}},
            .time = history.now(),
            .nonce = QByteArray(16, 'n')};
}

reports::EffectOutcome EndedDevice::sign(const reports::Report &report) const
{
    return {.key = key->publicKey(), .report = require(reports::SignedReport::sign(report, *key))};
}

qint64 EndedDevice::log(const reports::EffectOutcome &said)
{
    return history.append(said.describe(), said.toJson());
}

evidence::ProvenAcknowledgement EndedDevice::proven(qint64 word) const
{
    const SampleHistory::Record &record = history.activity()[static_cast<std::size_t>(word)];
    return require(evidence::ProvenAcknowledgement::of(
        {.leaf = record.leaf,
         .body = record.body.value(),
         .proof = enigm::log::proofToBytes(require(history.activityTree().inclusionProof(word)))}));
}

evidence::AcknowledgedRecords EndedDevice::recordsOf(const SampleHistory::Story &story, qint64 word) const
{
    evidence::AcknowledgedRecords records;
    static_cast<evidence::DeviceRecords &>(records) = device.evidenceIn(history, story);
    records.acknowledgement = proven(word);
    return records;
}

evidence::EndOfLifeRecord EndedDevice::record(const SampleHistory::Story &end, qint64 word) const
{
    return {.deployment = history.deploymentId(),
            .activityCheckpoint = history.activityCheckpoint(),
            .governanceCheckpoint = history.governanceCheckpoint(),
            .governanceLeaves = history.governanceLeaves(),
            .end = recordsOf(end, word),
            .wipe = {}};
}

} // namespace enigm::test
