#include "contract/fleet/RevocationList.h"

#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

constexpr qsizetype mostDigits = 64;

Expected<QString> normalised(const QString &serial)
{
    const QString lower = serial.toLower();
    const auto isDigit = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    if (lower.isEmpty() || lower.size() > mostDigits || !std::ranges::all_of(lower, isDigit))
        return refuse(ProblemType::OutOfRange, u"A serial number is not hexadecimal."_s, u"/entries"_s);
    qsizetype zeros = 0;
    while (zeros + 1 < lower.size() && lower[zeros] == u'0')
        ++zeros;
    return lower.sliced(zeros);
}

Expected<void> checkEntry(const json::Value &entry, const QString &serial)
{
    const QString where = u"/entries/"_s + serial;
    if (entry.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"An entry is an object."_s, where);
    const json::Value *const status = entry.object().find(u"status");
    if (!status)
        return refuse(ProblemType::MissingMember, u"An entry has no status."_s, where);
    if (status->kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A status is a text."_s, where);
    return {};
}

} // namespace

Expected<RevocationList> RevocationList::parse(QByteArrayView text)
{
    const auto document = json::parse(text, {.bytes = mostBytes});
    if (!document)
        return std::unexpected(document.error());
    if (document->kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"A revocation list is an object."_s);
    const json::Value *const entries = document->object().find(u"entries");
    if (!entries)
        return refuse(ProblemType::MissingMember, u"A revocation list has entries."_s);
    if (entries->kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"The entries are an object."_s, u"/entries"_s);
    RevocationList result;
    for (const json::Object::Member &member : entries->object()) {
        const auto serial = normalised(member.name);
        if (!serial)
            return std::unexpected(serial.error());
        if (const auto fine = checkEntry(member.value, member.name); !fine)
            return std::unexpected(fine.error());
        result.insert(*serial);
    }
    return result;
}

Expected<RevocationList> RevocationList::open(QByteArrayView text, QByteArrayView digest)
{
    if (signing::sha256(text) != digest)
        return refuse(ProblemType::BodyMismatch, u"This is not the revocation list that people have signed."_s);
    return parse(text);
}

} // namespace enigm::fleet
