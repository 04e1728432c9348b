#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::json {

/// The end of the plain characters: the first that is a control character, a quote, a backslash or beyond ASCII.
[[nodiscard]] const char *endOfPlain(const char *next, const char *end);

/// Whether a text is read as any JSON has it, or as signed JSON must have it.
enum class Strictness { General, Signed };

/// The refusal of a text, and how many bytes of it were good.
struct TextProblem
{
    Problem problem;
    const char *place;
};

/// Reads the rest of a JSON string, from after its opening quote to after its closing one (`next`). UTF-8 is validated
/// (RFC 3629: nothing overlong, no surrogates, nothing beyond U+10FFFF). Signed: escapes are those of RFC 8785 section
/// 3.2.2.2, and the text passes encoding::checkSafeText.
class TextReader
{
public:
    TextReader(const char *begin, const char *end, Strictness strictness)
        : m_next(begin)
        , m_end(end)
        , m_strictness(strictness)
    {}

    [[nodiscard]] std::expected<QString, TextProblem> read();
    [[nodiscard]] const char *next() const { return m_next; }

private:
    class Units;

    [[nodiscard]] std::expected<QString, TextProblem> readAnything(const char *begin);
    [[nodiscard]] std::expected<void, TextProblem> readEscape(Units &units);
    [[nodiscard]] std::expected<char16_t, TextProblem> readHex4();
    [[nodiscard]] std::expected<void, TextProblem> readUnicodeEscape(Units &units);
    [[nodiscard]] std::expected<void, TextProblem> readSequence(Units &units);
    [[nodiscard]] std::unexpected<TextProblem> refuseHere(ProblemType type, QString detail) const;

    const char *m_next;
    const char *m_end;
    Strictness m_strictness;
};

} // namespace enigm::json
