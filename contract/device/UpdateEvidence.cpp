#include "contract/device/UpdateEvidence.h"

#include "contract/ota/ProductionSignature.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

using operators::SigningAuthority;

constexpr auto manifestPlace = "/manifest"_L1;
constexpr auto productionPlace = "/production"_L1;
constexpr auto manifestEvidencePlace = "/manifest_evidence"_L1;
constexpr auto productionEvidencePlace = "/production_evidence"_L1;
constexpr auto startEvidencePlace = "/start_evidence"_L1;

std::unexpected<Problem> otherwise(const QString &what, QLatin1StringView where)
{
    return refuse(ProblemType::BodyMismatch, what, where);
}

/// The parameters of the act that this evidence stands for.
template <typename T>
Expected<T> parametersOf(const evidence::EvidenceVerdict &verdict, QLatin1StringView where)
{
    if (const T *const parameters = std::get_if<T>(&verdict.change.parameters))
        return *parameters;
    return refuse(ProblemType::TargetMismatch, u"This is the evidence of another act."_s, where);
}

/// That a key which governance names for this authority has signed.
Expected<void> checkSigner(const signing::Jws &jws, const operators::UpdateKeys &keys, SigningAuthority authority)
{
    const signing::PublicKey *const key = keys.find(authority, jws.kid());
    if (!key)
        return refuse(ProblemType::UnknownKey, u"Governance names no such key for this authority."_s);
    return jws.verify(*key);
}

/// Heads of one log are ordered by their sizes.
bool isShorter(const OpenedLogs &left, const OpenedLogs &right)
{
    return std::pair(left.governanceSize(), left.activitySize()) <
           std::pair(right.governanceSize(), right.activitySize());
}

} // namespace

Expected<UpdateEvidence> UpdateEvidence::verify(const UpdateOffer &offer, QByteArrayView deployment)
{
    UpdateEvidence evidence;
    if (auto sound = evidence.takeChanges(offer, deployment); !sound)
        return std::unexpected(sound.error());
    std::ranges::stable_sort(evidence.m_logs, isShorter);
    if (auto sound = evidence.checkTogether(deployment); !sound)
        return std::unexpected(sound.error());
    if (auto sound = evidence.checkSignatures(offer); !sound)
        return std::unexpected(sound.error());
    return evidence;
}

QByteArray UpdateEvidence::keyOf(const UpdateOffer &offer)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part :
         {offer.manifest, offer.production, offer.manifestEvidence, offer.productionEvidence, offer.startEvidence})
        hash.addData(QCryptographicHash::hash(part, QCryptographicHash::Sha256));
    return hash.result();
}

Expected<evidence::EvidenceVerdict> UpdateEvidence::take(QByteArrayView bytes, QByteArrayView deployment)
{
    auto verdict = evidence::verifyEvidence(bytes, deployment);
    if (!verdict)
        return verdict;
    const auto bundle = evidence::EvidenceBundle::parse(bytes);
    if (!bundle)
        return std::unexpected(bundle.error());
    // Mostly all three come under the same checkpoints, which say what lies below them.
    CheckpointNotes notes{bundle->governanceCheckpoint, bundle->activityCheckpoint};
    if (notes == m_last)
        return verdict;
    auto logs = OpenedLogs::open(*bundle, deployment);
    if (!logs)
        return std::unexpected(logs.error());
    m_logs.push_back(std::move(*logs));
    m_last = std::move(notes);
    return verdict;
}

Expected<void> UpdateEvidence::takeChanges(const UpdateOffer &offer, QByteArrayView deployment)
{
    const auto manifest = take(offer.manifestEvidence, deployment);
    if (!manifest)
        return std::unexpected(manifest.error().under(manifestEvidencePlace));
    auto signManifest = parametersOf<changes::SignManifestParameters>(*manifest, manifestEvidencePlace);
    if (!signManifest)
        return std::unexpected(signManifest.error());
    const auto production = take(offer.productionEvidence, deployment);
    if (!production)
        return std::unexpected(production.error().under(productionEvidencePlace));
    auto signProduction = parametersOf<changes::SignProductionParameters>(*production, productionEvidencePlace);
    if (!signProduction)
        return std::unexpected(signProduction.error());
    const auto start = take(offer.startEvidence, deployment);
    if (!start)
        return std::unexpected(start.error().under(startEvidencePlace));
    auto startRollout = parametersOf<changes::StartRolloutParameters>(*start, startEvidencePlace);
    if (!startRollout)
        return std::unexpected(startRollout.error());
    m_manifest = std::move(signManifest->manifest);
    m_production = std::move(*signProduction);
    m_start = std::move(*startRollout);
    m_change = start->change.request.id;
    m_digest = start->change.digest();
    m_execution = start->executionIndex;
    m_obeyBy = start->change.request.obeyBy;
    return {};
}

/// That all three are about one release, with one artifact.
Expected<void> UpdateEvidence::checkTogether(QByteArrayView deployment) const
{
    if (m_manifest.deployment != deployment)
        return refuse(ProblemType::WrongDeployment, u"The manifest is one of another deployment."_s,
                      manifestEvidencePlace);
    const ota::Production wanted = ota::Production::of(m_manifest);
    if (m_production.production(m_manifest.deployment) != wanted)
        return otherwise(u"The artifact that people signed off for production is not that of the manifest."_s,
                         productionEvidencePlace);
    if (m_start.release != m_manifest.release || m_start.manifest != m_manifest.digest())
        return otherwise(u"The rollout is of another release than the manifest."_s, startEvidencePlace);
    return {};
}

