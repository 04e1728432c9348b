#include "control-plane/policy/AnalysisService.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/ObjectReader.h"
#include "control-plane/store/Reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

namespace {

using Assignment = PolicyProposal::Assignment;

Expected<QString> parseGroup(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"The id of a group is a text."_s, pointer);
    auto id = encoding::parseUuid7(value.text());
    return id ? id : std::unexpected(id.error().under(pointer));
}

Expected<std::optional<Assignment>> parseAssignment(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<Assignment>();
    json::ObjectReader reader(value, pointer);
    Assignment assignment{.isToAll = reader.boolean("all"_L1), .groups = reader.list("groups"_L1, parseGroup)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(std::move(assignment));
}

/// The rows of a page, with groups as they are numbered for the question.
void appendTo(enigm::policy::FleetColumns &columns, const FleetPage &page, enigm::policy::GroupDictionary &groups)
{
    std::vector<std::optional<enigm::policy::GroupSet>> sets;
    for (const FleetPage::GroupPlaces &places : page.sets) {
        std::vector<QString> ids;
        for (const qint64 place : places.value_or(std::vector<qint64>()))
            ids.push_back(page.groups[static_cast<std::size_t>(place)]);
        sets.push_back(places ? std::optional(groups.setOf(ids)) : std::nullopt);
    }
    for (std::size_t row = 0; row < page.devices.size(); ++row) {
        std::array<enigm::policy::Code, enigm::policy::deviceInputCount> codes{};
        for (std::size_t i = 0; i < codes.size(); ++i)
            codes[i] = static_cast<enigm::policy::Code>(page.codes[i][static_cast<qsizetype>(row)]);
        columns.append({codes, sets[page.setOf[row]]});
    }
}

} // namespace

Expected<PolicyProposal> PolicyProposal::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    PolicyProposal proposal{.policy = reader.uuid("policy"_L1),
                            .document = reader.with("document"_L1, enigm::policy::PolicyDocument::fromJson),
                            .assigned = reader.with("assigned"_L1, parseAssignment)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return proposal;
}

AnalysisService::AnalysisService(const store::Database &database, const FleetReader &fleet)
    : m_database(database)
    , m_fleet(fleet)
{}

Expected<enigm::policy::PolicySet> AnalysisService::policiesWith(PolicyProposal proposal) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto policies = policiesInForce(*reader->operator->());
    if (!policies)
        return policies;
    auto place = std::ranges::find_if(*policies, [&](const enigm::policy::AssignedPolicy &policy) {
        return policy.policy.policy == proposal.policy;
    });
    if (place == policies->end()) {
        policies->push_back({.policy = {.policy = proposal.policy, .version = 0, .document = {}}, .groups = {}});
        place = std::prev(policies->end());
    }
    ++place->policy.version;
    place->policy.document = std::move(proposal.document);
    if (proposal.assigned)
        place->groups = proposal.assigned->isToAll ? std::nullopt : std::optional(std::move(proposal.assigned->groups));
    return policies;
}

Expected<enigm::policy::FleetColumns> AnalysisService::columns(enigm::policy::GroupDictionary &groups) const
{
    enigm::policy::FleetColumns columns;
    QString after;
    for (;;) {
        const auto page = m_fleet.page(after, FleetReader::mostDevices);
        if (!page)
            return std::unexpected(page.error());
        appendTo(columns, *page, groups);
        if (!page->next)
            return columns;
        after = *page->next;
    }
}

Expected<std::vector<enigm::policy::FindingAnswer>> AnalysisService::analyse(PolicyProposal proposal) const
{
    const QString policy = proposal.policy;
    const auto policies = policiesWith(std::move(proposal));
    if (!policies)
        return std::unexpected(policies.error());
    enigm::policy::GroupDictionary groups;
    const auto fleet = columns(groups);
    if (!fleet)
        return std::unexpected(fleet.error());
    std::vector<enigm::policy::FindingAnswer> answers;
    for (enigm::policy::Finding &finding : enigm::policy::analyse(*policies, groups, *fleet)) {
        auto answer = enigm::policy::FindingAnswer::of(std::move(finding), policy);
        if (answer.pointer)
            answers.push_back(std::move(answer));
    }
    return answers;
}

} // namespace enigm::controlplane::policy
