#include "contract/evidence/LogCheckpoints.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

Expected<OpenedCheckpoint> open(QByteArrayView note, const operators::Directory &directory, const QString &origin,
                                const signing::PublicKey &logKey)
{
    const auto log = log::NoteVerifier::make(origin.toUtf8(), log::NoteAlgorithm::Ed25519, logKey);
    if (!log)
        return std::unexpected(log.error());
    std::vector<log::NoteVerifier> witnesses;
    std::vector<QString> names;
    for (const operators::Directory::WitnessRecord &record : directory.witnesses()) {
        if (!record.isActiveAt(directory.size()))
            continue;
        auto witness = cosignatureKey(record.witness);
        if (!witness)
            return std::unexpected(witness.error());
        witnesses.push_back(std::move(*witness));
        names.push_back(record.witness.name);
    }
    auto opened = log::SignedCheckpoint::open(note, *log, witnesses);
    if (!opened)
        return std::unexpected(opened.error());
    OpenedCheckpoint result{.signedCheckpoint = std::move(*opened), .witnesses = {}};
    for (const log::Cosignature &cosignature : result.signedCheckpoint.cosignatures())
        result.witnesses.push_back(names[cosignature.witness]);
    return result;
}

} // namespace

Expected<log::NoteVerifier> cosignatureKey(const operators::Witness &witness)
{
    return log::NoteVerifier::make(witness.name.toUtf8(), log::NoteAlgorithm::CosignatureV1, witness.key);
}

Expected<OpenedCheckpoint> openGovernanceCheckpoint(QByteArrayView note, const operators::Directory &directory)
{
    auto opened = open(note, directory, operators::governanceOrigin(directory.deploymentId()),
                       directory.founding().governanceLogKey);
    if (!opened)
        return std::unexpected(opened.error().under(u"governance checkpoint"_s));
    return opened;
}

Expected<OpenedCheckpoint> openGovernanceCheckpoint(QByteArrayView note, const changes::GovernanceReplay &governance)
{
    auto opened = openGovernanceCheckpoint(note, governance.directory());
    if (opened && (opened->signedCheckpoint.size() != governance.directory().size() ||
                   opened->signedCheckpoint.root() != governance.tree().root()))
        return refuse(ProblemType::EntryMismatch, u"The governance log is not the one of its checkpoint."_s,
                      u"governance records 0 to %1"_s.arg(governance.directory().size() - 1));
    return opened;
}

Expected<OpenedCheckpoint> openActivityCheckpoint(QByteArrayView note, const operators::Directory &directory)
{
    auto opened =
        open(note, directory, operators::activityOrigin(directory.deploymentId()), directory.founding().activityLogKey);
    if (!opened)
        return std::unexpected(opened.error().under(u"activity checkpoint"_s));
    return opened;
}

Expected<qint64> claimedSize(QByteArrayView note, const QString &where)
{
    const auto parsed = log::SignedNote::parse(note);
    if (!parsed)
        return std::unexpected(parsed.error().under(where));
    const auto checkpoint = log::Checkpoint::parseStrictly(parsed->text());
    if (!checkpoint)
        return std::unexpected(checkpoint.error().under(where));
    return checkpoint->size;
}

} // namespace enigm::evidence
