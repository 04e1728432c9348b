#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/ota/Membership.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace enigm::device {

/// For which device of a rollout an offer is: {"group":place in the
/// plan,"handle","proof":{"leaf","path":[digest]}|null, "rollout"}. The proof is there where the group names its
/// members.
struct UpdateAssignment
{
    QString rollout; ///< UUIDv7
    fleet::DeviceHandle handle;
    qint64 group = 0;
    std::optional<ota::MemberProof> proof = {};
};

/// What one device is offered, and the evidence that people and both authorities have signed it. Canonical JSON:
///
///     {"artifact":{"digest","length","url"},"assignment","manifest":JWS,"manifest_evidence","production":JWS,
///      "production_evidence","start_evidence","target":"CHANNEL/RELEASE/NAME"}
///
/// Each evidence is base64url of an evidence::EvidenceBundle: of the release.sign-manifest, the
/// release.sign-production and the rollout.start.
struct UpdateOffer
{
    QByteArray digest; ///< of the artifact
    qint64 length = 0;
    QString url; ///< absolute path, on the listener that made the offer
    UpdateAssignment assignment;
    QByteArray manifest;   ///< JWS of the manifest authority
    QByteArray production; ///< JWS of the production authority
    QByteArray manifestEvidence;
    QByteArray productionEvidence;
    QByteArray startEvidence;
    QString target; ///< in the repository

    /// The most that a device reads.
    static constexpr qsizetype maxBytes = 24 * 1024 * 1024;

    /// Strict: TooLarge, and the problems of JSON and encodings. Parsed is not yet verified.
    static Expected<UpdateOffer> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const { return ownBytes() + sharedBytes(); }
    /// Where the bytes begin, artifact and assignment; and how they go on, which is the same for every device of a
    /// rollout.
    [[nodiscard]] QByteArray ownBytes() const;
    [[nodiscard]] QByteArray sharedBytes() const;
};

} // namespace enigm::device
