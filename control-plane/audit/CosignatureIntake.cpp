#include "control-plane/audit/CosignatureIntake.h"

#include "contract/evidence/LogCheckpoints.h"
#include "contract/log/SignedNote.h"
#include "control-plane/audit/Cosignatures.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::audit {

namespace {

using store::LogId;

Expected<void> checkTimes(const evidence::OpenedCheckpoint &opened, qint64 now)
{
    const std::vector<log::Cosignature> &cosignatures = opened.signedCheckpoint.cosignatures();
    if (cosignatures.empty())
        return refuse(ProblemType::CosignaturesMissing, u"No witness has co-signed this checkpoint."_s);
    for (std::size_t i = 0; i < cosignatures.size(); ++i) {
        const qint64 time = cosignatures[i].time.value_or(0);
        if (time < now - cosignatureTolerance || time > now + cosignatureTolerance)
            return refuse(ProblemType::ClockOutOfRange,
                          u"A co-signature is taken within %1 seconds of its time."_s.arg(cosignatureTolerance),
                          opened.witnesses[i]);
    }
    return {};
}

/// The lines of a note by whom they are.
Expected<CosignedCheckpoint> takenApart(LogId log, QByteArrayView note, const evidence::OpenedCheckpoint &opened,
                                        const operators::Directory &directory, qint64 now)
{
    const auto parsed = log::SignedNote::parse(note);
    if (!parsed)
        return std::unexpected(parsed.error());
    auto bare = opened.signedCheckpoint.bareNote();
    if (!bare)
        return std::unexpected(bare.error());
    CosignedCheckpoint cosigned{.log = log,
                                .checkpoint = {.size = opened.signedCheckpoint.size(),
                                               .root = opened.signedCheckpoint.root().toBytes(),
                                               .note = std::move(*bare)},
                                .lines = {}};
    for (std::size_t i = 0; i < opened.witnesses.size(); ++i) {
        const QString &name = opened.witnesses[i];
        const auto record = std::ranges::find_if(directory.witnesses(), [&](const auto &candidate) {
            return candidate.witness.name == name && candidate.isActiveAt(directory.size());
        });
        const auto key = evidence::cosignatureKey(record->witness); // which verified the line
        if (!key)
            return std::unexpected(key.error());
        const auto line =
            std::ranges::find_if(parsed->signatures(), [&](const auto &candidate) { return key->matches(candidate); });
        cosigned.lines.push_back({.size = cosigned.checkpoint.size,
                                  .witness = name,
                                  .keyId = line->keyId,
                                  .signature = line->signature,
                                  .time = opened.signedCheckpoint.cosignatures()[i].time.value_or(0),
                                  .since = now});
    }
    return cosigned;
}

Expected<void> prune(store::Transaction &transaction, LogId log, const operators::Directory &directory, qint64 now)
{
    const auto enough = Cosignatures(transaction, directory).enough(log, 1);
    if (!enough)
        return std::unexpected(enough.error());
    const qint64 spared = *enough ? (*enough)->head.size : 0;
    if (auto done = transaction.cosignatures.removeBelow(log, spared); !done)
        return done;
    if (auto done = transaction.cosignatures.removeOlder(log, now - directory.founding().witnessMaxAge, spared); !done)
        return done;
    return transaction.log.removeCheckpoints(log);
}

} // namespace

Expected<CosignedCheckpoint> openCosigned(LogId log, QByteArrayView note, const operators::Directory &directory,
                                          qint64 now)
{
    const auto opened = log == LogId::Governance ? evidence::openGovernanceCheckpoint(note, directory)
                                                 : evidence::openActivityCheckpoint(note, directory);
    if (!opened)
        return std::unexpected(opened.error());
    if (auto timely = checkTimes(*opened, now); !timely)
        return std::unexpected(timely.error());
    return takenApart(log, note, *opened, directory, now);
}

Expected<void> keepCosigned(store::Transaction &transaction, const CosignedCheckpoint &cosigned,
                            const operators::Directory &directory, qint64 now)
{
    const auto root = transaction.log.headRoot(cosigned.log, cosigned.checkpoint.size);
    if (!root)
        return std::unexpected(root.error());
    if (!*root || **root != cosigned.checkpoint.root)
        return refuse(ProblemType::UnknownLogPosition,
                      u"This log has published no such checkpoint of size %1."_s.arg(cosigned.checkpoint.size));
    if (auto kept = transaction.log.putCheckpoint(cosigned.log, cosigned.checkpoint); !kept)
        return kept;
    for (const store::StoredCosignature &line : cosigned.lines) {
        if (auto kept = transaction.cosignatures.put(cosigned.log, line); !kept)
            return kept;
    }
    return prune(transaction, cosigned.log, directory, now);
}

} // namespace enigm::controlplane::audit
