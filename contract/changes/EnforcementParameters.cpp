#include "contract/changes/EnforcementParameters.h"

#include "contract/encoding/GivenName.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

Expected<policy::NetworkPath> parsePath(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A network path is a word."_s, pointer);
    const auto path = policy::fromWord<policy::NetworkPath>(value.text());
    if (!path)
        return refuse(ProblemType::OutOfRange, u"There is no such network path."_s, pointer);
    return *path;
}

Expected<QString> parseName(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A name is a text."_s, pointer);
    if (auto sound = encoding::checkGivenName(value.text(), EnrollPointParameters::maxName); !sound)
        return std::unexpected(sound.error().under(pointer));
    return value.text();
}

} // namespace

EnrollPointParameters EnrollPointParameters::read(json::ObjectReader &reader)
{
    return {.point = reader.uuid("point"_L1),
            .name = reader.with("name"_L1, parseName),
            .key = reader.bytes("key"_L1, 32),
            .path = reader.with("path"_L1, parsePath)};
}

json::Value EnrollPointParameters::toJson() const
{
    return json::Object{
        {"key"_L1, operators::valueOf(key)}, {"name"_L1, name}, {"path"_L1, policy::toWord(path)}, {"point"_L1, point}};
}

RevokePointParameters RevokePointParameters::read(json::ObjectReader &reader)
{
    return {.point = reader.uuid("point"_L1)};
}

json::Value RevokePointParameters::toJson() const
{
    return json::Object{{"point"_L1, point}};
}

Expected<void> EnforcementFold::apply(const EnrollPointParameters &change)
{
    const QString name = encoding::givenNameKey(change.name);
    const bool isNamed = std::ranges::any_of(
        m_points, [&name](const EnrollPointParameters &point) { return encoding::givenNameKey(point.name) == name; });
    if (isNamed || m_ids.contains(change.point) || m_keys.contains(change.key))
        return refuse(ProblemType::AlreadyExists, u"An enforcement point has this id, key or name."_s, change.point);
    m_points.insert(change.point, change);
    m_ids.insert(change.point);
    m_keys.insert(change.key);
    return {};
}

Expected<void> EnforcementFold::apply(const RevokePointParameters &change)
{
    if (m_points.remove(change.point))
        return {};
    if (!m_isAnyForgotten || m_ids.contains(change.point))
        return refuse(ProblemType::NotFound, u"No enforcement point has this id."_s, change.point);
    m_ids.insert(change.point);
    return {};
}

void EnforcementFold::forgetAll()
{
    *this = EnforcementFold();
    m_isAnyForgotten = true;
}

} // namespace enigm::changes
