#include "contract/deployment/OperatorFile.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::deployment {

Expected<OperatorFile> OperatorFile::parse(QByteArrayView bytes)
{
    if (!bytes.endsWith('\n'))
        return refuse(ProblemType::NotCanonical, u"The file ends in a newline."_s, u"offset %1"_s.arg(bytes.size()));
    const auto value = json::parseSigned(bytes.chopped(1));
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    const QByteArray deployment = reader.bytes("deployment"_L1, 32);
    const QString name = reader.text("name"_L1);
    const QString operatorId = reader.uuid("operator"_L1);
    const json::Value sealed = reader.value("key"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto key = signing::SealedKey::fromJson(sealed, u"/key"_s);
    if (!key)
        return std::unexpected(key.error());
    return OperatorFile{.deployment = deployment, .name = name, .operatorId = operatorId, .key = std::move(*key)};
}

QByteArray OperatorFile::toBytes() const
{
    return json::canonical(json::Object{
               {"deployment"_L1, operators::valueOf(deployment)},
               {"key"_L1, key.toJson()},
               {"name"_L1, name},
               {"operator"_L1, operatorId},
               {"v"_L1, 1},
           }) +
           '\n';
}

} // namespace enigm::deployment
