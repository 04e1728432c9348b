#include "control-plane/ota/tuf/TufRepository.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"
#include "contract/ota/Manifest.h"
#include "contract/ota/ReleaseStage.h"
#include "contract/ota/RolloutWords.h"
#include "contract/ota/tuf/MetadataMembers.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/StoredManifest.h"
#include "control-plane/store/Transaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

constexpr auto self = "control-plane"_L1;
constexpr qint64 leastRootLifetime = 86'400;
/// Clients that are in the middle of a refresh still find theirs.
constexpr qint64 keptSnapshots = 32;

bool isOperators(const operators::Directory &directory, const std::vector<signing::PublicKey> &keys)
{
    return std::ranges::any_of(
        keys, [&directory](const signing::PublicKey &key) { return directory.findKey(key.thumbprint()) != nullptr; });
}

/// Where the file of a release lies in a channel.
QString pathOf(const QString &channel, const enigm::ota::Manifest &manifest)
{
    return channel + u'/' + manifest.release + u'/' + manifest.artifact.name;
}

/// What an entry says of a file: which it is, and the digest of what is signed of it.
json::Value fileBody(const QString &role, const tuf::Envelope &file)
{
    return json::Object{{"digest"_L1, QString::fromLatin1(encoding::toBase64Url(file.digest()))},
                        {"role"_L1, role},
                        {"version"_L1, versionOf(&file)}};
}

/// The manifest of a release that both authorities have signed.
Expected<enigm::ota::Manifest> publishable(const store::Repositories &store, const QString &release)
{
    const auto row = store.releases.find(release);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"There is no such release."_s, release);
    const auto facts = store.releases.facts(**row);
    if (!facts)
        return std::unexpected(facts.error());
    if (const auto gate = enigm::ota::checkGate(enigm::ota::ReleaseStage::Registration, *facts); !gate)
        return std::unexpected(gate.error());
    return store::manifestOf(**row);
}

} // namespace

Expected<GivenSignature> GivenSignature::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    GivenSignature signature{.role = reader.text("role"_L1),
                             .version = reader.integer("version"_L1, 1),
                             .keyid = reader.text("keyid"_L1),
                             .bytes = reader.with("sig"_L1, tuf::parseHex)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return signature;
}

Expected<Publication> Publication::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    Publication publication{.channel = reader.text("channel"_L1), .release = reader.uuid("release"_L1)};
    if (!isChannel(publication.channel))
        reader.fail({ProblemType::OutOfRange, u"There is no such channel."_s, reader.pointerTo("channel"_L1)});
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return publication;
}

TufRepository::TufRepository(Parts parts)
    : m_parts(std::move(parts))
{}

RepositoryGround TufRepository::ground() const
{
    auto directory = m_parts.directory();
    return {.manifestKeys = directory ? directory->updateKeys().manifest : std::vector<signing::PublicKey>(),
            .isNamed = [directory](QByteArrayView digest) { return directory && directory->hasNamedTufRoot(digest); },
            .keys = m_parts.keys,
            .terms = m_parts.terms,
            .now = m_parts.clock.now()};
}

Expected<void> TufRepository::record(store::Transaction &transaction, const QString &action, const QString &actor,
                                     log::Category category, json::Value body) const
{
    const log::ActivityEntry entry{.time = m_parts.clock.now(),
                                   .category = category,
                                   .action = action,
                                   .resource = log::Resource::Release,
                                   .actor = actor,
                                   .outcome = log::Outcome::Done,
                                   .change = {},
                                   .handles = {},
                                   .body = {}};
    const auto appended =
        m_parts.sequencer.appendActivity(transaction, entry, log::ActivityBody::make(std::move(body)));
    return appended ? Expected<void>() : std::unexpected(appended.error());
}

Expected<void> TufRepository::finish(store::Transaction &transaction, const QString &role, Keep &keep) const
{
    if (auto done = advance(transaction); !done)
        return done;
    const auto files = RepositoryFiles::read(transaction);
    if (!files)
        return std::unexpected(files.error());
    const tuf::Envelope *const file = files->next(role);
    return file ? keep(transaction, *file) : refuse(ProblemType::NotFound, u"The role is gone."_s, role);
}

