#include "contract/evidence/AuditLines.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

constexpr auto formatName = "enigm-audit-export"_L1;
constexpr qsizetype hashLength = 43; ///< base64url of 32 bytes
constexpr qsizetype saltLength = 22; ///< base64url of 16 bytes

constexpr auto bodyOpening = QByteArrayView(R"({"body":)");
constexpr auto hashOpening = QByteArrayView(R"(,"hash":")");
constexpr auto leafOpening = QByteArrayView(R"(","leaf":)");
constexpr auto saltOpening = QByteArrayView(R"(,"salt":")");
constexpr auto saltClosing = QByteArrayView(R"("})");
constexpr auto noSalt = QByteArrayView(R"(,"salt":null})");
constexpr auto governanceOpening = QByteArrayView(R"({"hash":")");

std::unexpected<Problem> malformed()
{
    return refuse(ProblemType::NotCanonical, u"This is not a record in its one spelling."_s);
}

Expected<log::Hash> checkHash(QByteArrayView leaf, QByteArrayView text)
{
    const log::Hash hash = log::leafHash(leaf);
    if (encoding::toBase64Url(hash.view()) != text)
        return refuse(ProblemType::EntryMismatch, u"The record is not the one that its hash names."_s);
    return hash;
}

/// Takes `tail` from the end of `line`; false where something else stands there.
bool dropEnd(QByteArrayView &line, QByteArrayView tail)
{
    if (!line.endsWith(tail))
        return false;
    line.chop(tail.size());
    return true;
}

/// Takes the last `length` bytes.
QByteArrayView takeEnd(QByteArrayView &line, qsizetype length)
{
    if (line.size() < length)
        return {};
    const QByteArrayView end = line.last(length);
    line.chop(length);
    return end;
}

QByteArray joined(std::initializer_list<QByteArrayView> parts)
{
    QByteArray line;
    for (const QByteArrayView part : parts)
        line.append(part);
    return line;
}

} // namespace

QByteArray headerLine(const AuditExportHeader &header)
{
    return json::canonical(json::Object{
        {"activity"_L1, QString::fromUtf8(header.activityCheckpoint)},
        {"deployment"_L1, operators::valueOf(header.deployment)},
        {"format"_L1, formatName},
        {"governance"_L1, QString::fromUtf8(header.governanceCheckpoint)},
        {"v"_L1, 1},
    });
}

Expected<AuditExportHeader> parseHeaderLine(QByteArrayView line)
{
    const auto value = json::parse(line);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    const QString format = reader.text("format"_L1);
    AuditExportHeader header{
        .deployment = reader.bytes("deployment"_L1, 32),
        .governanceCheckpoint = reader.text("governance"_L1).toUtf8(),
        .activityCheckpoint = reader.text("activity"_L1).toUtf8(),
    };
    if (!reader.hasFailed() && format != formatName)
        reader.fail({ProblemType::OutOfRange, u"This is not an audit export."_s, u"/format"_s});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (headerLine(header) != line)
        return refuse(ProblemType::NotCanonical, u"The line is not in its canonical form."_s);
    return header;
}

QByteArray governanceLine(QByteArrayView leaf)
{
    return joined({governanceOpening, encoding::toBase64Url(log::leafHash(leaf).view()), leafOpening, leaf, "}"});
}

Expected<GovernanceLine> splitGovernanceLine(QByteArrayView line)
{
    constexpr qsizetype start = governanceOpening.size() + hashLength + leafOpening.size();
    if (line.size() <= start || !line.startsWith(governanceOpening) ||
        line.sliced(governanceOpening.size() + hashLength, leafOpening.size()) != leafOpening || !line.endsWith('}'))
        return malformed();
    GovernanceLine result{.leaf = line.sliced(start).chopped(1), .hash = {}};
    const auto hash = checkHash(result.leaf, line.sliced(governanceOpening.size(), hashLength));
    if (!hash)
        return std::unexpected(hash.error());
    result.hash = *hash;
    return result;
}

QByteArray activityLine(QByteArrayView leaf, const log::ActivityBody *body)
{
    const QByteArray hash = encoding::toBase64Url(log::leafHash(leaf).view());
    if (!body)
        return joined({bodyOpening, "null", hashOpening, hash, leafOpening, leaf, noSalt});
    const QByteArray salt = encoding::toBase64Url(body->salt);
    return joined({bodyOpening, json::canonical(body->value), hashOpening, hash, leafOpening, leaf, saltOpening, salt,
                   saltClosing});
}

Expected<ActivityLine> splitActivityLine(QByteArrayView line)
{
    // From the end: what follows the leaf has a fixed length, and the leaf holds no other object.
    ActivityLine result;
    result.hasBody = !dropEnd(line, noSalt);
    if (result.hasBody) {
        if (!dropEnd(line, saltClosing))
            return malformed();
        result.salt = takeEnd(line, saltLength);
        if (!dropEnd(line, saltOpening))
            return malformed();
    }
    const qsizetype leafAt = line.lastIndexOf('{');
    if (leafAt < 0)
        return malformed();
    result.leaf = takeEnd(line, line.size() - leafAt);
    if (!dropEnd(line, leafOpening))
        return malformed();
    const QByteArrayView hashText = takeEnd(line, hashLength);
    if (!dropEnd(line, hashOpening) || !line.startsWith(bodyOpening))
        return malformed();
    result.body = line.sliced(bodyOpening.size());
    if (!result.hasBody && result.body != "null")
        return malformed();
    const auto hash = checkHash(result.leaf, hashText);
    if (!hash)
        return std::unexpected(hash.error());
    result.hash = *hash;
    return result;
}

} // namespace enigm::evidence
