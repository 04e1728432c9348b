#pragma once

#include "contract/ota/ProductionSignature.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace enigm::authority {

/// What the control plane asks the production authority to sign: {"artifact":PATH,"evidence":bundle,"v":1}, the bundle
/// in base64url. Nothing in it is believed.
struct ProductionOrder
{
    QString artifact;    ///< path of a file that can be read here
    QByteArray evidence; ///< evidence::EvidenceBundle of the executed release.sign-production

    /// An evidence bundle with a whole governance log is large; more is not read.
    static constexpr qsizetype mostBytes = 256 * 1024 * 1024;

    static Expected<ProductionOrder> parse(QByteArrayView json);
};

/// What may be signed for this order, and by which key: the evidence proves to this process, from its bytes and the
/// deployment id alone, that enough people let the production authority sign the artifact, which it hashes itself.
/// Refuses what evidence::verifyEvidence does, the quorum among it; a change about something else (TargetMismatch); a
/// key that the governance log of the bundle does not name for the production authority (UnknownKey); a file of another
/// length or digest (BodyMismatch).
[[nodiscard]] Expected<ota::Production> checkOrder(const ProductionOrder &order, QByteArrayView deployment,
                                                   const signing::PublicKey &key);

} // namespace enigm::authority
