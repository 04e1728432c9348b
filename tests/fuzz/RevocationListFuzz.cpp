#include "contract/fleet/RevocationList.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace enigm;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto list = fleet::RevocationList::parse(QByteArrayView(data, static_cast<qsizetype>(size)));
    // a serial is never the empty text, and never what a certificate cannot have
    if (list && (list->contains(QString()) || list->contains(QStringLiteral("00"))))
        std::abort();
    return 0;
}
