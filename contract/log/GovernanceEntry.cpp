#include "contract/log/GovernanceEntry.h"

#include "contract/json/FrameReader.h"
#include "contract/json/JsonParser.h"
#include "contract/log/Hash.h"

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

/// Compact JWS are long: they are taken from where they stand, and read by those who know what they sign.
std::vector<QByteArray> readSigned(json::FrameReader &reader)
{
    std::vector<QByteArray> result;
    while (reader.hasNext(result.size()))
        result.push_back(reader.plainText(GovernanceEntry::maxLeafBytes).toByteArray());
    return result;
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
    json::FrameReader reader(leaf);
    GovernanceEntry result;
    reader.expect(R"({"activity":{"root":)");
    result.activity.root = reader.bytes(Hash::Size);
    reader.expect(R"(,"size":)");
    result.activity.size = reader.integer();
    reader.expect(R"(},"approvals":[)");
    result.approvals = readSigned(reader);
    reader.expect(R"(,"change":)");
    if (!reader.passes("null"))
        result.change = reader.plainText(GovernanceEntry::maxLeafBytes).toByteArray();
    reader.expect(R"(,"fact":)");
    const QByteArrayView fact = reader.object(maxLeafBytes);
    reader.expect(R"(,"index":)");
    result.index = reader.integer();
    reader.expect(R"(,"kind":)");
    result.kind = QString::fromLatin1(reader.plainText(GovernanceEntry::maxLeafBytes));
    reader.expect(R"(,"v":)");
    const qint64 version = reader.integer();
    reader.expect("}");
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (version != 1)
        return refuse(ProblemType::UnsupportedVersion, u"Only version 1 of a governance entry is known."_s, u"/v"_s);
    auto value = json::parseSigned(fact);
    if (!value)
        return std::unexpected(value.error().under(u"/fact"_s));
    result.fact = std::move(*value);
    return result;
}

} // namespace enigm::log
