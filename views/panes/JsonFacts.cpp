#include "views/panes/JsonFacts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace enigm::views::panes {

using json::Value;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(JsonFacts)
};

/// Beyond this a text is a signature, a digest or a list that nobody reads in a narrow column.
constexpr qsizetype longest = 120;

bool isCode(const QString &text)
{
    return text.size() >= 20 && !text.contains(u' ');
}

/// Lists that nobody reads in a narrow column are counted.
bool isCounted(const Value &value)
{
    return value.kind() == Value::Kind::Array && !value.array().empty() &&
           std::ranges::all_of(value.array(), [](const Value &part) {
               return part.kind() == Value::Kind::Object || part.kind() == Value::Kind::Array ||
                      (part.kind() == Value::Kind::Text && isCode(part.text()));
           });
}

void collect(const Value &value, const QString &name, std::vector<design::Fact> &facts)
{
    if (value.kind() == Value::Kind::Object) {
        for (const json::Object::Member &member : value.object()) {
            const QString part = QString(member.name).replace(u'_', u' ').replace(u'.', u' ');
            collect(member.value, name.isEmpty() ? part : name + u' ' + part, facts);
        }
        return;
    }
    if (isCounted(value) && (value.array().size() > 1 || value.array().front().kind() != Value::Kind::Text)) {
        const int count = static_cast<int>(value.array().size());
        facts.push_back({.name = name, .value = Words::tr("%n item(s)", nullptr, count), .hover = jsonText(value)});
        return;
    }
    const QString text = jsonText(value);
    const bool isLong = text.size() > longest;
    facts.push_back({.name = name,
                     .value = isLong ? text.first(longest) + u'…' : text,
                     .code = !isLong && isCode(text),
                     .hover = isLong ? text : QString()});
}

} // namespace

QString jsonText(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return Words::tr("none");
    case Value::Kind::Boolean:
        return value.boolean() ? Words::tr("yes") : Words::tr("no");
    case Value::Kind::Integer:
        return QLocale().toString(value.integer());
    case Value::Kind::Double:
        return QLocale().toString(value.number());
    case Value::Kind::Text:
        return value.text();
    case Value::Kind::Array: {
        QStringList parts;
        for (const Value &part : value.array())
            parts.append(jsonText(part));
        return parts.isEmpty() ? Words::tr("none") : parts.join(Words::tr(", "));
    }
    case Value::Kind::Object: {
        QStringList parts;
        for (const json::Object::Member &member : value.object())
            parts.append(Words::tr("%1: %2").arg(member.name, jsonText(member.value)));
        return parts.join(Words::tr(", "));
    }
    }
    Q_UNREACHABLE();
}

std::vector<design::Fact> jsonFacts(const Value &value, std::size_t most)
{
    std::vector<design::Fact> facts;
    collect(value, {}, facts);
    if (facts.size() > most) {
        const int more = static_cast<int>(facts.size() - most + 1);
        facts.resize(most - 1);
        facts.push_back(
            {.name = Words::tr("more"), .value = Words::tr("%n more fact(s); export shows all", nullptr, more)});
    }
    return facts;
}

} // namespace enigm::views::panes
