#include "contract/deployment/DeviceArchive.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/KeyFile.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace enigm;

namespace {

/// Ends the program where the parser broke its own word.
void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// Files that hold keys under a passphrase. What is well formed costs a derivation each time, so that this is slow.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const signing::Secret passphrase("passphrase of a corpus");
    if (const auto archive = deployment::DeviceArchive::open(bytes, passphrase))
        require(archive->deployment.size() == 32 && archive->devices.size() <= deployment::DeviceArchive::mostDevices);
    const auto value = json::parseSigned(bytes);
    if (!value)
        return 0;
    const auto key = signing::SealedKey::fromJson(*value);
    if (!key)
        return 0;
    require(json::canonical(key->toJson()) == bytes);
    if (const auto opened = key->open(passphrase))
        require((*opened)->publicKey() == key->publicKey());
    return 0;
}
