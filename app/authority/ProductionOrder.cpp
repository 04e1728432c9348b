#include "app/authority/ProductionOrder.h"

#include "contract/changes/GovernanceReplay.h"
#include "contract/evidence/Evidence.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <QCryptographicHash>
#include <QFile>

using namespace Qt::StringLiterals;

namespace enigm::authority {

namespace {

/// Length and digest of what lies there now, and not what anybody says of it.
Expected<void> checkArtifact(const QString &path, const changes::SignProductionParameters &change)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, u"The artifact cannot be read: %1"_s.arg(file.errorString()), path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (file.size() != change.length || !hash.addData(&file) || hash.result() != change.artifact)
        return refuse(ProblemType::BodyMismatch, u"This file is not the artifact that was signed off."_s, path);
    return {};
}

} // namespace

Expected<ProductionOrder> ProductionOrder::parse(QByteArrayView json)
{
    const auto value = json::parse(json, {.bytes = mostBytes});
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    ProductionOrder order{.artifact = reader.text("artifact"_L1), .evidence = reader.bytes("evidence"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return order;
}

Expected<ota::Production> checkOrder(const ProductionOrder &order, QByteArrayView deployment,
                                     const signing::PublicKey &key)
{
    const auto verdict = evidence::verifyEvidence(order.evidence, deployment);
    if (!verdict)
        return std::unexpected(verdict.error());
    const auto *const change = std::get_if<changes::SignProductionParameters>(&verdict->change.parameters);
    if (!change)
        return refuse(ProblemType::TargetMismatch, u"The change lets nobody sign an artifact."_s, u"/evidence"_s);
    const auto bundle = evidence::EvidenceBundle::parse(order.evidence);
    if (!bundle)
        return std::unexpected(bundle.error());
    const auto governance = changes::GovernanceReplay::replay(bundle->governanceLeaves, deployment);
    if (!governance)
        return std::unexpected(governance.error());
    if (!governance->directory().updateKeys().find(operators::SigningAuthority::Production, key.thumbprint()))
        return refuse(ProblemType::UnknownKey,
                      u"The governance log does not name this key for the production authority."_s, key.thumbprint());
    if (auto same = checkArtifact(order.artifact, *change); !same)
        return std::unexpected(same.error());
    return change->production(deployment.toByteArray());
}

} // namespace enigm::authority
