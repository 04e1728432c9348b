#include "contract/operators/Members.h"

#include "contract/encoding/Base64Url.h"

using namespace Qt::StringLiterals;

namespace enigm::operators {

namespace {

template <typename Items, typename Convert>
json::Array listed(const Items &items, Convert convert)
{
    json::Array result;
    result.reserve(items.size());
    for (const auto &item : items)
        result.push_back(convert(item));
    return result;
}

Expected<signing::PublicKey> parseKey(const json::Value &value, const QString &pointer, signing::PublicKey::Kind kind)
{
    auto key = signing::PublicKey::fromJwk(value, pointer);
    if (key && key->kind() != kind)
        return refuse(ProblemType::MalformedKey, u"A key of another kind is needed here."_s, pointer);
    return key;
}

} // namespace

json::Value valueOf(const QByteArray &bytes)
{
    return QString::fromLatin1(encoding::toBase64Url(bytes));
}

json::Value valueOf(const std::optional<QByteArray> &bytes)
{
    return bytes ? valueOf(*bytes) : json::Value();
}

json::Array valueOf(const std::vector<QString> &texts)
{
    return listed(texts, [](const QString &text) { return json::Value(text); });
}

json::Array valueOf(const std::vector<QByteArray> &list)
{
    return listed(list, [](const QByteArray &bytes) { return valueOf(bytes); });
}

json::Array valueOf(const std::vector<signing::PublicKey> &keys)
{
    return listed(keys, [](const signing::PublicKey &key) { return key.jwk(); });
}

Expected<QByteArray> parseDigest(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A digest is expected."_s, pointer);
    auto bytes = encoding::fromBase64Url(value.text().toUtf8());
    if (!bytes)
        return std::unexpected(bytes.error().under(pointer));
    if (bytes->size() != 32)
        return refuse(ProblemType::OutOfRange, u"A digest has 32 bytes."_s, pointer);
    return bytes;
}

Expected<signing::PublicKey> parseP256(const json::Value &value, const QString &pointer)
{
    return parseKey(value, pointer, signing::PublicKey::Kind::P256);
}

Expected<signing::PublicKey> parseEd25519(const json::Value &value, const QString &pointer)
{
    return parseKey(value, pointer, signing::PublicKey::Kind::Ed25519);
}

Expected<Roles> parseRoles(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Array)
        return refuse(ProblemType::WrongType, u"A list of roles is expected."_s, pointer);
    std::vector<QString> words;
    for (const json::Value &item : value.array()) {
        if (item.kind() != json::Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A role is a word."_s, pointer);
        words.push_back(item.text());
    }
    return Roles::fromWords(words, pointer);
}

void readVersion1(json::ObjectReader &reader)
{
    const qint64 version = reader.integer("v"_L1);
    if (!reader.hasFailed() && version != 1)
        reader.fail({ProblemType::UnsupportedVersion, u"Only version 1 is known."_s, reader.pointerTo("v"_L1)});
}

QString readThumbprint(json::ObjectReader &reader, QLatin1StringView name)
{
    const QByteArray bytes = reader.bytes(name, 32);
    return reader.hasFailed() ? QString() : QString::fromLatin1(encoding::toBase64Url(bytes));
}

bool isIdentifier(QStringView text)
{
    bool afterJoint = true;
    for (const QChar c : text) {
        const bool isWordCharacter = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (!isWordCharacter && (c != u'-' || afterJoint))
            return false;
        afterJoint = !isWordCharacter;
    }
    return !afterJoint && text.size() <= 64;
}

} // namespace enigm::operators
