#include "control-plane/changes/PolicyEffect.h"

#include "contract/encoding/GivenName.h"
#include "contract/json/JsonParser.h"

#include <set>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::AssignedGroups;
using enigm::changes::AssignPolicyParameters;
using enigm::changes::Parameters;
using enigm::changes::PolicyStanding;
using enigm::changes::PublishPolicyParameters;
using enigm::changes::RollBackPolicyParameters;
using enigm::policy::PolicyDocument;

namespace {

/// How a policy stands as it is kept, with every version that there was.
struct Kept
{
    std::optional<store::PolicyRow> present;
    std::optional<PolicyStanding> standing;
    std::vector<store::PolicyVersionRow> versions; ///< newest first

    [[nodiscard]] const store::PolicyVersionRow *version(qint64 number) const
    {
        const auto row = std::ranges::find(versions, number, &store::PolicyVersionRow::version);
        return row == versions.end() ? nullptr : &*row;
    }
};

Expected<Kept> keptPolicy(const store::Repositories &store, const QString &policy)
{
    const auto row = store.policies.find(policy);
    if (!row)
        return std::unexpected(row.error());
    Kept kept{.present = *row, .standing = {}, .versions = {}};
    if (!*row)
        return kept;
    auto versions = store.policies.versions(policy);
    if (!versions)
        return std::unexpected(versions.error());
    kept.versions = std::move(*versions);
    const store::PolicyVersionRow *const inForce = kept.version((*row)->version);
    if (!inForce)
        return refuse(ProblemType::Unavailable, u"the database lacks the version of a policy that is in force"_s,
                      policy);
    AssignedGroups groups;
    if (!(*row)->isAssignedToAll) {
        auto listed = store.policies.groups(policy);
        if (!listed)
            return std::unexpected(listed.error());
        groups = std::move(*listed);
    }
    kept.standing = PolicyStanding{.policy = policy,
                                   .version = (*row)->version,
                                   .last = kept.versions.front().version,
                                   .digest = inForce->digest,
                                   .groups = std::move(groups)};
    return kept;
}

/// Of the version that will be in force.
Expected<PolicyDocument> documentAfter(const Kept &kept, const Parameters &change, qint64 version)
{
    if (const auto *const published = std::get_if<PublishPolicyParameters>(&change))
        return published->version.document;
    const store::PolicyVersionRow *const row = kept.version(version);
    if (!row)
        return refuse(ProblemType::NotFound, u"The policy never had this version."_s, u"/parameters/version"_s);
    return PolicyDocument::parse(row->document);
}

Expected<PolicyStanding> standingAfter(const Kept &kept, const Parameters &change)
{
    if (const auto *const published = std::get_if<PublishPolicyParameters>(&change)) {
        std::optional<enigm::policy::PolicyKind> kind;
        if (!kept.versions.empty()) {
            const auto before = PolicyDocument::parse(kept.versions.front().document);
            if (!before)
                return std::unexpected(before.error());
            kind = before->kind;
        }
        return enigm::changes::standingAfter(*published, kept.standing, kind);
    }
    if (const auto *const assigned = std::get_if<AssignPolicyParameters>(&change))
        return enigm::changes::standingAfter(*assigned, kept.standing);
    const auto &rolledBack = std::get<RollBackPolicyParameters>(change);
    const store::PolicyVersionRow *const version = kept.version(rolledBack.version);
    return enigm::changes::standingAfter(rolledBack, kept.standing,
                                         version ? std::optional(version->digest) : std::nullopt);
}

/// That each is there.
Expected<void> checkGroups(const store::Repositories &store, const std::set<QString> &groups)
{
    for (const QString &group : groups) {
        const auto row = store.groups.find(group);
        if (!row)
            return std::unexpected(row.error());
        if (!*row || !(*row)->digest)
            return refuse(ProblemType::NotFound, u"The policy names a group that is not there."_s, group);
    }
    return {};
}

Expected<void> checkGroupsOf(const store::Repositories &store, const Parameters &change)
{
    std::set<QString> named;
    if (const auto *const published = std::get_if<PublishPolicyParameters>(&change)) {
        for (const enigm::policy::Rule &rule : published->version.document.rules)
            named.insert(rule.conditions.groups.begin(), rule.conditions.groups.end());
    }
    if (const auto *const assigned = std::get_if<AssignPolicyParameters>(&change); assigned && assigned->groups)
        named.insert(assigned->groups->begin(), assigned->groups->end());
    return checkGroups(store, named);
}

Expected<void> dropDraftOf(store::Transaction &transaction, const enigm::policy::PolicyVersion &published,
                           qint64 cursor)
{
    const auto draft = transaction.policies.draft(published.policy);
    if (!draft)
        return std::unexpected(draft.error());
    if (!*draft)
        return {};
    const auto written = PolicyDocument::parse((*draft)->document);
    return written && *written == published.document
               ? transaction.policies.dropDraft(published.policy, (*draft)->revision, cursor)
               : Expected<void>();
}

} // namespace

Expected<void> checkPolicyEffect(const store::Repositories &store, const Parameters &change)
{
    const QString policy = *enigm::changes::policyOf(change);
    const auto kept = keptPolicy(store, policy);
    if (!kept)
        return std::unexpected(kept.error());
    const auto standing = standingAfter(*kept, change);
    if (!standing)
        return std::unexpected(standing.error());
    const auto document = documentAfter(*kept, change, standing->version);
    if (!document)
        return std::unexpected(document.error());
    const auto holder = store.policies.findByName(encoding::givenNameKey(document->name));
    if (!holder)
        return std::unexpected(holder.error());
    if (*holder && (*holder)->id != policy)
        return refuse(ProblemType::AlreadyExists, u"Another policy has this name."_s, (*holder)->id);
    return checkGroupsOf(store, change);
}

Expected<void> keepPolicy(store::Transaction &transaction, const StoredChange &stored, qint64 cursor)
{
    const Parameters &change = stored.change.parameters;
    const auto kept = keptPolicy(transaction, *enigm::changes::policyOf(change));
    if (!kept)
        return std::unexpected(kept.error());
    const auto standing = standingAfter(*kept, change);
    if (!standing)
        return std::unexpected(standing.error());
    const auto document = documentAfter(*kept, change, standing->version);
    if (!document)
        return std::unexpected(document.error());
    if (const auto *const published = std::get_if<PublishPolicyParameters>(&change)) {
        if (auto done = transaction.policies.addVersion({.policy = standing->policy,
                                                         .version = standing->version,
                                                         .digest = standing->digest,
                                                         .document = json::canonical(document->toJson()),
                                                         .change = stored.row.id,
                                                         .publishedAt = stored.row.executed->time});
            !done)
            return done;
        if (auto done = dropDraftOf(transaction, published->version, cursor); !done)
            return done;
    }
    const bool assigns = std::holds_alternative<AssignPolicyParameters>(change);
    const store::PolicyRow before = kept->present.value_or(store::PolicyRow());
    const store::PolicyRow row{.id = standing->policy,
                               .version = standing->version,
                               .name = encoding::givenNameKey(document->name),
                               .isAssignedToAll = !standing->groups,
                               .change = stored.row.id,
                               .changedAt = stored.row.executed->time,
                               .cursor = cursor,
                               .inForceBy = assigns ? before.inForceBy : stored.row.id,
                               .assignedBy = assigns ? stored.row.id : before.assignedBy};
    return transaction.policies.put(row, standing->groups.value_or(std::vector<QString>()));
}

} // namespace enigm::controlplane::changes
