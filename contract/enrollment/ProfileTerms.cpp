#include "contract/enrollment/ProfileTerms.h"

#include "contract/encoding/Base64Url.h"

#include <QList>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace enigm::enrollment {

namespace {

constexpr qsizetype digestSize = 32;
constexpr qsizetype hexSize = 2 * digestSize;

bool isHexDigit(char character)
{
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f') ||
           (character >= 'A' && character <= 'F');
}

/// Nothing for what is neither spelling of a digest.
std::optional<QByteArray> digestOf(QByteArray word)
{
    if (auto bytes = encoding::fromBase64Url(word); bytes && bytes->size() == digestSize)
        return std::move(*bytes);
    word.replace(':', QByteArray());
    if (word.size() != hexSize || !std::ranges::all_of(word, isHexDigit))
        return std::nullopt;
    return QByteArray::fromHex(word);
}

} // namespace

Expected<std::vector<QByteArray>> parseAnnouncedKeys(QByteArrayView text)
{
    std::vector<QByteArray> keys;
    qsizetype number = 0;
    for (const QByteArray &line : text.toByteArray().split('\n')) {
        ++number;
        const QByteArray word = line.left(line.indexOf('#') < 0 ? line.size() : line.indexOf('#')).trimmed();
        if (word.isEmpty())
            continue;
        auto digest = digestOf(word);
        if (!digest)
            return refuse(ProblemType::MalformedEncoding,
                          u"A key is announced by the SHA-256 of its SubjectPublicKeyInfo, as base64url or as 64 "
                          "hexadecimal digits."_s,
                          u"line %1"_s.arg(number));
        if (std::ranges::find(keys, *digest) != keys.end())
            continue;
        if (keys.size() == mostAnnouncedKeys)
            return refuse(ProblemType::OutOfRange, u"At most %1 keys are announced."_s.arg(mostAnnouncedKeys),
                          u"line %1"_s.arg(number));
        keys.push_back(std::move(*digest));
    }
    if (keys.empty())
        return refuse(ProblemType::OutOfRange, u"No key is announced here."_s);
    return keys;
}

} // namespace enigm::enrollment
