#include "contract/ota/tuf/MetadataText.h"

#include "contract/json/JsonParser.h"

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

constexpr json::Limits textLimits{.depth = 16, .bytes = 16 * 1024 * 1024};

bool hasWholeNumbers(const json::Value &value)
{
    switch (value.kind()) {
    case json::Value::Kind::Double:
        return false;
    case json::Value::Kind::Array:
        return std::ranges::all_of(value.array(), hasWholeNumbers);
    case json::Value::Kind::Object:
        return std::ranges::all_of(value.object(), [](const auto &member) { return hasWholeNumbers(member.value); });
    case json::Value::Kind::Null:
    case json::Value::Kind::Boolean:
    case json::Value::Kind::Integer:
    case json::Value::Kind::Text:
        return true;
    }
    return true;
}

/// The two texts that RFC 8785 does not write. Both sort members by code points, which is the order of their UTF-8.
class Writer
{
public:
    enum class Form { Olpc, Indented };

    explicit Writer(Form form)
        : m_form(form)
    {}

    [[nodiscard]] QByteArray written(const json::Value &value)
    {
        append(value);
        return std::move(m_text);
    }

private:
    void append(const json::Value &value);
    void append(const json::Object &object);
    void append(const json::Array &array);
    void appendText(const QString &text);
    void breakLine();

    Form m_form;
    int m_depth = 0;
    QByteArray m_text;
};

void Writer::append(const json::Value &value)
{
    switch (value.kind()) {
    case json::Value::Kind::Null:
        m_text += "null";
        return;
    case json::Value::Kind::Boolean:
        m_text += value.boolean() ? "true" : "false";
        return;
    case json::Value::Kind::Integer:
        m_text += QByteArray::number(value.integer());
        return;
    case json::Value::Kind::Double:
        Q_ASSERT(false); // hasWholeNumbers was asked
        return;
    case json::Value::Kind::Text:
        appendText(value.text());
        return;
    case json::Value::Kind::Array:
        append(value.array());
        return;
    case json::Value::Kind::Object:
        append(value.object());
        return;
    }
}

void Writer::append(const json::Object &object)
{
    std::vector<std::pair<QByteArray, const json::Object::Member *>> members;
    for (const json::Object::Member &member : object)
        members.emplace_back(member.name.toUtf8(), &member);
    std::ranges::sort(members, {}, [](const auto &member) -> const QByteArray & { return member.first; });
    m_text += '{';
    ++m_depth;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (i > 0)
            m_text += ',';
        breakLine();
        appendText(members[i].second->name);
        m_text += m_form == Form::Indented ? ": " : ":";
        append(members[i].second->value);
    }
    --m_depth;
    if (!members.empty())
        breakLine();
    m_text += '}';
}

void Writer::append(const json::Array &array)
{
    m_text += '[';
    ++m_depth;
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (i > 0)
            m_text += ',';
        breakLine();
        append(array[i]);
    }
    --m_depth;
    if (!array.empty())
        breakLine();
    m_text += ']';
}

void Writer::appendText(const QString &text)
{
    m_text += '"';
    if (m_form == Form::Olpc) {
        m_text += text.toUtf8().replace('\\', "\\\\").replace('"', "\\\"");
    } else {
        for (const QChar unit : text) {
            const char16_t code = unit.unicode();
            // RFC 8785 has the escapes of ASCII that Python has.
            if (code < 0x7f)
                m_text += json::canonical(QString(unit)).sliced(1).chopped(1);
            else
                m_text += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
        }
    }
    m_text += '"';
}

void Writer::breakLine()
{
    if (m_form == Form::Indented)
        m_text += '\n' + QByteArray(m_depth, ' ');
}

} // namespace

Expected<json::Value> parseMetadataText(QByteArrayView text)
{
    auto value = json::parse(text, textLimits);
    if (!value)
        return value;
    if (!hasWholeNumbers(*value))
        return refuse(ProblemType::OutOfRange, u"Metadata holds whole numbers only"_s);
    if (json::canonical(*value) != text && Writer(Writer::Form::Indented).written(*value) != text)
        return refuse(ProblemType::NotCanonical,
                      u"The file is not written as repositories write it: sorted, and either without spaces or "
                      "indented by one"_s);
    return value;
}

QByteArray metadataText(const json::Value &value)
{
    return json::canonical(value);
}

QByteArray signedText(const json::Value &value)
{
    return Writer(Writer::Form::Olpc).written(value);
}

/// Between texts there are no control characters, so that each that is there can be given the escape of JSON.
Expected<json::Value> parseSignedText(QByteArrayView text)
{
    constexpr char firstPrintable = ' ';
    QByteArray escaped;
    escaped.reserve(text.size());
    for (const char byte : text) {
        if (byte >= 0 && byte < firstPrintable)
            escaped += "\\u00" + QByteArray::number(byte, 16).rightJustified(2, '0');
        else
            escaped += byte;
    }
    auto value = json::parse(escaped, textLimits);
    if (!value)
        return value;
    if (!hasWholeNumbers(*value))
        return refuse(ProblemType::OutOfRange, u"Metadata holds whole numbers only"_s);
    if (signedText(*value) != text)
        return refuse(ProblemType::NotCanonical, u"The text is not written as it is signed"_s);
    return value;
}

} // namespace enigm::ota::tuf
