#include "contract/json/JsonParser.h"
#include "contract/policy/Analysis.h"
#include "contract/policy/Evaluator.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using namespace enigm::policy;

namespace {

/// A policy is one canonical text, whatever it was written like.
void checkDocument(const PolicyDocument &document)
{
    const QByteArray canonical = json::canonical(document.toJson());
    const auto again = PolicyDocument::parse(canonical);
    require(again && *again == document);
    require(json::parseSigned(canonical).has_value());
}

/// Whatever it says, nothing is allowed to who is not known.
void checkDecisions(const AssignedPolicy &policy)
{
    GroupDictionary groups;
    const Evaluator evaluator({policy}, groups);
    for (const QuestionRules &rules : evaluator.questions()) {
        const Question nobody{.action = rules.action(), .resource = rules.resource()};
        const Explanation explanation = rules.explain(nobody, {});
        require(explanation.decision.effect == Effect::Deny && !explanation.denying.empty());
        require(explanation.differ.isEmpty() == !explanation.nearest.has_value());
    }
    (void)analyse({policy}, groups, {});
}

} // namespace

/// A policy, as an editor or a file hands it in.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto document = PolicyDocument::parse({data, static_cast<qsizetype>(size)});
    if (!document)
        return 0;
    checkDocument(*document);
    AssignedPolicy policy;
    policy.policy.document = *document;
    checkDecisions(policy);
    return 0;
}
