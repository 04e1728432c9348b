#include "control-plane/policy/DraftService.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::policy {

namespace {

using enigm::policy::PolicyDocument;

Draft draftOf(const store::PolicyDraftRow &row)
{
    const auto document = PolicyDocument::parse(row.document);
    return {.id = row.id,
            .revision = row.revision,
            .document = row.document,
            .author = row.author,
            .savedAt = row.savedAt,
            .problem = document ? std::nullopt : std::optional(document.error())};
}

} // namespace

DraftService::DraftService(const store::Database &database, store::Writer &writer, const time::Clock &clock)
    : m_database(database)
    , m_writer(writer)
    , m_clock(clock)
{}

Expected<Draft> DraftService::save(const QString &author, const QString &id, const QByteArray &document,
                                   qint64 revision)
{
    if (auto uuid = encoding::parseUuid7(id); !uuid)
        return std::unexpected(uuid.error());
    const json::Limits limits{.depth = PolicyDocument::maxDepth, .bytes = PolicyDocument::maxBytes};
    if (const auto value = json::parse(document, limits); !value)
        return std::unexpected(value.error());
    store::PolicyDraftRow row{
        .id = id, .revision = revision, .document = document, .author = author, .savedAt = m_clock.now()};
    const auto saved =
        m_writer.submitAndWait([row](store::Transaction &transaction) { return transaction.policies.saveDraft(row); });
    if (!saved)
        return std::unexpected(saved.error());
    ++row.revision;
    return draftOf(row);
}

Expected<Draft> DraftService::find(const QString &id) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto row = (*reader)->policies.draft(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"There is no such draft."_s, id);
    return draftOf(**row);
}

Expected<std::vector<Draft>> DraftService::all() const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto rows = (*reader)->policies.drafts();
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Draft> drafts;
    for (const store::PolicyDraftRow &row : *rows)
        drafts.push_back(draftOf(row));
    return drafts;
}

Expected<void> DraftService::drop(const QString &id)
{
    return m_writer.submitAndWait([id](store::Transaction &transaction) { return transaction.policies.dropDraft(id); });
}

} // namespace enigm::controlplane::policy
