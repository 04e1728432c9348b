#include "tests/control-plane/ota/SignedRelease.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace enigm::test {

using operators::SigningAuthority;

namespace {

Expected<void> keepSignature(controlplane::store::Transaction &transaction, const QString &release,
                             SigningAuthority authority, qint64 now)
{
    const QString change = encoding::makeUuid7(now * 1'000);
    if (auto done = keepExecutedChange(transaction, change); !done)
        return done;
    if (auto done = transaction.signOffs.insert(
            {.release = release, .authority = authority, .change = change, .executedAt = now});
        !done)
        return done;
    return transaction.releases.addSignature({.release = release,
                                              .authority = authority,
                                              .jws = "jws"_ba,
                                              .key = u"key"_s,
                                              .change = change,
                                              .signedAt = now},
                                             1);
}

} // namespace

Expected<void> keepExecutedChange(controlplane::store::Transaction &transaction, const QString &id)
{
    const QByteArray digest = signing::sha256(id.toUtf8());
    return transaction.changes.insert({.id = id,
                                       .digest = digest,
                                       .state = changes::ChangeState::Executed,
                                       .action = u"policy.publish"_s,
                                       .actionClass = changes::ActionClass::Raising,
                                       .requester = u"operator"_s,
                                       .request = "a.b.c"_ba,
                                       .targets = "[]"_ba,
                                       .approveBy = 1000,
                                       .executeBy = 2000,
                                       // Where the log has nothing, and each somewhere else.
                                       .requested = {.index = -1 - qint64(qFromBigEndian<quint32>(digest.constData())),
                                                     .governanceSize = 1,
                                                     .time = 900},
                                       .executed = std::nullopt,
                                       .failure = std::nullopt,
                                       .cursor = 1},
                                      {});
}

ota::Manifest manifestOf(const QByteArray &deployment, const QString &release)
{
    return {.deployment = deployment,
            .release = release,
            .version = u"2026.11.2"_s,
            .artifact = {.digest = QByteArray(32, 'a'), .length = 1'000, .name = u"image.swu"_s},
            .builds = {u"enigm/phone:14/1"_s},
            .rollbackIndex = 7,
            .securityPatch = 202611,
            .notes = {}};
}

Expected<void> keepSignedRelease(controlplane::store::Transaction &transaction, const ota::Manifest &manifest,
                                 qint64 now)
{
    const QString &release = manifest.release;
    if (auto done = transaction.releases.insert({.id = release,
                                                 .manifest = json::canonical(manifest.toJson()),
                                                 .manifestDigest = manifest.digest(),
                                                 .artifact = manifest.artifact.digest,
                                                 .length = manifest.artifact.length,
                                                 .build = u"build 1"_s,
                                                 .importedBy = u"release-manager"_s,
                                                 .begunAt = now,
                                                 .cursor = 1});
        !done)
        return done;
    if (auto done = transaction.releases.setReceived(release, manifest.artifact.length, 1); !done)
        return done;
    if (auto done = transaction.releases.setComplete(release, QByteArray(20, 's'), now, 1); !done)
        return done;
    for (const SigningAuthority authority : {SigningAuthority::Manifest, SigningAuthority::Production}) {
        if (auto done = keepSignature(transaction, release, authority, now); !done)
            return done;
    }
    return transaction.releases.publish({.release = release, .channel = ota::RolloutModel::Limited, .publishedAt = now},
                                        1);
}

} // namespace enigm::test
