#include "simulator/device/PolicyReplies.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

Expected<ClaimedPolicy> readPolicy(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    ClaimedPolicy claimed{.version = {.policy = reader.uuid("policy"_L1),
                                      .version = reader.integer("version"_L1, 1),
                                      .document = reader.with("document"_L1, policy::PolicyDocument::fromJson)},
                          .inForceBy = reader.uuid("in_force_by"_L1),
                          .assignedBy = reader.uuid("assigned_by"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return claimed;
}

} // namespace

Expected<std::vector<ClaimedPolicy>> readPolicies(QByteArrayView body)
{
    const auto value = json::parse(body);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    auto policies = reader.list("policies"_L1, readPolicy);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return policies;
}

} // namespace enigm::simulator
