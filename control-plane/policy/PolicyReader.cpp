#include "control-plane/policy/PolicyReader.h"

#include "control-plane/store/Reader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

PolicyReader::PolicyReader(const store::Database &database)
    : m_database(database)
{}

Expected<PolicyPage> PolicyReader::page(const QString &after, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto rows = (*reader)->policies.page(after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    PolicyPage page;
    if (rows->size() > static_cast<std::size_t>(limit)) {
        rows->pop_back();
        page.next = rows->back().id;
    }
    for (const store::PolicyRow &row : *rows) {
        auto policy = ListedPolicy::of(row, *reader->operator->());
        if (!policy)
            return std::unexpected(policy.error());
        page.items.push_back(std::move(*policy));
    }
    return page;
}

Expected<PolicyDetail> PolicyReader::detail(const QString &id) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto row = store.policies.find(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No policy has this id."_s, id);
    auto policy = ListedPolicy::of(**row, store);
    if (!policy)
        return std::unexpected(policy.error());
    auto versions = store.policies.versions(id);
    if (!versions)
        return std::unexpected(versions.error());
    return PolicyDetail{.policy = std::move(*policy), .versions = std::move(*versions)};
}

Expected<enigm::policy::PolicyVersion> PolicyReader::version(const QString &id, qint64 version) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto row = (*reader)->policies.version(id, version);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"There is no such version of a policy."_s, id);
    auto document = storedDocument((*row)->document, id);
    if (!document)
        return std::unexpected(document.error());
    return enigm::policy::PolicyVersion{.policy = id, .version = version, .document = std::move(*document)};
}

} // namespace enigm::controlplane::policy
