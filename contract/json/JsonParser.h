#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArrayView>

namespace enigm::json {

struct Limits
{
    int depth = 32;
    qsizetype bytes = 16 * 1024 * 1024;
};

/// Strict RFC 8259 / I-JSON: UTF-8 without BOM, no duplicate member names, no lone surrogates, no trailing bytes, no
/// deeper or longer than `limits`. Numbers without fraction and exponent within +-2^53 are Integer, others Double; what
/// no double holds is refused. `where` of a refusal is "offset N" (bytes).
[[nodiscard]] Expected<Value> parse(QByteArrayView text, const Limits &limits = {});

/// As parse, and the text must equal canonical() of its value (NotCanonical), every number must be an Integer
/// (OutOfRange) and every text, names included, must pass encoding::checkSafeText (UnsafeText). What signed payloads
/// and log entries are read with.
[[nodiscard]] Expected<Value> parseSigned(QByteArrayView text, const Limits &limits = {});

/// RFC 8785 (JCS) form, UTF-8.
[[nodiscard]] QByteArray canonical(const Value &value);

} // namespace enigm::json
