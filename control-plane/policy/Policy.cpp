#include "control-plane/policy/Policy.h"

#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

namespace {

json::Value versionValue(const store::PolicyVersionRow &version)
{
    return json::Object{{"change"_L1, version.change},
                        {"digest"_L1, operators::valueOf(version.digest)},
                        {"published"_L1, version.publishedAt},
                        {"version"_L1, version.version}};
}

} // namespace

Expected<enigm::policy::PolicyDocument> storedDocument(const QByteArray &document, const QString &policy)
{
    auto read = enigm::policy::PolicyDocument::parse(document);
    if (!read)
        return refuse(ProblemType::Unavailable,
                      u"the database holds a policy that cannot be read: %1"_s.arg(read.error().toString()), policy);
    return read;
}

Expected<ListedPolicy> ListedPolicy::of(const store::PolicyRow &row, const store::Repositories &store)
{
    const auto version = store.policies.version(row.id, row.version);
    if (!version)
        return std::unexpected(version.error());
    if (!*version)
        return refuse(ProblemType::Unavailable, u"the database lacks the version that is in force"_s, row.id);
    const auto document = storedDocument((*version)->document, row.id);
    if (!document)
        return std::unexpected(document.error());
    auto groups = store.policies.groups(row.id);
    if (!groups)
        return std::unexpected(groups.error());
    return ListedPolicy{.id = row.id,
                        .name = document->name,
                        .kind = document->kind,
                        .version = row.version,
                        .digest = (*version)->digest,
                        .isAssignedToAll = row.isAssignedToAll,
                        .groups = std::move(*groups),
                        .change = row.change,
                        .changed = row.changedAt};
}

json::Object ListedPolicy::toJson() const
{
    const json::Object assigned{{"all"_L1, isAssignedToAll}, {"groups"_L1, json::Array(groups.begin(), groups.end())}};
    return {{"assigned"_L1, assigned},
            {"change"_L1, change},
            {"changed"_L1, changed},
            {"digest"_L1, operators::valueOf(digest)},
            {"kind"_L1, enigm::policy::toWord(kind)},
            {"name"_L1, name},
            {"policy"_L1, id},
            {"version"_L1, version}};
}

json::Value PolicyPage::toJson() const
{
    json::Array policies;
    for (const ListedPolicy &policy : items)
        policies.emplace_back(policy.toJson());
    return json::Object{{"items"_L1, std::move(policies)}, {"next"_L1, next ? json::Value(*next) : json::Value()}};
}

json::Value PolicyDetail::toJson() const
{
    json::Array lines;
    for (const store::PolicyVersionRow &version : versions)
        lines.push_back(versionValue(version));
    json::Object object = policy.toJson();
    object.insert(u"versions"_s, std::move(lines));
    return object;
}

} // namespace enigm::controlplane::policy