void TufRepository::draftRoot(const QString &operatorId, const RootTerms &terms, Keep keep, Done done)
{
    auto job = [this, operatorId, terms,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        if (terms.expires < m_parts.clock.now() + leastRootLifetime)
            return refuse(ProblemType::OutOfRange, u"A root that ends within a day is of no use."_s, u"/expires"_s);
        const auto directory = m_parts.directory();
        if (directory && isOperators(*directory, terms.keys))
            return refuse(ProblemType::AlreadyExists, u"A key of the root is never an operator's."_s, u"/keys"_s);
        const auto files = RepositoryFiles::read(transaction);
        if (!files)
            return std::unexpected(files.error());
        const auto root = composeRoot(terms, ground().roleKeys(), files->nextVersion(tuf::rootRole));
        if (!root)
            return std::unexpected(root.error());
        const tuf::Envelope envelope(root->toJson());
        if (auto put = transaction.tuf.putPending(
                {.role = tuf::rootRole, .version = root->heading.version, .file = envelope.text()});
            !put)
            return put;
        if (auto logged = record(transaction, u"tuf.root-drafted"_s, operatorId, log::Category::SigningEvent,
                                 fileBody(tuf::rootRole, envelope));
            !logged)
            return logged;
        return finish(transaction, tuf::rootRole, keep);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

void TufRepository::sign(const QString &operatorId, const GivenSignature &signature, Keep keep, Done done)
{
    auto job = [this, operatorId, signature,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto files = RepositoryFiles::read(transaction);
        if (!files)
            return std::unexpected(files.error());
        const tuf::Envelope *const waiting = fileOf(files->pending, signature.role);
        const auto signatories = signatoriesOf(*files, signature.role);
        if (!waiting || !signatories || versionOf(waiting) != signature.version)
            return refuse(ProblemType::NotFound, u"No such version of this role waits."_s, u"/version"_s);
        const auto key = signatories->keys.find(signature.keyid);
        if (key == signatories->keys.end() || !signatories->role.keyids.contains(signature.keyid))
            return refuse(ProblemType::UnknownKey, u"This key does not sign the role."_s, u"/keyid"_s);
        if (!key->verify(waiting->message(), signature.bytes))
            return refuse(ProblemType::BadSignature, u"The signature is not of what waits."_s, u"/sig"_s);
        tuf::Envelope own = *waiting;
        own.add({.keyid = signature.keyid, .bytes = signature.bytes});
        if (auto put =
                transaction.tuf.putPending({.role = signature.role, .version = signature.version, .file = own.text()});
            !put)
            return put;
        if (auto logged =
                record(transaction, u"tuf.signed"_s, operatorId, log::Category::SigningEvent,
                       json::Object{{"file"_L1, fileBody(signature.role, own)}, {"keyid"_L1, signature.keyid}});
            !logged)
            return logged;
        return finish(transaction, signature.role, keep);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

void TufRepository::publish(const QString &operatorId, const Publication &publication, Keep keep, Done done)
{
    auto job = [this, operatorId, publication,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto manifest = publishable(transaction, publication.release);
        if (!manifest)
            return std::unexpected(manifest.error());
        const auto files = RepositoryFiles::read(transaction);
        if (!files)
            return std::unexpected(files.error());
        tuf::TargetFile file{.length = manifest->artifact.length,
                             .hashes = {.sha256 = manifest->artifact.digest, .sha512 = {}},
                             .custom = json::Object{{"release"_L1, manifest->release}}};
        const auto next = withFile(*files, publication.channel, pathOf(publication.channel, *manifest), std::move(file),
                                   m_parts.clock.now() + m_parts.terms.offline);
        if (!next)
            return std::unexpected(next.error());
        if (auto put = transaction.tuf.putPending(
                {.role = publication.channel, .version = versionOf(&*next), .file = next->text()});
            !put)
            return put;
        if (auto logged = record(
                transaction, u"tuf.publication-asked"_s, operatorId, log::Category::OtaOutcome,
                json::Object{{"file"_L1, fileBody(publication.channel, *next)}, {"release"_L1, publication.release}});
            !logged)
            return logged;
        return finish(transaction, publication.channel, keep);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

Expected<void> TufRepository::adoptRoot(const tuf::Envelope &root)
{
    return m_parts.writer.submitAndWait([this, &root](store::Transaction &transaction) -> Expected<void> {
        if (auto put =
                transaction.tuf.putPending({.role = tuf::rootRole, .version = versionOf(&root), .file = root.text()});
            !put)
            return put;
        return advance(transaction);
    });
}

/// Of the releases that a channel has from now on.
Expected<void> TufRepository::notePublications(store::Transaction &transaction, const QString &channel,
                                               const tuf::Envelope &file) const
{
    const auto model = enigm::ota::fromWord<enigm::ota::RolloutModel>(channel);
    const auto targets = readRole<tuf::Targets>(&file);
    if (!model || !targets)
        return {};
    for (const QString &path : targets->files.keys()) {
        const QString release = path.section(u'/', 1, 1);
        if (auto kept = transaction.releases.publish(
                {.release = release, .channel = *model, .publishedAt = m_parts.clock.now()},
                m_parts.sequencer.nextCursor());
            !kept)
            return kept;
    }
    return {};
}

Expected<void> TufRepository::putInForce(store::Transaction &transaction, const RoleFiles &files) const
{
    for (auto file = files.begin(); file != files.end(); ++file) {
        if (auto put = transaction.tuf.publish({.role = file.key(),
                                                .version = versionOf(&*file),
                                                .file = file->text(),
                                                .publishedAt = m_parts.clock.now()});
            !put)
            return put;
        if (auto noted = notePublications(transaction, file.key(), *file); !noted)
            return noted;
    }
    if (files.isEmpty())
        return {};
    json::Array bodies;
    for (auto file = files.begin(); file != files.end(); ++file)
        bodies.push_back(fileBody(file.key(), *file));
    return record(transaction, u"tuf.published"_s, self, log::Category::OtaOutcome,
                  json::Object{{"files"_L1, std::move(bodies)}});
}

Expected<void> TufRepository::putOnline(store::Transaction &transaction, const RoleFiles &files) const
{
    for (auto file = files.begin(); file != files.end(); ++file) {
        const qint64 version = versionOf(&*file);
        if (auto put = transaction.tuf.publish(
                {.role = file.key(), .version = version, .file = file->text(), .publishedAt = m_parts.clock.now()});
            !put)
            return put;
        const qint64 kept = file.key() == tuf::timestampRole ? version : version - keptSnapshots;
        if (auto forgotten = transaction.tuf.forgetBelow(file.key(), kept); !forgotten)
            return forgotten;
    }
    return {};
}

Expected<void> TufRepository::advance(store::Transaction &transaction) const
{
    auto files = RepositoryFiles::read(transaction);
    if (!files)
        return std::unexpected(files.error());
    const auto step = RepositoryStep::next(std::move(*files), ground());
    if (!step)
        return std::unexpected(step.error());
    for (auto draft = step->drafts.begin(); draft != step->drafts.end(); ++draft) {
        if (auto put =
                transaction.tuf.putPending({.role = draft.key(), .version = versionOf(&*draft), .file = draft->text()});
            !put)
            return put;
    }
    if (auto done = putInForce(transaction, step->inForce); !done)
        return done;
    return putOnline(transaction, step->online);
}

Expected<bool> TufRepository::isDue() const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto files = RepositoryFiles::read(*reader->operator->());
    if (!files)
        return std::unexpected(files.error());
    const auto step = RepositoryStep::next(std::move(*files), ground());
    if (!step)
        return std::unexpected(step.error());
    return !step->isEmpty();
}

void TufRepository::review(Done done)
{
    const auto due = isDue();
    if (!due)
        return done(std::unexpected(due.error()));
    if (!*due)
        return done({});
    m_parts.writer.submit([this](store::Transaction &transaction) { return advance(transaction); }, std::move(done));
}

} // namespace enigm::controlplane::ota