/// By keys that are in force in the longest of the logs: one that was replaced signs nothing that is installed.
Expected<void> UpdateEvidence::checkSignatures(const UpdateOffer &offer) const
{
    const auto manifest = ota::SignedManifest::parse(offer.manifest);
    if (!manifest)
        return std::unexpected(manifest.error().under(manifestPlace));
    if (auto sound = checkSigner(manifest->jws, keys(), SigningAuthority::Manifest); !sound)
        return std::unexpected(sound.error().under(manifestPlace));
    if (manifest->manifest != m_manifest)
        return otherwise(u"The authority has signed another manifest than people have signed off."_s, manifestPlace);
    const auto production = ota::SignedProduction::parse(offer.production);
    if (!production)
        return std::unexpected(production.error().under(productionPlace));
    if (auto sound = checkSigner(production->jws, keys(), SigningAuthority::Production); !sound)
        return std::unexpected(sound.error().under(productionPlace));
    if (production->production != ota::Production::of(m_manifest))
        return otherwise(u"The authority has signed another artifact than that of the manifest."_s, productionPlace);
    return {};
}

Expected<UpdateGrant> UpdateEvidence::grant(const UpdateOffer &offer, const DeviceMemory &memory,
                                            const DeviceFacts &facts, qint64 now) const
{
    UpdateGrant grant{.manifest = m_manifest,
                      .rollout = m_start.rollout,
                      .change = m_change,
                      .digest = m_digest,
                      .execution = m_execution,
                      .url = offer.url,
                      .target = offer.target,
                      .memory = memory};
    for (const OpenedLogs &logs : m_logs) {
        if (auto sound = logs.follow(grant.memory, now); !sound)
            return std::unexpected(sound.error());
    }
    if (auto sound = checkAssignment(offer, memory); !sound)
        return std::unexpected(sound.error());
    if (auto sound = checkTimes(offer.assignment, now); !sound)
        return std::unexpected(sound.error());
    if (auto sound = checkNewer(memory, facts); !sound)
        return std::unexpected(sound.error());
    const qint64 before = memory.update ? memory.update->rollbackIndex : 0;
    grant.memory.update =
        UpdateMark{.execution = m_execution, .rollbackIndex = std::max(before, m_manifest.rollbackIndex)};
    return grant;
}

Expected<void> UpdateEvidence::checkAssignment(const UpdateOffer &offer, const DeviceMemory &memory) const
{
    const UpdateAssignment &assignment = offer.assignment;
    if (assignment.handle != memory.handle)
        return refuse(ProblemType::WrongDevice, u"The offer is for another device."_s, u"/assignment/handle"_s);
    if (assignment.rollout != m_start.rollout)
        return otherwise(u"The offer is of another rollout than people have started."_s, "/assignment/rollout"_L1);
    if (offer.digest != m_manifest.artifact.digest || offer.length != m_manifest.artifact.length)
        return otherwise(u"The offered artifact is not that of the manifest."_s, "/artifact"_L1);
    const QString target =
        ota::toWord(m_start.plan.model) + u'/' + m_manifest.release + u'/' + m_manifest.artifact.name;
    if (offer.target != target)
        return otherwise(u"The target is not where this release is published."_s, "/target"_L1);
    if (auto sound = ota::checkGroup(m_start.plan, m_digest, static_cast<std::size_t>(assignment.group), memory.handle,
                                     assignment.proof);
        !sound)
        return std::unexpected(sound.error().under(u"/assignment"_s));
    return {};
}

Expected<void> UpdateEvidence::checkTimes(const UpdateAssignment &assignment, qint64 now) const
{
    const ota::RolloutGroup &group = m_start.plan.groups[static_cast<std::size_t>(assignment.group)];
    if (now < group.starts)
        return refuse(ProblemType::ClockOutOfRange,
                      u"The group of this device does not start before %1."_s.arg(group.starts),
                      u"/assignment/group"_s);
    if (m_obeyBy && now > *m_obeyBy)
        return refuse(ProblemType::ChangeExpired, u"The rollout was to be obeyed by %1."_s.arg(*m_obeyBy),
                      startEvidencePlace);
    return {};
}

Expected<void> UpdateEvidence::checkNewer(const DeviceMemory &memory, const DeviceFacts &facts) const
{
    if (memory.update && m_execution <= memory.update->execution)
        return refuse(
            ProblemType::StaleCommand,
            u"The rollout was started as entry %1, and that of entry %2 was taken over before."_s.arg(m_execution)
                .arg(memory.update->execution),
            startEvidencePlace);
    const qint64 highest = std::max(facts.rollbackIndex, memory.update ? memory.update->rollbackIndex : 0);
    if (m_manifest.rollbackIndex < highest)
        return refuse(
            ProblemType::StaleCommand,
            u"The rollback index %1 lies below %2, which was installed."_s.arg(m_manifest.rollbackIndex).arg(highest),
            manifestPlace);
    if (m_manifest.version == facts.version)
        return refuse(ProblemType::AlreadyExists, u"This version runs already."_s, manifestPlace);
    if (std::ranges::find(m_manifest.builds, facts.build) == m_manifest.builds.end())
        return refuse(ProblemType::TargetMismatch, u"The manifest does not list the build of this device."_s,
                      manifestPlace);
    return {};
}

} // namespace enigm::device
