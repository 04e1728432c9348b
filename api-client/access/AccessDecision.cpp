#include "api-client/access/AccessDecision.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/policy/PolicyWords.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr json::Limits limits{.depth = 8, .bytes = 64 * 1024};
constexpr auto contextPointer = "/context"_L1;

Expected<AccessDecision> readPermit(json::ObjectReader &context)
{
    const AccessDecision decision{.isPermit = true,
                                  .validFor = context.integer("decision_validity"_L1, 0, AccessDecision::mostValidity),
                                  .validUntil = context.integer("valid_until"_L1)};
    const std::vector<QString> obligations = context.texts("obligations"_L1);
    for (const QString &word : obligations) {
        if (!policy::fromWord<policy::Obligation>(word))
            context.fail({ProblemType::OutOfRange, u"An obligation is not known here, so that nobody would meet it."_s,
                          context.pointerTo("obligations"_L1)});
    }
    return decision;
}

Expected<AccessDecision> readDenial(json::ObjectReader &context)
{
    const auto reason = network::denialReasonFromWord(context.text("reason"_L1));
    if (!reason)
        context.fail({ProblemType::OutOfRange, u"This is no reason of a denial."_s, context.pointerTo("reason"_L1)});
    return AccessDecision{.isPermit = false, .reason = reason};
}

} // namespace

Expected<AccessDecision> AccessDecision::parse(QByteArrayView body)
{
    const auto document = json::parse(body, limits);
    if (!document)
        return std::unexpected(document.error());
    json::ObjectReader reader(*document);
    const bool isPermit = reader.boolean("decision"_L1);
    const json::Value member = reader.value("context"_L1);
    if (reader.hasFailed())
        return std::unexpected(reader.finish().error());
    json::ObjectReader context(member, contextPointer);
    const auto decision = isPermit ? readPermit(context) : readDenial(context);
    // Not finish() where all went well: what is not known here may be there.
    if (context.hasFailed())
        return std::unexpected(context.finish().error());
    return decision;
}

} // namespace enigm::client
