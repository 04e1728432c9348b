#include "contract/log/GovernanceEntry.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

Expected<QByteArray> jwsText(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A compact JWS is expected."_s, pointer);
    return value.text().toUtf8();
}

json::Value toValue(const QByteArray &jws)
{
    return QString::fromLatin1(jws);
}

} // namespace

QByteArray GovernanceEntry::toLeaf() const
{
    json::Array signedApprovals;
    signedApprovals.reserve(approvals.size());
    for (const QByteArray &approval : approvals)
        signedApprovals.push_back(toValue(approval));
    return json::canonical(json::Object{
        {"activity"_L1, activity.toJson()},
        {"approvals"_L1, std::move(signedApprovals)},
        {"change"_L1, change ? toValue(*change) : json::Value()},
        {"fact"_L1, fact},
        {"index"_L1, index},
        {"kind"_L1, kind},
        {"v"_L1, 1},
    });
}

Expected<GovernanceEntry> GovernanceEntry::parse(QByteArrayView leaf)
{
    if (leaf.size() > maxLeafBytes)
        return refuse(ProblemType::TooLarge, u"A governance entry has at most %1 bytes."_s.arg(maxLeafBytes));
    const auto value = json::parseSigned(leaf);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    GovernanceEntry result;
    result.activity = reader.with("activity"_L1, LogHead::fromJson);
    result.approvals = reader.list("approvals"_L1, jwsText);
    if (const auto change = reader.textOrNull("change"_L1))
        result.change = change->toUtf8();
    result.fact = reader.value("fact"_L1);
    result.index = reader.integer("index"_L1);
    result.kind = reader.text("kind"_L1);
    const qint64 version = reader.integer("v"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (version != 1)
        return refuse(ProblemType::UnsupportedVersion, u"Only version 1 of a governance entry is known."_s, u"/v"_s);
    return result;
}

} // namespace enigm::log
