#include "control-plane/http/Router.h"

#include <QStringList>

#include <algorithm>
#include <optional>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

using Parameters = std::vector<std::pair<QString, QString>>;

bool isVariable(const QString &part)
{
    return part.startsWith(u'{');
}

bool isTail(const QString &part)
{
    return part.endsWith("*}"_L1);
}

QString nameOf(const QString &part)
{
    return part.sliced(1, part.size() - (isTail(part) ? 3 : 2));
}

QString joined(const std::vector<QString> &path, std::size_t from)
{
    QString rest = path[from];
    for (std::size_t i = from + 1; i < path.size(); ++i)
        rest += u'/' + path[i];
    return rest;
}

std::optional<Parameters> matchPath(const std::vector<QString> &pattern, const std::vector<QString> &path)
{
    Parameters parameters;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (i >= path.size() || (isVariable(pattern[i]) && path[i].isEmpty()))
            return std::nullopt;
        if (!isVariable(pattern[i])) {
            if (pattern[i] != path[i])
                return std::nullopt;
            continue;
        }
        if (isTail(pattern[i])) {
            parameters.emplace_back(nameOf(pattern[i]), joined(path, i));
            return parameters;
        }
        parameters.emplace_back(nameOf(pattern[i]), path[i]);
    }
    return path.size() == pattern.size() ? std::optional(std::move(parameters)) : std::nullopt;
}

/// How specific a part is: fixed before variable before tail.
int rankOf(const QString &part)
{
    if (!isVariable(part))
        return 0;
    return isTail(part) ? 2 : 1;
}

bool comesBefore(const std::vector<QString> &left, const std::vector<QString> &right)
{
    return std::ranges::lexicographical_compare(left, right, std::ranges::less(), rankOf, rankOf);
}

[[maybe_unused]] bool sameShape(const std::vector<QString> &left, const std::vector<QString> &right)
{
    return std::ranges::equal(left, right, [](const QString &a, const QString &b) {
        return rankOf(a) == rankOf(b) && (isVariable(a) || a == b);
    });
}

bool isKnownMethod(QByteArrayView method)
{
    static constexpr auto known =
        std::to_array<QByteArrayView>({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"});
    return std::ranges::find(known, method) != known.end();
}

} // namespace

void Router::add(Route route)
{
    Q_ASSERT(isKnownMethod(route.method) && route.method != "HEAD" && route.method != "OPTIONS");
    Q_ASSERT(route.path.startsWith(u'/') && route.handler);
    std::vector<QString> pattern;
    if (route.path != "/"_L1) {
        const QStringList parts = route.path.sliced(1).split(u'/');
        pattern.assign(parts.begin(), parts.end());
    }
    Q_ASSERT(std::ranges::none_of(m_entries, [&](const auto &entry) {
        return entry->route.method == route.method && sameShape(entry->pattern, pattern);
    }));
    auto entry = std::make_unique<const Entry>(Entry{.pattern = std::move(pattern), .route = std::move(route)});
    const auto place = std::ranges::upper_bound(m_entries, entry, [](const auto &left, const auto &right) {
        return comesBefore(left->pattern, right->pattern);
    });
    m_entries.insert(place, std::move(entry));
}

std::expected<Router::Match, Response> Router::match(QByteArrayView method, const std::vector<QString> &path) const
{
    if (!isKnownMethod(method))
        return std::unexpected(Response::problem({.type = ProblemType::UnknownMethod}));
    const QByteArrayView wanted = method == "HEAD" ? QByteArrayView("GET") : method;
    QByteArrayList allowed;
    for (const auto &entry : m_entries) {
        std::optional<Parameters> parameters = matchPath(entry->pattern, path);
        if (!parameters)
            continue;
        if (entry->route.method == wanted)
            return Match{.route = &entry->route, .parameters = std::move(*parameters)};
        if (!allowed.contains(entry->route.method))
            allowed.append(entry->route.method);
    }
    if (allowed.isEmpty())
        return std::unexpected(Response::problem({.type = ProblemType::NotFound}));
    if (allowed.contains("GET"_ba))
        allowed.append("HEAD"_ba);
    std::ranges::sort(allowed);
    return std::unexpected(
        Response::problem({.type = ProblemType::MethodNotAllowed}).with("Allow"_ba, allowed.join(", "_ba)));
}

Expected<void> Router::checkMediaType(const Route &route, const Headers &headers, bool hasBody)
{
    if (!hasBody) {
        if (route.mediaTypes.isEmpty() || !route.bodyRequired)
            return {};
        return refuse(ProblemType::UnsupportedMediaType,
                      u"A body is needed here, as %1."_s.arg(QString::fromLatin1(route.mediaTypes.join(" or "_ba))));
    }
    if (route.mediaTypes.isEmpty())
        return refuse(ProblemType::UnsupportedMediaType, u"No body is taken here."_s);
    const QByteArray sent = headers.value("Content-Type").value_or(QByteArray());
    const QByteArray type = sent.first(sent.indexOf(';') < 0 ? sent.size() : sent.indexOf(';')).trimmed().toLower();
    if (headers.contains("Content-Encoding") || !route.mediaTypes.contains(type)) {
        return refuse(ProblemType::UnsupportedMediaType, u"The body must be %1, not encoded further."_s.arg(
                                                             QString::fromLatin1(route.mediaTypes.join(" or "_ba))));
    }
    return {};
}

} // namespace enigm::controlplane::http
