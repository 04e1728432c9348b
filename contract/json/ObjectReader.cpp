#include "contract/json/ObjectReader.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"

using namespace Qt::StringLiterals;

namespace enigm::json {

namespace {

QString escaped(QString name)
{
    return name.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1); // RFC 6901 section 3
}

bool needsNoEscape(QLatin1StringView name)
{
    return !name.contains(u'~') && !name.contains(u'/');
}

} // namespace

ObjectReader::ObjectReader(const Value &value, QString pointer)
    : m_value(value)
    , m_pointer(std::move(pointer))
{
    if (value.kind() == Value::Kind::Object)
        m_read.resize(value.object().size());
    else
        fail({ProblemType::WrongType, u"An object is expected"_s, m_pointer});
}

bool ObjectReader::boolean(QLatin1StringView name)
{
    const Value *const found = take(name, Value::Kind::Boolean, "true or false"_L1);
    return found && found->boolean();
}

qint64 ObjectReader::integer(QLatin1StringView name, qint64 least, qint64 most)
{
    const Value *const found = take(name, Value::Kind::Integer, "a whole number"_L1);
    return found ? inRange(found->integer(), name, least, most) : 0;
}

QString ObjectReader::text(QLatin1StringView name)
{
    const Value *const found = take(name, Value::Kind::Text, "a text"_L1);
    return found ? found->text() : QString();
}

std::optional<QString> ObjectReader::textOrNull(QLatin1StringView name)
{
    const Value *const found = takeOrNull(name, Value::Kind::Text, "a text or null"_L1);
    return found ? std::optional(found->text()) : std::nullopt;
}

std::optional<qint64> ObjectReader::integerOrNull(QLatin1StringView name)
{
    const Value *const found = takeOrNull(name, Value::Kind::Integer, "a whole number or null"_L1);
    if (!found)
        return std::nullopt;
    return inRange(found->integer(), name, 0, (qint64(1) << 53) - 1);
}

QByteArray ObjectReader::bytes(QLatin1StringView name, qsizetype size)
{
    const Value *const found = take(name, Value::Kind::Text, "a base64url text"_L1);
    return found ? decoded(found->text(), name, size) : QByteArray();
}

std::optional<QByteArray> ObjectReader::bytesOrNull(QLatin1StringView name, qsizetype size)
{
    const Value *const found = takeOrNull(name, Value::Kind::Text, "a base64url text or null"_L1);
    return found ? std::optional(decoded(found->text(), name, size)) : std::nullopt;
}

QString ObjectReader::uuid(QLatin1StringView name)
{
    const Value *const found = take(name, Value::Kind::Text, "a UUID"_L1);
    if (!found)
        return {};
    auto uuid = encoding::parseUuid7(found->text());
    if (uuid)
        return std::move(*uuid);
    fail(uuid.error().under(pointerTo(name)));
    return {};
}

std::vector<QString> ObjectReader::texts(QLatin1StringView name)
{
    return list(name, [](const Value &item, const QString &pointer) -> Expected<QString> {
        if (item.kind() != Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A text is expected"_s, pointer);
        return item.text();
    });
}

Value ObjectReader::value(QLatin1StringView name)
{
    const Value *const found = member(name);
    return found ? *found : Value();
}

std::optional<Value> ObjectReader::optional(QLatin1StringView name)
{
    if (m_value.kind() != Value::Kind::Object || !m_value.object().find(name))
        return std::nullopt;
    return value(name);
}

void ObjectReader::fail(Problem problem)
{
    if (!m_problem)
        m_problem = std::move(problem);
}

QString ObjectReader::pointerTo(QLatin1StringView name) const
{
    if (!needsNoEscape(name))
        return m_pointer + u'/' + escaped(name);
    // Made for every member that is an object, refused or not.
    QString pointer;
    pointer.reserve(m_pointer.size() + 1 + name.size());
    pointer.append(m_pointer).append(u'/').append(name);
    return pointer;
}

Expected<void> ObjectReader::finish()
{
    std::size_t place = 0;
    while (!m_problem && place < m_read.size() && m_read[place])
        ++place;
    if (!m_problem && place < m_read.size()) {
        const Object::Member &unread = *(m_value.object().begin() + static_cast<std::ptrdiff_t>(place));
        fail({ProblemType::UnknownMember, u"The member is not known here"_s, m_pointer + u'/' + escaped(unread.name)});
    }
    if (m_problem)
        return std::unexpected(*m_problem);
    return {};
}

const Value *ObjectReader::member(QLatin1StringView name)
{
    if (hasFailed())
        return nullptr;
    const std::optional<std::size_t> place = m_value.object().placeOf(name);
    if (!place) {
        fail({ProblemType::MissingMember, u"The member is missing"_s, pointerTo(name)});
        return nullptr;
    }
    m_read[*place] = true;
    return &(m_value.object().begin() + static_cast<std::ptrdiff_t>(*place))->value;
}

const Value *ObjectReader::take(QLatin1StringView name, Value::Kind kind, QLatin1StringView kindName)
{
    const Value *const found = member(name);
    if (!found || found->kind() == kind)
        return found;
    fail({ProblemType::WrongType, u"Here %1 is expected"_s.arg(kindName), pointerTo(name)});
    return nullptr;
}

const Value *ObjectReader::takeOrNull(QLatin1StringView name, Value::Kind kind, QLatin1StringView kindName)
{
    const Value *const found = member(name);
    if (!found || found->isNull())
        return nullptr;
    if (found->kind() == kind)
        return found;
    fail({ProblemType::WrongType, u"Here %1 is expected"_s.arg(kindName), pointerTo(name)});
    return nullptr;
}

const Value *ObjectReader::arrayOf(QLatin1StringView name)
{
    return take(name, Value::Kind::Array, "a list"_L1);
}

qint64 ObjectReader::inRange(qint64 number, QLatin1StringView name, qint64 least, qint64 most)
{
    if (number >= least && number <= most)
        return number;
    fail({ProblemType::OutOfRange, u"The number must lie between %1 and %2"_s.arg(least).arg(most), pointerTo(name)});
    return 0;
}

QByteArray ObjectReader::decoded(const QString &text, QLatin1StringView name, qsizetype size)
{
    // A character beyond Latin-1 becomes one that is foreign to the alphabet too.
    auto bytes = encoding::fromBase64Url(text.toLatin1());
    if (!bytes) {
        fail(bytes.error().under(pointerTo(name)));
        return {};
    }
    if (size >= 0 && bytes->size() != size) {
        fail({ProblemType::OutOfRange, u"%1 bytes are expected, not %2"_s.arg(size).arg(bytes->size()),
              pointerTo(name)});
        return {};
    }
    return std::move(*bytes);
}

} // namespace enigm::json
