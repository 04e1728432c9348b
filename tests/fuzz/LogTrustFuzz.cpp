#include "contract/json/JsonParser.h"
#include "contract/log/CheckpointFollower.h"
#include "contract/log/NoteVerifier.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// What is trusted of a log: the key that signs it, and the head that was seen of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto verifier = log::NoteVerifier::parse(bytes))
        require(verifier->toVkey() == bytes);
    const auto value = json::parseSigned(bytes);
    if (!value)
        return 0;
    auto follower = log::CheckpointFollower::fromJson(*value);
    if (!follower)
        return 0;
    require(json::canonical(follower->toJson()) == bytes);
    const log::Checkpoint seen = follower->last();
    require(follower->advance(seen, {}).has_value() && follower->last() == seen);
    return 0;
}
