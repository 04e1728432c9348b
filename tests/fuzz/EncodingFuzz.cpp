#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Bech32m.h"
#include "contract/encoding/SafeText.h"
#include "contract/encoding/Uuid.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// One value has one text, whatever the encoding.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto read = encoding::fromBase64Url(bytes))
        require(encoding::toBase64Url(*read) == bytes);
    if (const auto read = encoding::fromBase64(bytes))
        require(read->toBase64() == bytes);
    const QString text = QString::fromUtf8(bytes);
    if (const auto read = encoding::fromBech32m(text))
        require(encoding::toBech32m(read->prefix, read->bytes) == text);
    if (const auto uuid = encoding::parseUuid7(text))
        require(*uuid == text && text.size() == 36);
    const bool isSafe = encoding::checkSafeText(text).has_value();
    require(isSafe || !encoding::checkFreeText(text));
    require(!isSafe || text.normalized(QString::NormalizationForm_C) == text);
    return 0;
}
