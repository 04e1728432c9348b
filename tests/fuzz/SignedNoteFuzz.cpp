#include "contract/log/Checkpoint.h"
#include "contract/log/SignedNote.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

namespace {

void checkCheckpoint(QByteArrayView text)
{
    const auto checkpoint = log::Checkpoint::parse(text);
    if (checkpoint)
        require(checkpoint->toNoteText() == text && checkpoint->size >= 0);
    const auto strict = log::Checkpoint::parseStrictly(text);
    require(strict.has_value() == (checkpoint && checkpoint->extensions.empty()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto note = log::SignedNote::parse(bytes)) {
        require(note->toBytes() == bytes);
        checkCheckpoint(note->text());
    }
    checkCheckpoint(bytes);
    return 0;
}
