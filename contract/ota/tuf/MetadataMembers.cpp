#include "contract/ota/tuf/MetadataMembers.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

constexpr auto specVersion = "1.0.31"_L1;

} // namespace

json::Value onlyKnown(const json::Value &value, std::initializer_list<QLatin1StringView> names)
{
    if (value.kind() != json::Value::Kind::Object)
        return value;
    std::vector<json::Object::Member> kept;
    for (const json::Object::Member &member : value.object()) {
        if (std::ranges::any_of(names, [&member](QLatin1StringView name) { return name == member.name; }))
            kept.push_back(member);
    }
    return json::Object::fromSorted(std::move(kept));
}

Expected<QByteArray> parseHex(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"Bytes are a text of hexadecimal digits"_s, pointer);
    const QByteArray text = value.text().toUtf8();
    QByteArray bytes = QByteArray::fromHex(text);
    if (bytes.toHex() != text)
        return refuse(ProblemType::MalformedEncoding, u"The bytes are not exact lower-case hexadecimal"_s, pointer);
    return bytes;
}

Expected<qint64> parseInstant(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"An instant is a text"_s, pointer);
    const QDateTime instant = QDateTime::fromString(value.text(), Qt::ISODate);
    if (!instant.isValid() || instantText(instant.toSecsSinceEpoch()) != value.text())
        return refuse(ProblemType::OutOfRange, u"An instant is written as 2030-01-01T00:00:00Z"_s, pointer);
    return instant.toSecsSinceEpoch();
}

QString instantText(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

Heading readHeading(json::ObjectReader &reader, QLatin1StringView type)
{
    if (reader.text("_type"_L1) != type)
        reader.fail({ProblemType::WrongType, u"The metadata is of another role than it is taken for"_s,
                     reader.pointerTo("_type"_L1)});
    const QString spec = reader.text("spec_version"_L1);
    if (!spec.startsWith("1."_L1))
        reader.fail(
            {ProblemType::UnsupportedVersion, u"Only TUF 1 is understood"_s, reader.pointerTo("spec_version"_L1)});
    return {.version = reader.integer("version"_L1, 1), .expires = reader.with("expires"_L1, parseInstant)};
}

void insertHeading(json::Object &object, const Heading &heading, QLatin1StringView type)
{
    object.insert(u"_type"_s, type);
    object.insert(u"spec_version"_s, specVersion);
    object.insert(u"version"_s, heading.version);
    object.insert(u"expires"_s, instantText(heading.expires));
}

} // namespace enigm::ota::tuf
