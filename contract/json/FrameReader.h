#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace enigm::json {

/// Walks over canonical JSON whose members are known beforehand, and hands out the parts in place: what is inside an
/// entry is read once, by whoever knows entries. The first problem is kept and later reads answer empty values, so that
/// a parse reads like the list of its members. Loops, and does not recurse, however deep the bytes nest.
class FrameReader
{
public:
    /// Borrows the bytes.
    explicit FrameReader(QByteArrayView bytes);

    /// Passes over exactly this text.
    void expect(QByteArrayView literal);
    /// Passes over this text where it stands here, and says whether it did.
    [[nodiscard]] bool passes(QByteArrayView literal);
    /// At an element of a list of which `count` were read: true, and past its comma. At the end of the list: false, and
    /// past its bracket. False after a problem, so that loops end.
    [[nodiscard]] bool hasNext(std::size_t count);

    // Each takes the most bytes that its part may have, so that what is made of a part is bounded too: TooLarge.

    /// The characters of a string of printable ASCII without escapes: signed values, bytes, words.
    [[nodiscard]] QByteArrayView plainText(qsizetype most);
    /// The same as exact base64url of `size` bytes.
    [[nodiscard]] QByteArray bytes(qsizetype size);
    /// A whole string, escapes included, in its one spelling; as UTF-8.
    [[nodiscard]] QByteArray text(qsizetype most);
    /// A whole object, not looked into further than to find its end.
    [[nodiscard]] QByteArrayView object(qsizetype most);

    /// From 0 to 2^53 - 1, in its one spelling.
    [[nodiscard]] qint64 integer();

    /// Keeps this problem if none was kept before; `where` becomes the offset reached.
    void fail(ProblemType type, QString detail);
    [[nodiscard]] bool hasFailed() const { return m_problem.has_value(); }
    /// The first problem, or NotCanonical where bytes are left.
    [[nodiscard]] Expected<void> finish();

private:
    [[nodiscard]] QByteArrayView rest() const { return {m_at, m_end}; }
    /// Passes over a part; null, after a problem, where it is too large.
    [[nodiscard]] QByteArrayView pass(const char *end, qsizetype most);
    /// From after an opening quote to the closing one; null where there is none.
    [[nodiscard]] const char *endOfString(const char *begin) const;
    [[nodiscard]] const char *endOfObject() const;

    const char *const m_begin;
    const char *m_at;
    const char *const m_end;
    std::optional<Problem> m_problem;
};

} // namespace enigm::json
