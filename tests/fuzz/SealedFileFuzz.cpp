#include "contract/deployment/DeviceArchive.h"
#include "contract/deployment/OperatorFile.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/LockedKey.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// Files that hold keys under a passphrase, or say in which token they lie. What is well formed costs a derivation each
/// time, so that this is slow.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const signing::Secret passphrase("passphrase of a corpus");
    if (const auto archive = deployment::DeviceArchive::open(bytes, passphrase))
        require(archive->deployment.size() == 32 && archive->devices.size() <= deployment::DeviceArchive::mostDevices);
    if (const auto file = deployment::OperatorFile::parse(bytes))
        require(file->toBytes() == bytes && file->key->publicKey().kind() == signing::PublicKey::Kind::P256);
    const auto value = json::parseSigned(bytes);
    if (!value)
        return 0;
    const auto key = signing::LockedKey::fromJson(*value);
    if (!key)
        return 0;
    require(json::canonical((*key)->toJson()) == bytes);
    if (!(*key)->tokenLabel().isEmpty())
        return 0; // to open it would load the module that these bytes name
    if (const auto opened = (*key)->unlock(passphrase))
        require((*opened)->publicKey() == (*key)->publicKey());
    return 0;
}
