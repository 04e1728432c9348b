#include "contract/encoding/SafeText.h"

#include <QChar>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::encoding {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
    QLatin1StringView name;
};

/// What a reader cannot see, or what makes a reader see something else. Zero width joiner and non-joiner are missing on
/// purpose: Persian and the Indic scripts are written with them.
constexpr auto unsafe = std::to_array<Range>({
    {0x0000, 0x001f, "control"_L1},
    {0x007f, 0x009f, "control"_L1},
    {0x00ad, 0x00ad, "invisible"_L1}, // soft hyphen
    {0x034f, 0x034f, "invisible"_L1}, // combining grapheme joiner
    {0x061c, 0x061c, "bidirectional formatting"_L1},
    {0x115f, 0x1160, "invisible"_L1}, // Hangul fillers
    {0x17b4, 0x17b5, "invisible"_L1}, // Khmer inherent vowels
    {0x180b, 0x180f, "invisible"_L1}, // Mongolian selectors and separator
    {0x200b, 0x200b, "invisible"_L1}, // zero width space
    {0x200e, 0x200f, "bidirectional formatting"_L1},
    {0x2028, 0x2029, "line separating"_L1},
    {0x202a, 0x202e, "bidirectional formatting"_L1},
    {0x2060, 0x2065, "invisible"_L1}, // word joiner, invisible operators
    {0x2066, 0x2069, "bidirectional formatting"_L1},
    {0x206a, 0x206f, "invisible"_L1}, // deprecated format characters
    {0x3164, 0x3164, "invisible"_L1}, // Hangul filler
    {0xd800, 0xdfff, "lone surrogate"_L1},
    {0xfdd0, 0xfdef, "non-"_L1},
    {0xfeff, 0xfeff, "invisible"_L1},   // byte order mark
    {0xffa0, 0xffa0, "invisible"_L1},   // half-width Hangul filler
    {0xfff0, 0xfffb, "invisible"_L1},   // interlinear annotation
    {0x1d173, 0x1d17a, "invisible"_L1}, // musical format characters
    {0xe0000, 0xe0fff, "invisible"_L1}, // tags and what is reserved beside them
});

/// The range that refuses this code point, or null.
const Range *unsafeRangeOf(char32_t codePoint)
{
    static constexpr Range nonCharacter = {0xfffe, 0xffff, "non-"_L1};
    if ((codePoint & 0xfffeU) == 0xfffeU)
        return &nonCharacter;
    const auto range = std::ranges::lower_bound(unsafe, codePoint, {}, &Range::last);
    return range != unsafe.end() && codePoint >= range->first ? &*range : nullptr;
}

std::unexpected<Problem> refusal(char32_t codePoint, qsizetype place, const Range &range)
{
    return refuse(ProblemType::UnsafeText,
                  u"The text holds the %1 character U+%2 at position %3"_s
                      .arg(range.name, QString::number(codePoint, 16).toUpper().rightJustified(4, u'0'))
                      .arg(place + 1));
}

} // namespace

Expected<void> checkSafeText(QStringView text)
{
    constexpr char16_t firstThatCombines = 0x0300; // below, every text is NFC
    char16_t highest = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit >= 0x20 && unit < 0x7f)
            continue;
        highest = std::max(highest, unit);
        char32_t codePoint = unit;
        const qsizetype place = i;
        if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            codePoint = QChar::surrogateToUcs4(unit, text[++i].unicode());
        if (const Range *const range = unsafeRangeOf(codePoint))
            return refusal(codePoint, place, *range);
    }
    if (highest >= firstThatCombines && text.toString().normalized(QString::NormalizationForm_C) != text)
        return refuse(ProblemType::UnsafeText, u"The text is not in Unicode normalization form C"_s);
    return {};
}

} // namespace enigm::encoding
