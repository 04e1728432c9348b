#include "control-plane/ota/tuf/RepositoryFiles.h"

#include "contract/ota/RolloutWords.h"
#include "control-plane/store/Repositories.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

Expected<RoleFiles> parsed(const Expected<std::vector<store::TufMetadataRow>> &rows)
{
    if (!rows)
        return std::unexpected(rows.error());
    RoleFiles files;
    for (const store::TufMetadataRow &row : *rows) {
        auto envelope = tuf::Envelope::parse(row.file);
        if (!envelope)
            return std::unexpected(envelope.error().under(row.role));
        files.insert(row.role, std::move(*envelope));
    }
    return files;
}

} // namespace

Expected<RepositoryFiles> RepositoryFiles::read(const store::Repositories &store)
{
    auto served = parsed(store.tuf.served());
    if (!served)
        return std::unexpected(served.error());
    auto pending = parsed(store.tuf.pending());
    if (!pending)
        return std::unexpected(pending.error());
    return RepositoryFiles{.served = std::move(*served), .pending = std::move(*pending)};
}

const tuf::Envelope *RepositoryFiles::next(const QString &role) const
{
    const tuf::Envelope *const waiting = fileOf(pending, role);
    return waiting ? waiting : fileOf(served, role);
}

qint64 RepositoryFiles::nextVersion(const QString &role) const
{
    return versionOf(fileOf(served, role)) + 1;
}

const tuf::Envelope *fileOf(const RoleFiles &files, const QString &role)
{
    const auto file = files.find(role);
    return file == files.end() ? nullptr : &*file;
}

std::vector<QString> channelNames()
{
    std::vector<QString> names;
    for (const auto model : enigm::ota::allOf<enigm::ota::RolloutModel>())
        names.push_back(enigm::ota::toWord(model));
    return names;
}

bool isChannel(const QString &role)
{
    return enigm::ota::fromWord<enigm::ota::RolloutModel>(role).has_value();
}

qint64 versionOf(const tuf::Envelope *envelope)
{
    if (!envelope || envelope->body().kind() != json::Value::Kind::Object)
        return 0;
    const json::Value *const version = envelope->body().object().find("version"_L1);
    return version && version->kind() == json::Value::Kind::Integer ? version->integer() : 0;
}

} // namespace enigm::controlplane::ota
