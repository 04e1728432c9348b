#include "control-plane/ota/tuf/RepositoryReader.h"

#include "contract/changes/ChangeRequest.h"
#include "contract/log/GovernanceEntry.h"
#include "contract/ota/tuf/MetadataMembers.h"
#include "control-plane/ota/tuf/Settlement.h"
#include "control-plane/store/Reader.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

std::unexpected<Problem> notServed(const QString &what)
{
    return refuse(ProblemType::NotFound, u"The repository has no such file."_s, what);
}

/// The entry from which on governance says what it says of updates at `size`.
qint64 sinceOf(const operators::Directory &directory, const std::function<bool(const operators::UpdateKeys &)> &isSame)
{
    qint64 size = directory.size();
    while (size > 1 && isSame(directory.updateKeysAt(size - 1)))
        --size;
    return size - 1;
}

tuf::AuthorityStatus authorityOf(const operators::Directory &directory, operators::SigningAuthority authority)
{
    const auto &keys = directory.updateKeys().of(authority);
    tuf::AuthorityStatus status{.authority = operators::toWord(authority), .keys = {}, .since = 0};
    for (const signing::PublicKey &key : keys)
        status.keys.append(key.thumbprint());
    status.since = sinceOf(directory, [&](const operators::UpdateKeys &then) { return then.of(authority) == keys; });
    return status;
}

/// Who signs the role as it is served, and who has.
std::optional<tuf::RoleStatus> roleStatus(const RepositoryFiles &files, const QString &name)
{
    const tuf::Envelope *const file = fileOf(files.served, name);
    const RepositoryFiles served{.served = files.served, .pending = {}};
    const auto root = readRole<tuf::Root>(fileOf(files.served, tuf::rootRole));
    if (!file || !root)
        return std::nullopt;
    tuf::Role role;
    if (name == tuf::snapshotRole)
        role = root->snapshot;
    else if (name == tuf::timestampRole)
        role = root->timestamp;
    else if (name == tuf::rootRole)
        role = root->root;
    else if (const auto signatories = signatoriesOf(served, name))
        role = signatories->role;
    tuf::RoleStatus status{
        .role = name, .version = versionOf(file), .expires = 0, .threshold = role.threshold, .keys = {}};
    if (const json::Value *const expires = file->body().object().find("expires"_L1))
        status.expires = tuf::parseInstant(*expires, {}).value_or(0);
    for (const QString &keyid : role.keyids)
        status.keys.push_back(
            {.keyid = keyid, .hasSigned = std::ranges::any_of(file->signatures(), [&keyid](const auto &signature) {
                                 return signature.keyid == keyid && !signature.bytes.isEmpty();
                             })});
    return status;
}

/// The change that named this root, out of the governance log; nothing for leaf 0.
Expected<std::optional<QString>> namedBy(const store::Repositories &store, const operators::Directory &directory,
                                         const QByteArray &digest)
{
    qint64 size = 1;
    while (size <= directory.size() && directory.updateKeysAt(size).tufRoot != digest)
        ++size;
    if (size == 1 || size > directory.size())
        return std::optional<QString>();
    const auto entries = store.log.entries(store::LogId::Governance, size - 1, size);
    if (!entries)
        return std::unexpected(entries.error());
    if (entries->empty())
        return std::optional<QString>();
    const auto entry = log::GovernanceEntry::parse(entries->front().leaf);
    if (!entry || !entry->change)
        return std::optional<QString>();
    const auto change = enigm::changes::SignedChange::parse(*entry->change);
    if (!change)
        return std::unexpected(change.error());
    return std::optional(change->request.id);
}

} // namespace

RepositoryReader::RepositoryReader(const store::Database &database, identity::DirectoryView directory)
    : m_database(database)
    , m_directory(std::move(directory))
{}

