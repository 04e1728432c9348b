#include "contract/evidence/EndOfLife.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// An end-of-life record, from a control plane or from whoever has the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto record = evidence::EndOfLifeRecord::parse(bytes);
    require(record || !record.error().where.isEmpty());
    if (!record) {
        static_cast<void>(evidence::EndOfLifeRecord::isMeantBy(bytes));
        return 0;
    }
    require(record->toBytes() == bytes);
    require(evidence::EndOfLifeRecord::isMeantBy(bytes));
    const auto verdict = evidence::verifyEndOfLife(bytes, record->deployment);
    require(verdict || !verdict.error().where.isEmpty());
    require(!verdict || (!verdict->handle.isNull() && verdict->end.acknowledgementIndex > verdict->end.executionIndex));
    return 0;
}
