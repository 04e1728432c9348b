#include "contract/deployment/DeploymentFile.h"
#include "contract/deployment/DeviceArchive.h"
#include "contract/deployment/OperatorFile.h"
#include "contract/deployment/WitnessFile.h"
#include "contract/log/SignedNote.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// Files that people are handed: of a deployment, of an operator, of a witness, and what lies under the seal of a
/// device archive.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto file = deployment::DeploymentFile::parse(bytes))
        require(file->toBytes() == bytes);
    if (const auto file = deployment::OperatorFile::parse(bytes))
        require(file->toBytes() == bytes && file->deployment.size() == 32);
    if (const auto file = deployment::WitnessFile::parse(bytes))
        require(file->toBytes() == bytes && log::isKeyName(file->name.toUtf8()));
    if (const auto archive = deployment::DeviceArchive::parse(bytes))
        require(archive->deployment.size() == 32 && archive->devices.size() <= deployment::DeviceArchive::mostDevices);
    return 0;
}