Expected<QByteArray> RepositoryReader::file(const QString &name) const
{
    static const QRegularExpression numbered(u"^([1-9][0-9]{0,15})\\.([a-z]+)\\.json$"_s);
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    Expected<std::optional<store::TufMetadataRow>> row;
    const auto parts = numbered.match(name);
    if (name == tuf::timestampRole + u".json"_s)
        row = (*reader)->tuf.newest(tuf::timestampRole);
    else if (parts.hasMatch() && parts.captured(2) != tuf::timestampRole)
        row = (*reader)->tuf.find(parts.captured(2), parts.captured(1).toLongLong());
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return notServed(name);
    return (*row)->file;
}

Expected<QByteArray> RepositoryReader::target(const QString &path) const
{
    const QStringList parts = path.split(u'/');
    if (parts.size() != 3 || !isChannel(parts[0]))
        return notServed(path);
    const qsizetype dot = parts[2].indexOf(u'.');
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto row = (*reader)->tuf.newest(parts[0]);
    if (!row)
        return std::unexpected(row.error());
    if (!*row || dot < 0)
        return notServed(path);
    const auto envelope = tuf::Envelope::parse((*row)->file);
    const auto targets = envelope ? readRole<tuf::Targets>(&*envelope) : std::nullopt;
    if (!targets)
        return refuse(ProblemType::Internal, u"The metadata of the channel cannot be read."_s, parts[0]);
    const auto file = targets->files.find(parts[0] + u'/' + parts[1] + u'/' + parts[2].sliced(dot + 1));
    if (file == targets->files.end() || file->hashes.name() != parts[2].first(dot))
        return notServed(path);
    return file->hashes.sha256;
}

Expected<std::vector<tuf::RootRecord>> RepositoryReader::roots(const store::Repositories &store) const
{
    const auto directory = m_directory();
    const auto rows = store.tuf.history(tuf::rootRole);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<tuf::RootRecord> records;
    for (const store::TufMetadataRow &row : *rows) {
        const auto envelope = tuf::Envelope::parse(row.file);
        if (!envelope)
            return std::unexpected(envelope.error());
        const QByteArray digest = envelope->digest();
        auto change = namedBy(store, *directory, digest);
        if (!change)
            return std::unexpected(change.error());
        records.push_back({.version = row.version,
                           .digest = digest,
                           .time = row.publishedAt.value_or(0),
                           .change = std::move(*change)});
    }
    return records;
}

Expected<tuf::RepositoryStatus> RepositoryReader::status() const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto files = RepositoryFiles::read(store);
    if (!files)
        return std::unexpected(files.error());
    const auto directory = m_directory();
    tuf::RepositoryStatus status;
    for (const auto authority : {operators::SigningAuthority::Manifest, operators::SigningAuthority::Production})
        status.authorities.push_back(authorityOf(*directory, authority));
    for (const QString &role : files->served.keys()) {
        if (auto known = roleStatus(*files, role))
            status.roles.push_back(std::move(*known));
    }
    auto records = roots(store);
    if (!records)
        return std::unexpected(records.error());
    status.roots = std::move(*records);
    return status;
}

std::optional<tuf::PendingRole> pendingRole(const RepositoryFiles &files, const QString &role)
{
    const tuf::Envelope *const file = fileOf(files.pending, role);
    const auto signatories = signatoriesOf(files, role);
    if (!file || !signatories)
        return std::nullopt;
    tuf::PendingRole pending{.role = role,
                             .version = versionOf(file),
                             .body = file->body(),
                             .keys = signatories->role.keyids,
                             .have = {},
                             .threshold = signatories->role.threshold};
    for (const tuf::Signature &signature : file->signatures())
        pending.have.append(signature.keyid);
    return pending;
}

Expected<std::vector<tuf::PendingRole>> RepositoryReader::pending() const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto files = RepositoryFiles::read(*reader->operator->());
    if (!files)
        return std::unexpected(files.error());
    std::vector<tuf::PendingRole> result;
    for (const QString &role : files->pending.keys()) {
        if (auto waiting = pendingRole(*files, role))
            result.push_back(std::move(*waiting));
    }
    return result;
}

} // namespace enigm::controlplane::ota
