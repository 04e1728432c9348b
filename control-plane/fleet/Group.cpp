#include "control-plane/fleet/Group.h"

#include "contract/fleet/Attestation.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

namespace {

Expected<enigm::fleet::GroupFacts> factsOf(const store::DeviceCohort &cohort, bool isSample)
{
    const auto attestation = enigm::fleet::attestationOutcomeFromWord(cohort.attestation);
    if (!attestation)
        return refuse(ProblemType::Unavailable, u"the database holds the unknown outcome %1"_s.arg(cohort.attestation));
    return enigm::fleet::GroupFacts{.state = cohort.state,
                                    .attestation = *attestation,
                                    .securityLevel = enigm::fleet::securityLevelFromWord(cohort.securityLevel),
                                    .patch = cohort.patch,
                                    .simulated = isSample};
}

} // namespace

Expected<ListedGroup> ListedGroup::of(const store::GroupRow &row)
{
    const auto value = json::parseSigned(row.definition);
    if (!value)
        return std::unexpected(value.error());
    auto definition = enigm::changes::GroupDefinition::fromJson(*value, {});
    if (!definition)
        return std::unexpected(definition.error());
    return ListedGroup{.id = row.id,
                       .version = row.version,
                       .definition = std::move(*definition),
                       .digest = row.digest.value_or(QByteArray()),
                       .change = row.change,
                       .changed = row.changedAt};
}

json::Object ListedGroup::toJson() const
{
    return {{"change"_L1, change},
            {"changed"_L1, changed},
            {"definition"_L1, definition.toJson()},
            {"digest"_L1, operators::valueOf(digest)},
            {"group"_L1, id},
            {"version"_L1, version}};
}

json::Value GroupPage::toJson() const
{
    json::Array groups;
    for (const ListedGroup &group : items)
        groups.emplace_back(group.toJson());
    return json::Object{{"items"_L1, std::move(groups)}, {"next"_L1, next ? json::Value(*next) : json::Value()}};
}

json::Value GroupDetail::toJson() const
{
    json::Object object = group.toJson();
    json::Array handles;
    for (const enigm::fleet::DeviceHandle &member : members)
        handles.emplace_back(member.text());
    object.insert(u"devices"_s, devices);
    object.insert(u"members"_s, std::move(handles));
    return object;
}

Expected<store::GroupScope> scopeOf(const ListedGroup &group, const store::Repositories &store, bool isSample)
{
    if (!group.definition.rule)
        return store::GroupScope(group.id);
    return scopeOf(*group.definition.rule, store, isSample);
}

Expected<store::GroupScope> scopeOf(const enigm::fleet::GroupRule &rule, const store::Repositories &store,
                                    bool isSample)
{
    const auto cohorts = store.groupDevices.cohorts();
    if (!cohorts)
        return std::unexpected(cohorts.error());
    std::vector<store::DeviceCohort> matching;
    for (const store::DeviceCohort &cohort : *cohorts) {
        const auto facts = factsOf(cohort, isSample);
        if (!facts)
            return std::unexpected(facts.error());
        if (rule.matches(*facts))
            matching.push_back(cohort);
    }
    return store::GroupScope(std::move(matching));
}

Expected<ListedGroup> groupOf(const QString &id, const store::Repositories &store)
{
    const auto row = store.groups.find(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row || !(*row)->digest)
        return refuse(ProblemType::NotFound, u"No group has this id."_s, id);
    return ListedGroup::of(**row);
}

} // namespace enigm::controlplane::fleet
