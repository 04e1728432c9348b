#include "contract/log/MerkleFrontier.h"
#include "contract/log/TileAddress.h"
#include "contract/log/TileData.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

namespace {

void checkAddress(QByteArrayView path)
{
    const auto address = log::TileAddress::parse(path);
    if (address)
        require(address->path() == path && address->width >= 1 && address->width <= log::TileAddress::FullWidth);
}

void checkBundle(QByteArrayView bytes, int width)
{
    const auto entries = log::decodeBundle(bytes, width);
    if (!entries)
        return;
    QByteArray again;
    for (const QByteArrayView entry : *entries)
        require(log::appendToBundle(again, entry).has_value());
    require(again == bytes && std::ssize(*entries) == width);
}

void checkTile(QByteArrayView bytes, int width)
{
    if (const auto hashes = log::decodeTile(bytes, width))
        require(log::encodeTile(*hashes) == bytes);
}

} // namespace

/// The first byte is the width less one; the rest is read as everything that a log serves below `tile/`.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const int width = data[0] + 1;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size - 1));
    checkAddress(bytes);
    checkBundle(bytes, width);
    checkTile(bytes, width);
    if (const auto frontier = log::MerkleFrontier::parse(bytes))
        require(frontier->toBytes() == bytes);
    return 0;
}
