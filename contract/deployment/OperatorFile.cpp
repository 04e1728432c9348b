#include "contract/deployment/OperatorFile.h"

#include "contract/deployment/FileLine.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::deployment {

namespace {

using Key = std::shared_ptr<const signing::LockedKey>;

/// People sign with P-256 only.
Expected<Key> readKey(const json::Value &value, const QString &pointer)
{
    auto key = signing::LockedKey::fromJson(value, pointer);
    if (key && (*key)->publicKey().kind() != signing::PublicKey::Kind::P256)
        return refuse(ProblemType::MalformedKey, u"An operator key is one of P-256."_s, pointer + u"/public"_s);
    return key;
}

} // namespace

Expected<OperatorFile> OperatorFile::parse(QByteArrayView bytes)
{
    const auto line = lineOfFile(bytes);
    if (!line)
        return std::unexpected(line.error());
    const auto value = json::parseSigned(*line);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    const QByteArray deployment = reader.bytes("deployment"_L1, 32);
    const QString name = reader.text("name"_L1);
    const QString operatorId = reader.uuid("operator"_L1);
    auto key = reader.with("key"_L1, readKey);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return OperatorFile{.deployment = deployment, .name = name, .operatorId = operatorId, .key = std::move(key)};
}

QByteArray OperatorFile::toBytes() const
{
    return json::canonical(json::Object{
               {"deployment"_L1, operators::valueOf(deployment)},
               {"key"_L1, key->toJson()},
               {"name"_L1, name},
               {"operator"_L1, operatorId},
               {"v"_L1, 1},
           }) +
           '\n';
}

} // namespace enigm::deployment
