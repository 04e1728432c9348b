#include "control-plane/http/Headers.h"

#include <QList>

#include <algorithm>
#include <utility>

namespace enigm::controlplane::http {

namespace {

bool sameName(QByteArrayView left, QByteArrayView right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

} // namespace

void Headers::add(QByteArray name, QByteArray value)
{
    m_fields.push_back({std::move(name), std::move(value)});
}

void Headers::set(QByteArray name, QByteArray value)
{
    std::erase_if(m_fields, [&](const Field &field) { return sameName(field.name, name); });
    add(std::move(name), std::move(value));
}

bool Headers::contains(QByteArrayView name) const
{
    return count(name) > 0;
}

qsizetype Headers::count(QByteArrayView name) const
{
    return std::ranges::count_if(m_fields, [&](const Field &field) { return sameName(field.name, name); });
}

std::optional<QByteArray> Headers::value(QByteArrayView name) const
{
    std::optional<QByteArray> joined;
    for (const Field &field : m_fields) {
        if (!sameName(field.name, name))
            continue;
        if (joined)
            joined->append(", ").append(field.value);
        else
            joined = field.value;
    }
    return joined;
}

bool Headers::listHolds(QByteArrayView name, QByteArrayView token) const
{
    const QList<QByteArray> elements = value(name).value_or(QByteArray()).split(',');
    return std::ranges::any_of(elements, [&](const QByteArray &element) { return sameName(element.trimmed(), token); });
}

} // namespace enigm::controlplane::http
