#include "control-plane/ota/tuf/OnlineRoles.h"

#include "contract/ota/tuf/Snapshot.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

/// Half of the time has gone.
bool isOld(const tuf::Heading &heading, qint64 lifetime, qint64 now)
{
    return heading.expires - now < lifetime / 2;
}

bool isBy(const tuf::Envelope &file, const tuf::Authority &authority)
{
    return file.check({authority}).has_value();
}

Expected<tuf::Envelope> signedFile(const json::Value &body, const signing::Signer &signer)
{
    tuf::Envelope file(body);
    if (const auto done = file.sign(signer); !done)
        return std::unexpected(done.error());
    return file;
}

tuf::MetaFile metaOf(const tuf::Envelope &file)
{
    return tuf::MetaFile::of(versionOf(&file), file.text());
}

} // namespace

Expected<RoleFiles> dueOnline(const RoleFiles &served, const OnlineKeys &keys, const MetadataTerms &terms, qint64 now)
{
    RoleFiles due;
    const auto root = readRole<tuf::Root>(fileOf(served, tuf::rootRole));
    const tuf::Envelope *const targets = fileOf(served, tuf::targetsRole);
    if (!root || !targets)
        return due;
    tuf::Snapshot snapshot{
        .heading = {.version = versionOf(fileOf(served, tuf::snapshotRole)) + 1, .expires = now + terms.snapshot},
        .roles = {{tuf::targetsRole, metaOf(*targets)}}};
    for (const QString &channel : channelNames()) {
        if (const tuf::Envelope *const file = fileOf(served, channel))
            snapshot.roles.insert(channel, metaOf(*file));
    }
    const tuf::Envelope *snapshotFile = fileOf(served, tuf::snapshotRole);
    const auto before = readRole<tuf::Snapshot>(snapshotFile);
    if (!before || before->roles != snapshot.roles || isOld(before->heading, terms.snapshot, now) ||
        !isBy(*snapshotFile, root->authority(root->snapshot))) {
        auto file = signedFile(snapshot.toJson(), *keys.snapshot);
        if (!file)
            return std::unexpected(file.error());
        snapshotFile = &*due.insert(tuf::snapshotRole, std::move(*file));
    }
    const tuf::Envelope *const timestampFile = fileOf(served, tuf::timestampRole);
    const auto last = readRole<tuf::Timestamp>(timestampFile);
    if (due.isEmpty() && last && !isOld(last->heading, terms.timestamp, now) &&
        isBy(*timestampFile, root->authority(root->timestamp)))
        return due;
    const tuf::Timestamp timestamp{
        .heading = {.version = versionOf(timestampFile) + 1, .expires = now + terms.timestamp},
        .snapshot = metaOf(*snapshotFile)};
    auto file = signedFile(timestamp.toJson(), *keys.timestamp);
    if (!file)
        return std::unexpected(file.error());
    due.insert(tuf::timestampRole, std::move(*file));
    return due;
}

} // namespace enigm::controlplane::ota
