#include "contract/reports/HeldPolicies.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace enigm::reports {

namespace {

constexpr qsizetype digestSize = 32;

json::Value documentOf(const HeldPolicy &held)
{
    return json::Object{{"assigned"_L1, held.assigned},
                        {"digest"_L1, operators::valueOf(held.digest)},
                        {"in_force"_L1, held.inForce},
                        {"policy"_L1, held.policy},
                        {"version"_L1, held.version}};
}

Expected<HeldPolicy> parseHeld(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    HeldPolicy held{.policy = reader.uuid("policy"_L1),
                    .version = reader.integer("version"_L1, 1),
                    .digest = reader.bytes("digest"_L1, digestSize),
                    .inForce = reader.integer("in_force"_L1),
                    .assigned = reader.integer("assigned"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return held;
}

} // namespace

QByteArray HeldPolicies::versions() const
{
    std::vector<QByteArray> digests;
    digests.reserve(policies.size());
    for (const HeldPolicy &held : policies)
        digests.push_back(held.digest);
    return digestOfVersions(digests);
}

json::Value HeldPolicies::toJson() const
{
    json::Array held;
    for (const HeldPolicy &each : policies)
        held.push_back(documentOf(each));
    return json::Object{{"policies"_L1, std::move(held)}};
}

Expected<HeldPolicies> HeldPolicies::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    HeldPolicies held{.policies = reader.list("policies"_L1, parseHeld)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const QString place = reader.pointerTo("policies"_L1);
    if (held.policies.size() > most)
        return refuse(ProblemType::OutOfRange, u"A device confirms at most %1 policies."_s.arg(most), place);
    // The same policies have one spelling, so that whether they changed is a comparison of bytes.
    if (std::ranges::adjacent_find(held.policies, std::ranges::greater_equal(), &HeldPolicy::policy) !=
        held.policies.end())
        return refuse(ProblemType::OutOfRange, u"Policies come by their ids, each once."_s, place);
    return held;
}

QByteArray digestOfVersions(const std::vector<QByteArray> &digests)
{
    QByteArray all;
    for (const QByteArray &digest : digests)
        all.append(digest);
    return signing::sha256(all);
}

} // namespace enigm::reports
