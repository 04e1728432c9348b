#include "control-plane/store/StoredManifest.h"

#include "contract/json/JsonParser.h"

namespace enigm::controlplane::store {

Expected<enigm::ota::Manifest> manifestOf(const ReleaseRow &release)
{
    return andThen(json::parse(release.manifest),
                   [](const json::Value &value) { return enigm::ota::Manifest::fromJson(value); });
}

} // namespace enigm::controlplane::store
