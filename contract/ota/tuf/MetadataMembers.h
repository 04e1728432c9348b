#pragma once

#include "contract/json/JsonValue.h"
#include "contract/json/ObjectReader.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <initializer_list>

namespace enigm::ota::tuf {

/// The object without members of other names: what others add to signed metadata is ignored, as TUF 1.0 section 4.1
/// asks.
[[nodiscard]] json::Value onlyKnown(const json::Value &value, std::initializer_list<QLatin1StringView> names);

/// Lower-case hexadecimal of whole bytes, exact. MalformedEncoding, WrongType.
[[nodiscard]] Expected<QByteArray> parseHex(const json::Value &value, const QString &pointer);

/// "2030-01-01T00:00:00Z" as Unix seconds, and back.
[[nodiscard]] Expected<qint64> parseInstant(const json::Value &value, const QString &pointer);
[[nodiscard]] QString instantText(qint64 seconds);

/// What every role's metadata begins with.
struct Heading
{
    qint64 version = 1;
    qint64 expires = 0; ///< Unix seconds; from then on it is not believed
    friend bool operator==(const Heading &, const Heading &) = default;
};

/// Reads and checks "_type", "spec_version" (of TUF 1), "version" and "expires". WrongType, UnsupportedVersion.
[[nodiscard]] Heading readHeading(json::ObjectReader &reader, QLatin1StringView type);
void insertHeading(json::Object &object, const Heading &heading, QLatin1StringView type);

} // namespace enigm::ota::tuf
