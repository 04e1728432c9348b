#pragma once

#include "contract/json/JsonValue.h"
#include "contract/log/MerkleProof.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::client {

/// What this console found to contradict what is signed, or what it had seen of the logs, with the bytes that show it
/// to somebody else: two signed checkpoints of which one cannot follow the other, a record and the proof that does not
/// hold.
struct Contradiction
{
    struct Exhibit
    {
        QString name; ///< "activity-checkpoint-seen", "change-served": what it is, for people and scripts
        QByteArray bytes;
    };
    Problem problem;
    qint64 time = 0; ///< of this console, Unix seconds
    std::vector<Exhibit> exhibits;

    /// A file for whoever looks into it, canonical JSON:
    /// {"deployment","exhibits":[{"bytes"|"text","name"}],"format":"enigm-contradiction","problem":{"detail","type",
    /// "where"},"time","v":1}. An exhibit that is UTF-8 is a text, as it is; another one is base64url.
    [[nodiscard]] QByteArray toBytes(QByteArrayView deploymentId) const;
};

/// {"from","proof":[hash],"to"}: a proof as an exhibit; of inclusion, `from` is the index and `to` the size.
[[nodiscard]] QByteArray proofExhibit(qint64 from, qint64 to, const log::Proof &proof);

} // namespace enigm::client
