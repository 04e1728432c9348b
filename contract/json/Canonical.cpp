#include "contract/json/JsonParser.h"

#include <array>
#include <charconv>
#include <cstdlib>

namespace enigm::json {

namespace {

/// ECMA-262 section 6.1.6.1.20 (Number::toString), which RFC 8785 section 3.2.2.3 asks for.
void appendDouble(QByteArray &out, double number)
{
    if (number == 0) {
        out += '0'; // minus zero too
        return;
    }
    std::array<char, 32> buffer{};
    const auto written =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
    QByteArrayView text(buffer.data(), written.ptr);
    if (text.startsWith('-')) {
        out += '-';
        text = text.sliced(1);
    }
    const qsizetype mark = text.indexOf('e');
    QByteArray digits = text.first(mark).toByteArray();
    digits.remove(1, 1); // the point, where there is one
    const qsizetype count = digits.size();
    const int point = std::atoi(text.data() + mark + 1) + 1; // the value is 0.digits times ten to this

    if (point > 21 || point <= -6) {
        out += digits.first(1);
        if (count > 1)
            out += '.' + digits.sliced(1);
        out += point > 0 ? "e+" : "e";
        out += QByteArray::number(point - 1);
    } else if (point <= 0) {
        out += "0." + QByteArray(-point, '0') + digits;
    } else if (point >= count) {
        out += digits + QByteArray(point - count, '0');
    } else {
        out += digits.first(point) + '.' + digits.sliced(point);
    }
}

/// RFC 8785 section 3.2.2.2. `ascii` is a quote, a backslash or below 0x20.
void appendEscape(QByteArray &out, char ascii)
{
    constexpr char hex[] = "0123456789abcdef";
    out += '\\';
    switch (ascii) {
    case '\b':
        out += 'b';
        break;
    case '\t':
        out += 't';
        break;
    case '\n':
        out += 'n';
        break;
    case '\f':
        out += 'f';
        break;
    case '\r':
        out += 'r';
        break;
    case '"':
    case '\\':
        out += ascii;
        break;
    default:
        out += "u00";
        out += ascii < 0x10 ? '0' : '1';
        out += hex[ascii & 0xf];
    }
}

void appendText(QByteArray &out, const QString &text)
{
    out += '"';
    const QByteArray utf8 = text.toUtf8();
    qsizetype begin = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char byte = utf8[i];
        if (static_cast<unsigned char>(byte) >= 0x20 && byte != '"' && byte != '\\')
            continue;
        out.append(utf8.constData() + begin, i - begin);
        appendEscape(out, byte);
        begin = i + 1;
    }
    out.append(utf8.constData() + begin, utf8.size() - begin);
    out += '"';
}

void appendValue(QByteArray &out, const Value &value);

void appendArray(QByteArray &out, const Array &array)
{
    char separator = '[';
    for (const Value &item : array) {
        out += separator;
        appendValue(out, item);
        separator = ',';
    }
    out += array.empty() ? "[]" : "]";
}

void appendObject(QByteArray &out, const Object &object)
{
    char separator = '{';
    for (const Object::Member &member : object) {
        out += separator;
        appendText(out, member.name);
        out += ':';
        appendValue(out, member.value);
        separator = ',';
    }
    out += object.isEmpty() ? "{}" : "}";
}

void appendValue(QByteArray &out, const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        out += "null";
        return;
    case Value::Kind::Boolean:
        out += value.boolean() ? "true" : "false";
        return;
    case Value::Kind::Integer:
        out += QByteArray::number(value.integer());
        return;
    case Value::Kind::Double:
        appendDouble(out, value.number());
        return;
    case Value::Kind::Text:
        appendText(out, value.text());
        return;
    case Value::Kind::Array:
        appendArray(out, value.array());
        return;
    case Value::Kind::Object:
        appendObject(out, value.object());
        return;
    }
}

} // namespace

QByteArray canonical(const Value &value)
{
    QByteArray out;
    appendValue(out, value);
    return out;
}

} // namespace enigm::json
