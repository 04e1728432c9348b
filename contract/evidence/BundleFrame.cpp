#include "contract/evidence/BundleFrame.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

/// Walks over a canonical text. What it meets is not judged here but for the frame.
class Walk
{
public:
    explicit Walk(QByteArrayView text)
        : m_text(text)
    {}

    [[nodiscard]] qsizetype at() const { return m_at; }

    /// Stops at the first byte that is another one.
    [[nodiscard]] bool over(QByteArrayView literal)
    {
        const QByteArrayView rest = m_text.sliced(m_at);
        m_at += std::ranges::mismatch(rest, literal).in2 - literal.begin();
        return rest.startsWith(literal);
    }

    [[nodiscard]] bool overString()
    {
        if (!over("\""))
            return false;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at, m_text.size());
        return over("\"");
    }

    [[nodiscard]] bool overArray()
    {
        if (!over("["))
            return false;
        for (int depth = 1; depth > 0;) {
            if (m_at == m_text.size())
                return false;
            const char byte = m_text[m_at];
            if (byte == '"') {
                if (!overString())
                    return false;
                continue;
            }
            depth += byte == '[' ? 1 : byte == ']' ? -1 : 0;
            ++m_at;
        }
        return true;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace

QString placeInFrame(QByteArrayView bundle)
{
    Walk walk(bundle);
    qsizetype deployment = 0;
    bool isWhole = walk.over(R"({"activity":{"checkpoint":)") && walk.overString() && walk.over(R"(},"deployment":)");
    if (isWhole)
        deployment = walk.at();
    isWhole = isWhole && walk.overString() && walk.over(R"(,"governance":{"checkpoint":)") && walk.overString() &&
              walk.over(R"(,"entries":)") && walk.overArray() && walk.over(R"(},"records":)") && walk.overArray() &&
              walk.over(R"(,"v":1})");
    return u"offset %1"_s.arg(isWhole ? deployment : walk.at());
}

} // namespace enigm::evidence
