#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

namespace enigm::ota::tuf {

/// The value of a metadata file. TUF lets a file be any JSON text; here it has one of the two that repositories write,
/// sorted both: without a space (RFC 8785), or indented by one space for each level, in ASCII (as securesystemslib and
/// tuf-on-ci write). So no byte of a file can be changed that its signatures do not cover. NotCanonical for another;
/// OutOfRange for a number that is not whole.
[[nodiscard]] Expected<json::Value> parseMetadataText(QByteArrayView text);

/// The text of a file as this house writes it.
[[nodiscard]] QByteArray metadataText(const json::Value &value);

/// What signatures are made over: the canonical JSON of OLPC (TUF 1.0 section 4.2), which leaves control characters as
/// they are. Asserts that every number is whole.
[[nodiscard]] QByteArray signedText(const json::Value &value);
/// The value of such a text, which is no JSON where a text in it has a line's end. The problems of json::parse;
/// OutOfRange for a number that is not whole, NotCanonical for anything but signedText() of its value.
[[nodiscard]] Expected<json::Value> parseSignedText(QByteArrayView text);

} // namespace enigm::ota::tuf
