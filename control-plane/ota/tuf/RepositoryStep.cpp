#include "control-plane/ota/tuf/RepositoryStep.h"

namespace enigm::controlplane::ota {

namespace {

void put(RoleFiles &files, const RoleFiles &more)
{
    for (auto file = more.begin(); file != more.end(); ++file)
        files.insert(file.key(), *file);
}

/// Those that are not served yet.
RoleFiles newOf(const RoleFiles &all, const RoleFiles &served)
{
    RoleFiles result;
    for (auto file = all.begin(); file != all.end(); ++file) {
        if (versionOf(&*file) != versionOf(fileOf(served, file.key())))
            result.insert(file.key(), *file);
    }
    return result;
}

} // namespace

Expected<RepositoryStep> RepositoryStep::next(RepositoryFiles files, const RepositoryGround &ground)
{
    RepositoryStep step{
        .drafts = missingDrafts(files, ground.roleKeys(), ground.terms, ground.now), .inForce = {}, .online = {}};
    put(files.pending, step.drafts);
    if (const auto all = settle(files, ground.isNamed))
        step.inForce = newOf(*all, files.served);
    put(files.served, step.inForce);
    auto online = dueOnline(files.served, ground.keys, ground.terms, ground.now);
    if (!online)
        return std::unexpected(online.error());
    step.online = std::move(*online);
    return step;
}

RepositoryFiles RepositoryStep::after(RepositoryFiles files) const
{
    put(files.pending, drafts);
    put(files.served, inForce);
    put(files.served, online);
    for (auto file = inForce.begin(); file != inForce.end(); ++file)
        files.pending.remove(file.key());
    return files;
}

} // namespace enigm::controlplane::ota
