#pragma once

#include "contract/problems/Problem.h"

#include <QByteArrayView>
#include <QString>

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace enigm::controlplane::http {

/// The query of a request target, decoded: `name=value` pairs, each name once.
class Query
{
public:
    /// Percent-decodes strictly; "+" is a plus. DuplicateMember where a name comes twice, MalformedRequest where a pair
    /// has no "=" or an escape is wrong.
    static Expected<Query> parse(QByteArrayView text);

    [[nodiscard]] std::optional<QString> value(QStringView name) const;
    /// Refuses parameters beyond these (UnknownMember; `where` is the name).
    [[nodiscard]] Expected<void> only(std::initializer_list<QStringView> known) const;
    /// The parameter as a decimal integer within [least, most], `fallback` where there is none; OutOfRange.
    [[nodiscard]] Expected<qint64> integer(QStringView name, qint64 least, qint64 most, qint64 fallback) const;

    [[nodiscard]] bool isEmpty() const { return m_pairs.empty(); }
    [[nodiscard]] auto begin() const { return m_pairs.begin(); }
    [[nodiscard]] auto end() const { return m_pairs.end(); }

private:
    std::vector<std::pair<QString, QString>> m_pairs;
};

/// A request target in origin-form (RFC 9112, section 3.2.1), decoded.
struct Target
{
    /// Segments between slashes: "/v1/devices" gives {"v1", "devices"}, "/" gives none. The last is empty where the
    /// path ends with a slash.
    std::vector<QString> path;
    Query query;

    /// MalformedRequest for any other form, bytes outside RFC 3986, an escape that is no two hexadecimal digits, what
    /// decodes to a slash, a control character or broken UTF-8, and for empty, "." and ".." segments.
    static Expected<Target> parse(QByteArrayView text);
};

} // namespace enigm::controlplane::http
