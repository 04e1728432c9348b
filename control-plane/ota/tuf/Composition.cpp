#include "control-plane/ota/tuf/Composition.h"

#include "contract/json/ObjectReader.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

constexpr std::size_t leastPeople = 2;

tuf::Role roleOf(tuf::KeyTable &table, const std::vector<signing::PublicKey> &keys, int threshold)
{
    tuf::Role role{.keyids = {}, .threshold = threshold};
    for (const signing::PublicKey &publicKey : keys) {
        const tuf::Key key(publicKey);
        table.insert(key.keyid(), key);
        role.keyids.append(key.keyid());
    }
    role.keyids.sort();
    return role;
}

/// Every channel, to the manifest authority; nobody else is asked for its paths.
tuf::Delegations delegationsTo(const std::vector<signing::PublicKey> &keys)
{
    tuf::Delegations delegations;
    for (const QString &channel : channelNames())
        delegations.roles.push_back({.name = channel,
                                     .role = roleOf(delegations.keys, keys, thresholdOf(keys.size())),
                                     .paths = QStringList{channel + u"/*/*"_s},
                                     .hashPrefixes = {},
                                     .terminating = true});
    return delegations;
}

bool endsSoon(const tuf::Heading &heading, const MetadataTerms &terms, qint64 now)
{
    return heading.expires - now < terms.renewal;
}

/// Whether the file will verify under this delegation whatever was signed of it: it was signed by these keys.
bool isOf(const tuf::Envelope &file, const tuf::Authority &authority)
{
    return file.only(authority).check({authority}).has_value();
}

const tuf::DelegatedRole *delegationOf(const tuf::Delegations &delegations, const QString &channel)
{
    const auto role = std::ranges::find(delegations.roles, channel, &tuf::DelegatedRole::name);
    return role == delegations.roles.end() ? nullptr : &*role;
}

/// Channels that wait, or have to, under what targets will delegate.
void addChannels(RoleFiles &drafts, const RepositoryFiles &files, const tuf::Delegations &delegations,
                 const MetadataTerms &terms, qint64 now)
{
    for (const QString &channel : channelNames()) {
        if (files.pending.contains(channel))
            continue;
        const tuf::Envelope *const served = fileOf(files.served, channel);
        auto targets = readRole<tuf::Targets>(served).value_or(tuf::Targets());
        const tuf::DelegatedRole *const role = delegationOf(delegations, channel);
        if (served && role && isOf(*served, {delegations.keys, role->role}) && !endsSoon(targets.heading, terms, now))
            continue;
        targets.heading = {.version = files.nextVersion(channel), .expires = now + terms.offline};
        drafts.insert(channel, tuf::Envelope(targets.toJson()));
    }
}

} // namespace

int thresholdOf(std::size_t keys)
{
    return keys >= leastPeople ? 2 : 1;
}

Expected<RootTerms> RootTerms::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    RootTerms terms{.keys = reader.list("keys"_L1, signing::PublicKey::fromJwk),
                    .threshold = static_cast<int>(reader.integer("threshold"_L1, 1, 16)),
                    .expires = reader.integer("expires"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return terms;
}

Expected<tuf::Root> composeRoot(const RootTerms &terms, const RoleKeys &keys, qint64 version)
{
    if (terms.keys.size() < leastPeople || terms.threshold < 2 ||
        static_cast<std::size_t>(terms.threshold) > terms.keys.size())
        return refuse(ProblemType::OutOfRange, u"A root is signed by two people or more."_s, u"/threshold"_s);
    if (keys.manifest.empty())
        return refuse(ProblemType::UnknownKey, u"Governance names no key of the manifest authority yet."_s);
    QSet<QString> offices;
    std::vector<signing::PublicKey> all = terms.keys;
    all.insert(all.end(), keys.manifest.begin(), keys.manifest.end());
    all.push_back(keys.snapshot);
    all.push_back(keys.timestamp);
    for (const signing::PublicKey &key : all)
        offices.insert(key.thumbprint());
    if (static_cast<std::size_t>(offices.size()) != all.size())
        return refuse(ProblemType::AlreadyExists, u"A key of the root has no other office."_s, u"/keys"_s);
    tuf::Root root;
    root.heading = {.version = version, .expires = terms.expires};
    root.root = roleOf(root.keys, terms.keys, terms.threshold);
    root.targets = roleOf(root.keys, keys.manifest, thresholdOf(keys.manifest.size()));
    root.snapshot = roleOf(root.keys, {keys.snapshot}, 1);
    root.timestamp = roleOf(root.keys, {keys.timestamp}, 1);
    return root;
}

RoleFiles missingDrafts(const RepositoryFiles &files, const RoleKeys &keys, const MetadataTerms &terms, qint64 now)
{
    RoleFiles drafts;
    const auto root = readRole<tuf::Root>(files.next(tuf::rootRole));
    tuf::KeyTable table;
    if (!root || keys.manifest.empty() ||
        root->targets != roleOf(table, keys.manifest, thresholdOf(keys.manifest.size())))
        return drafts;
    const tuf::Delegations wanted = delegationsTo(keys.manifest);
    auto targets = readRole<tuf::Targets>(files.next(tuf::targetsRole));
    const bool isCurrent = targets && targets->delegations && targets->delegations->toJson() == wanted.toJson();
    const bool isWaiting = files.pending.contains(tuf::targetsRole);
    if (!isCurrent || (!isWaiting && endsSoon(targets->heading, terms, now))) {
        targets =
            tuf::Targets{.heading = {.version = files.nextVersion(tuf::targetsRole), .expires = now + terms.offline},
                         .files = {},
                         .delegations = wanted};
        drafts.insert(tuf::targetsRole, tuf::Envelope(targets->toJson()));
    }
    addChannels(drafts, files, wanted, terms, now);
    return drafts;
}

Expected<tuf::Envelope> withFile(const RepositoryFiles &files, const QString &channel, const QString &path,
                                 tuf::TargetFile file, qint64 expires)
{
    auto targets = readRole<tuf::Targets>(files.next(channel));
    if (!targets)
        return refuse(ProblemType::NotFound, u"The repository has no such channel yet."_s, channel);
    if (targets->files.contains(path))
        return refuse(ProblemType::AlreadyExists, u"The release is in this channel already."_s, path);
    targets->files.insert(path, std::move(file));
    targets->heading = {.version = files.nextVersion(channel), .expires = expires};
    tuf::Envelope next(targets->toJson());
    return next;
}

} // namespace enigm::controlplane::ota
