#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/PublicKey.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace enigm::deployment {

/// deployment.json: what a client must be given by hand. Trust hangs on the pins, not on the url.
/// Canonical JSON and a final newline:
/// {"checkpoints":{"activity":note,"governance":note},"deployment":id,"log_keys":{"activity":JWK,"governance":JWK},
///  "name","sample","tls":SPKI digest,"url","v":1}
struct DeploymentFile
{
    QString name;
    QUrl url;              ///< https, no path
    QByteArray tlsDigest;  ///< SHA-256 of the server's SubjectPublicKeyInfo, 32 bytes
    QByteArray deployment; ///< id, 32 bytes
    signing::PublicKey governanceLogKey;
    signing::PublicKey activityLogKey;
    QByteArray governanceCheckpoint; ///< signed note
    QByteArray activityCheckpoint;   ///< signed note
    bool sample = false;

    static Expected<DeploymentFile> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const; ///< canonical, with a final newline
    /// "7F3A·C2": the first three bytes of the id, for people.
    [[nodiscard]] QString fingerprint() const;
};

} // namespace enigm::deployment
