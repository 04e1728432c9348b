#include "contract/json/JsonValue.h"

#include <algorithm>
#include <cmath>

namespace enigm::json {

Value::Value(bool value)
    : m_data(value)
{}

Value::Value(int value)
    : m_data(qint64(value))
{}

Value::Value(qint64 value)
    : m_data(value)
{}

Value::Value(double value)
    : m_data(value)
{
    Q_ASSERT(std::isfinite(value));
}

Value::Value(QString value)
    : m_data(std::move(value))
{}

Value::Value(QLatin1StringView value)
    : m_data(QString(value))
{}

Value::Value(Array value)
    : m_data(std::make_shared<const Array>(std::move(value)))
{}

Value::Value(Object value)
    : m_data(std::make_shared<const Object>(std::move(value)))
{}

bool Value::boolean() const
{
    Q_ASSERT(kind() == Kind::Boolean);
    return *std::get_if<bool>(&m_data);
}

qint64 Value::integer() const
{
    Q_ASSERT(kind() == Kind::Integer);
    return *std::get_if<qint64>(&m_data);
}

double Value::number() const
{
    if (const auto *const whole = std::get_if<qint64>(&m_data))
        return static_cast<double>(*whole);
    Q_ASSERT(kind() == Kind::Double);
    return *std::get_if<double>(&m_data);
}

const QString &Value::text() const
{
    Q_ASSERT(kind() == Kind::Text);
    return *std::get_if<QString>(&m_data);
}

const Array &Value::array() const
{
    Q_ASSERT(kind() == Kind::Array);
    return **std::get_if<std::shared_ptr<const Array>>(&m_data);
}

const Object &Value::object() const
{
    Q_ASSERT(kind() == Kind::Object);
    return **std::get_if<std::shared_ptr<const Object>>(&m_data);
}

bool operator==(const Value &left, const Value &right)
{
    if (left.kind() != right.kind())
        return false;
    switch (left.kind()) {
    case Value::Kind::Null:
        return true;
    case Value::Kind::Boolean:
        return left.boolean() == right.boolean();
    case Value::Kind::Integer:
        return left.integer() == right.integer();
    case Value::Kind::Double:
        return left.number() == right.number();
    case Value::Kind::Text:
        return left.text() == right.text();
    case Value::Kind::Array:
        return left.array() == right.array();
    case Value::Kind::Object:
        return left.object() == right.object();
    }
    Q_UNREACHABLE();
}

namespace {

const auto nameOf = [](const Object::Member &member) -> const QString & { return member.name; };

} // namespace

Object::Object(std::initializer_list<std::pair<QLatin1StringView, Value>> members)
{
    m_members.reserve(members.size());
    for (const auto &[name, value] : members)
        insert(name, value);
}

std::optional<Object> Object::fromMembers(std::vector<Member> members)
{
    std::vector<Member *> order; // cheaper to sort than the members themselves
    order.reserve(members.size());
    for (Member &member : members)
        order.push_back(&member);
    const auto nameAt = [](const Member *member) -> const QString & { return member->name; };
    std::ranges::sort(order, {}, nameAt);
    if (std::ranges::adjacent_find(order, {}, nameAt) != order.end())
        return std::nullopt;
    std::vector<Member> sorted;
    sorted.reserve(order.size());
    for (Member *const member : order)
        sorted.push_back(std::move(*member));
    return fromSorted(std::move(sorted));
}

Object Object::fromSorted(std::vector<Member> members)
{
    Q_ASSERT(std::ranges::adjacent_find(members, std::ranges::greater_equal{}, nameOf) == members.end());
    Object object;
    object.m_members = std::move(members);
    return object;
}

void Object::insert(QString name, Value value)
{
    const auto place = std::ranges::lower_bound(m_members, name, {}, nameOf);
    if (place != m_members.end() && place->name == name)
        place->value = std::move(value);
    else
        m_members.insert(place, Member{std::move(name), std::move(value)});
}

bool Object::insertNew(QString name, Value value)
{
    const auto place = std::ranges::lower_bound(m_members, name, {}, nameOf);
    if (place != m_members.end() && place->name == name)
        return false;
    m_members.insert(place, Member{std::move(name), std::move(value)});
    return true;
}

const Value *Object::find(QStringView name) const
{
    const auto before = [](const Member &member, QStringView wanted) { return QStringView(member.name) < wanted; };
    const auto place = std::lower_bound(m_members.begin(), m_members.end(), name, before);
    return place != m_members.end() && place->name == name ? &place->value : nullptr;
}

const Value *Object::find(QLatin1StringView name) const
{
    const std::optional<std::size_t> place = placeOf(name);
    return place ? &m_members[*place].value : nullptr;
}

std::optional<std::size_t> Object::placeOf(QLatin1StringView name) const
{
    const auto before = [](const Member &member, QLatin1StringView wanted) { return member.name < wanted; };
    const auto place = std::lower_bound(m_members.begin(), m_members.end(), name, before);
    if (place == m_members.end() || place->name != name)
        return std::nullopt;
    return static_cast<std::size_t>(place - m_members.begin());
}

} // namespace enigm::json
