#include "contract/problems/Problem.h"

#include <array>
#include <optional>
#include <utility>

namespace enigm {

namespace {

struct Row
{
    ProblemType type;
    const char *slug;
    int status;
    const char *title;
};

constexpr auto rows = std::to_array<Row>({
#define ENIGM_PROBLEM_ROW(name, slug, status, title) {ProblemType::name, slug, status, title},
    ENIGM_PROBLEM_TYPES(ENIGM_PROBLEM_ROW)
#undef ENIGM_PROBLEM_ROW
});

constexpr auto types = std::to_array<ProblemType>({
#define ENIGM_PROBLEM_TYPE(name, slug, status, title) ProblemType::name,
    ENIGM_PROBLEM_TYPES(ENIGM_PROBLEM_TYPE)
#undef ENIGM_PROBLEM_TYPE
});

constexpr auto uriPrefix = QLatin1StringView("urn:enigm:problem:");

const Row &rowOf(ProblemType type)
{
    return rows[static_cast<std::size_t>(std::to_underlying(type))];
}

} // namespace

std::span<const ProblemType> allProblemTypes()
{
    return types;
}

QString problemSlug(ProblemType type)
{
    return QString::fromLatin1(rowOf(type).slug);
}

QString problemUri(ProblemType type)
{
    return uriPrefix + problemSlug(type);
}

int problemStatus(ProblemType type)
{
    return rowOf(type).status;
}

QString problemTitle(ProblemType type)
{
    return QString::fromLatin1(rowOf(type).title);
}

std::optional<ProblemType> problemTypeOf(QStringView slugOrUri)
{
    const auto slug = slugOrUri.startsWith(uriPrefix) ? slugOrUri.mid(uriPrefix.size()) : slugOrUri;
    for (const Row &row : rows) {
        if (slug == QLatin1StringView(row.slug))
            return row.type;
    }
    return std::nullopt;
}

Problem Problem::under(const QString &prefix) const
{
    if (where.isEmpty() || where.startsWith(QLatin1Char('/')))
        return {type, detail, prefix + where};
    return {type, detail, prefix + QStringLiteral(": ") + where};
}

QString Problem::toString() const
{
    QString text = problemSlug(type);
    if (!where.isEmpty())
        text += QStringLiteral(" at ") + where;
    return text + QStringLiteral(": ") + (detail.isEmpty() ? problemTitle(type) : detail);
}

std::unexpected<Problem> refuse(ProblemType type, QString detail, QString where)
{
    return std::unexpected(Problem{type, std::move(detail), std::move(where)});
}

} // namespace enigm
