#include "control-plane/ota/ReleaseSource.h"

#include "contract/ota/Manifest.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/StoredManifest.h"

namespace enigm::controlplane::ota {

namespace {

using operators::SigningAuthority;

Expected<std::optional<OfferedRelease>> offered(const store::Repositories &store, const QString &release)
{
    const auto row = store.releases.find(release);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return std::optional<OfferedRelease>();
    const auto signatures = store.releases.signatures(release);
    if (!signatures)
        return std::unexpected(signatures.error());
    const auto manifest = store::manifestOf(**row);
    if (!manifest)
        return std::unexpected(manifest.error());
    OfferedRelease answer{.version = manifest->version,
                          .artifact = {.digest = (*row)->artifact,
                                       .sha1 = (*row)->sha1,
                                       .length = (*row)->length,
                                       .name = manifest->artifact.name},
                          .manifest = {},
                          .production = {},
                          .manifestChange = {},
                          .productionChange = {}};
    for (const store::ReleaseSignatureRow &signature : *signatures) {
        const bool isManifest = signature.authority == SigningAuthority::Manifest;
        (isManifest ? answer.manifest : answer.production) = signature.jws;
        (isManifest ? answer.manifestChange : answer.productionChange) = signature.change;
    }
    if (answer.manifest.isEmpty() || answer.production.isEmpty())
        return std::optional<OfferedRelease>();
    return std::optional(std::move(answer));
}

} // namespace

ReleaseSource storedReleases(const store::Database &database)
{
    return [&database](const QString &release) -> Expected<std::optional<OfferedRelease>> {
        const auto reader = database.read();
        if (!reader)
            return std::unexpected(reader.error());
        return offered(*reader->operator->(), release);
    };
}

} // namespace enigm::controlplane::ota
