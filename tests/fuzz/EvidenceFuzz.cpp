#include "contract/deployment/DeploymentFile.h"
#include "contract/evidence/Evidence.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto bundle = evidence::EvidenceBundle::parse(bytes)) {
        require(bundle->toBytes() == bytes);
        const auto verdict = evidence::verifyEvidence(bytes, bundle->deployment);
        require(verdict || !verdict.error().where.isEmpty());
    }
    if (const auto file = deployment::DeploymentFile::parse(bytes))
        require(file->toBytes() == bytes);
    return 0;
}
