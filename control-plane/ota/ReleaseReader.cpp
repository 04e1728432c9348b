#include "control-plane/ota/ReleaseReader.h"

#include "control-plane/ota/ChangePeople.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/StoredManifest.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

using enigm::ota::Release;
using enigm::ota::ReleaseSignature;

Expected<ReleaseSignature> signatureOf(const store::Repositories &store, const store::ReleaseSignatureRow &row)
{
    auto people = peopleOf(store, row.change);
    if (!people)
        return std::unexpected(people.error());
    return ReleaseSignature{.authority = row.authority,
                            .key = row.key,
                            .change = row.change,
                            .askedBy = std::move(people->askedBy),
                            .approvedBy = std::move(people->approvedBy),
                            .time = row.signedAt};
}

Expected<void> addSignatures(Release &release, const store::Repositories &store)
{
    const auto signatures = store.releases.signatures(release.id());
    if (!signatures)
        return std::unexpected(signatures.error());
    for (const store::ReleaseSignatureRow &row : *signatures) {
        auto signature = signatureOf(store, row);
        if (!signature)
            return std::unexpected(signature.error());
        release.signatures.push_back(std::move(*signature));
        (row.authority == operators::SigningAuthority::Manifest ? release.manifestJws : release.productionJws) =
            row.jws;
    }
    return {};
}

} // namespace

Expected<Release> releaseOf(const store::Repositories &store, const store::ReleaseRow &row)
{
    const auto manifest = store::manifestOf(row);
    if (!manifest)
        return std::unexpected(manifest.error());
    const auto facts = store.releases.facts(row);
    if (!facts)
        return std::unexpected(facts.error());
    const auto publications = store.releases.publications(row.id);
    if (!publications)
        return std::unexpected(publications.error());
    Release release{.manifest = *manifest,
                    .build = row.build,
                    .received = row.received,
                    .importedBy = row.importedBy,
                    .begun = row.begunAt,
                    .stages = enigm::ota::reachedStages(*facts),
                    .installed = row.installed};
    for (const store::PublicationRow &publication : *publications)
        release.published.push_back({.channel = publication.channel, .time = publication.publishedAt});
    if (const auto added = addSignatures(release, store); !added)
        return std::unexpected(added.error());
    return release;
}

ReleaseReader::ReleaseReader(const store::Database &database)
    : m_database(database)
{}

Expected<Release> ReleaseReader::find(const QString &id) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto row = (*reader)->releases.find(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"There is no such release."_s, id);
    return releaseOf(*reader->operator->(), **row);
}

Expected<ReleasePage> ReleaseReader::page(const QString &after, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto rows = (*reader)->releases.page(after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    ReleasePage page;
    for (const store::ReleaseRow &row : *rows) {
        if (page.releases.size() == static_cast<std::size_t>(limit)) {
            page.next = page.releases.back().id();
            break;
        }
        auto release = releaseOf(*reader->operator->(), row);
        if (!release)
            return std::unexpected(release.error());
        page.releases.push_back(std::move(*release));
    }
    return page;
}

} // namespace enigm::controlplane::ota
