#include "control-plane/ota/tuf/Settlement.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

using Side = RoleFiles RepositoryFiles::*;

/// A file without signatures that do not count, where those that do are enough.
std::optional<tuf::Envelope> sound(const tuf::Envelope *file, const tuf::Authority &authority)
{
    if (!file)
        return std::nullopt;
    tuf::Envelope own = file->only(authority);
    return own.check({authority}) ? std::optional(std::move(own)) : std::nullopt;
}

Signatories together(const tuf::Root &before, const tuf::Root &after)
{
    Signatories both{.keys = after.keys, .role = after.root};
    for (const QString &keyid : before.root.keyids) {
        both.keys.insert(keyid, before.keys.value(keyid));
        if (!both.role.keyids.contains(keyid))
            both.role.keyids.append(keyid);
    }
    return both;
}

/// A root that waits, where its people, those of the one before and governance agree.
std::optional<tuf::Envelope> soundRoot(const RepositoryFiles &files, const NamesRoot &isNamed)
{
    const tuf::Envelope *const waiting = fileOf(files.pending, tuf::rootRole);
    const auto root = readRole<tuf::Root>(waiting);
    if (!root || !isNamed(waiting->digest()))
        return std::nullopt;
    const auto before = readRole<tuf::Root>(fileOf(files.served, tuf::rootRole));
    if (!before)
        return sound(waiting, root->authority(root->root));
    const Signatories both = together(*before, *root);
    tuf::Envelope own = waiting->only({both.keys, both.role});
    const bool isSigned = own.check({before->authority(before->root), root->authority(root->root)}).has_value();
    return isSigned ? std::optional(std::move(own)) : std::nullopt;
}

/// Channels under these delegations, newer ones before those that are served.
bool addChannels(RoleFiles &all, const RepositoryFiles &files, const tuf::Delegations &delegations)
{
    return std::ranges::all_of(delegations.roles, [&](const tuf::DelegatedRole &role) {
        const tuf::Authority authority{delegations.keys, role.role};
        auto file = sound(fileOf(files.pending, role.name), authority);
        if (!file)
            file = sound(fileOf(files.served, role.name), authority);
        if (file)
            all.insert(role.name, std::move(*file));
        return file.has_value();
    });
}

std::optional<RoleFiles> settledWith(const tuf::Envelope &rootFile, const tuf::Envelope *targetsFile,
                                     const RepositoryFiles &files)
{
    const auto root = readRole<tuf::Root>(&rootFile);
    if (!root)
        return std::nullopt;
    const auto targets = sound(targetsFile, root->authority(root->targets));
    const auto value = targets ? readRole<tuf::Targets>(&*targets) : std::nullopt;
    if (!value || !value->delegations)
        return std::nullopt;
    RoleFiles all{{tuf::rootRole, rootFile}, {tuf::targetsRole, *targets}};
    return addChannels(all, files, *value->delegations) ? std::optional(std::move(all)) : std::nullopt;
}

bool isNew(const RoleFiles &all, const RepositoryFiles &files)
{
    return std::ranges::any_of(all.keys(), [&](const QString &role) {
        return versionOf(fileOf(all, role)) != versionOf(fileOf(files.served, role));
    });
}

} // namespace

std::optional<RoleFiles> settle(const RepositoryFiles &files, const NamesRoot &isNamed)
{
    std::vector<tuf::Envelope> roots;
    if (auto waiting = soundRoot(files, isNamed))
        roots.push_back(std::move(*waiting));
    if (const tuf::Envelope *const served = fileOf(files.served, tuf::rootRole))
        roots.push_back(*served);
    for (const tuf::Envelope &root : roots) {
        for (const Side side : {&RepositoryFiles::pending, &RepositoryFiles::served}) {
            auto all = settledWith(root, fileOf(files.*side, tuf::targetsRole), files);
            if (all && isNew(*all, files))
                return all;
        }
    }
    return std::nullopt;
}

std::optional<Signatories> signatoriesOf(const RepositoryFiles &files, const QString &role)
{
    const auto root = readRole<tuf::Root>(files.next(tuf::rootRole));
    if (!root)
        return std::nullopt;
    if (role == tuf::rootRole) {
        const auto before = readRole<tuf::Root>(fileOf(files.served, tuf::rootRole));
        return together(before.value_or(*root), *root);
    }
    if (role == tuf::targetsRole)
        return Signatories{.keys = root->keys, .role = root->targets};
    const auto targets = readRole<tuf::Targets>(files.next(tuf::targetsRole));
    if (!targets || !targets->delegations)
        return std::nullopt;
    const auto &roles = targets->delegations->roles;
    const auto delegated = std::ranges::find(roles, role, &tuf::DelegatedRole::name);
    if (delegated == roles.end())
        return std::nullopt;
    return Signatories{.keys = targets->delegations->keys, .role = delegated->role};
}

} // namespace enigm::controlplane::ota
