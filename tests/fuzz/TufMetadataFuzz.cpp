#include "contract/ota/tuf/MetadataText.h"
#include "contract/ota/tuf/Root.h"
#include "contract/ota/tuf/Snapshot.h"
#include "contract/ota/tuf/Targets.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using namespace enigm::ota::tuf;
using fuzz::require;

namespace {

/// What was read is written so that it reads the same, but for what is ignored.
template <typename T>
void checkRole(const json::Value &body)
{
    const auto value = T::fromJson(body);
    if (!value)
        return;
    const json::Value written = value->toJson();
    const auto again = T::fromJson(written);
    require(again && again->toJson() == written);
    require(parseMetadataText(metadataText(written)).has_value());
}

} // namespace

/// A metadata file, as a server hands it out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto envelope = Envelope::parse({data, static_cast<qsizetype>(size)});
    if (!envelope)
        return 0;
    require(Envelope::parse(envelope->text()).has_value());
    checkRole<Root>(envelope->body());
    checkRole<Timestamp>(envelope->body());
    checkRole<Snapshot>(envelope->body());
    checkRole<Targets>(envelope->body());
    if (const auto root = Root::fromJson(envelope->body()))
        (void)envelope->check({root->authority(root->root)});
    return 0;
}
