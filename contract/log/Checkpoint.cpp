#include "contract/log/Checkpoint.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

constexpr qsizetype fixedLines = 3;

std::unexpected<Problem> malformed(QString detail)
{
    return refuse(ProblemType::MalformedCheckpoint, std::move(detail));
}

Expected<qint64> parseSize(const QByteArray &text)
{
    bool good = false;
    const qint64 size = text.toLongLong(&good);
    if (!good || size < 0 || QByteArray::number(size) != text)
        return malformed(u"the size of a checkpoint is a plain decimal number"_s);
    return size;
}

} // namespace

QByteArray Checkpoint::toNoteText() const
{
    QByteArray text = origin + '\n' + QByteArray::number(size) + '\n' + root.toBase64() + '\n';
    for (const QByteArray &line : extensions)
        text += line + '\n';
    return text;
}

Expected<Checkpoint> Checkpoint::parse(QByteArrayView noteText)
{
    if (!noteText.endsWith('\n'))
        return malformed(u"a checkpoint ends in a newline"_s);
    const QList<QByteArray> lines = noteText.chopped(1).toByteArray().split('\n');
    if (lines.size() < fixedLines || std::ranges::any_of(lines, [](const QByteArray &line) { return line.isEmpty(); }))
        return malformed(u"a checkpoint has three lines or more, and no empty one"_s);
    const auto size = parseSize(lines[1]);
    if (!size)
        return std::unexpected(size.error());
    const auto root = Hash::fromBase64(lines[2]);
    if (!root)
        return malformed(u"the root of a checkpoint is exact base64 of 32 bytes"_s);
    if (*size == 0 && *root != emptyRoot())
        return malformed(u"the root of an empty log is the SHA-256 of nothing"_s);
    return Checkpoint{.origin = lines[0],
                      .size = *size,
                      .root = *root,
                      .extensions = std::vector<QByteArray>(lines.begin() + fixedLines, lines.end())};
}

Expected<Checkpoint> Checkpoint::parseStrictly(QByteArrayView noteText)
{
    auto checkpoint = parse(noteText);
    if (checkpoint && !checkpoint->extensions.empty())
        return malformed(u"a checkpoint of ours has no extension lines"_s);
    return checkpoint;
}

} // namespace enigm::log
