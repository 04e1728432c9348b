#include "app/enigmctl/ota/ReleaseCommands.h"

#include "api-client/ota/ReleaseClient.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/output/ReleaseWords.h"
#include "app/enigmctl/terminal/Interrupt.h"
#include "app/enigmctl/terminal/Terminal.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 firstPatch = 200'001;
constexpr qint64 lastPatch = 999'912;

/// What the line says of the release, but for its artifact.
std::expected<client::ReleaseDraft, Failure> draftBy(const Invocation &line)
{
    client::ReleaseDraft draft;
    const auto build = line.required("build"_L1);
    if (!build)
        return std::unexpected(build.error());
    const auto version = line.required("release-version"_L1);
    if (!version)
        return std::unexpected(version.error());
    for (const auto option : {"rollback-index"_L1, "patch"_L1, "for-build"_L1}) {
        if (!line.has(option))
            return misused(u"A release has to say this."_s, u"--"_s + option);
    }
    const auto index = line.number("rollback-index"_L1, 0, std::numeric_limits<int>::max(), 0);
    if (!index)
        return std::unexpected(index.error());
    const auto patch = line.number("patch"_L1, firstPatch, lastPatch, firstPatch);
    if (!patch)
        return std::unexpected(patch.error());
    draft.build = *build;
    draft.version = *version;
    draft.rollbackIndex = *index;
    draft.securityPatch = static_cast<int>(*patch);
    draft.notes = line.value("notes"_L1).value_or(QString());
    const QStringList builds = line.values("for-build"_L1);
    draft.builds.assign(builds.begin(), builds.end());
    std::ranges::sort(draft.builds);
    const auto repeated = std::ranges::unique(draft.builds);
    draft.builds.erase(repeated.begin(), repeated.end());
    return draft;
}

/// Shows how far something is, and ends it by Ctrl+C.
client::ByteProgress shown(Terminal &terminal, const Interrupt &interrupt, const QString &what)
{
    return [&terminal, &interrupt, what](qint64 done, qint64 total) {
        terminal.showProgress(what, done, total);
        return !interrupt.isRaised();
    };
}

} // namespace

client::Task<Result> importRelease(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    const QString path = line.arguments().constFirst();
    client::ReleaseClient client(connection.session());
    const Interrupt interrupt;
    QString id;
    if (const auto resumed = line.value("resume"_L1)) {
        id = *resumed;
    } else {
        auto draft = draftBy(line);
        if (!draft)
            co_return std::unexpected(draft.error());
        const auto artifact = co_await client::describeArtifact(path, shown(context.terminal, interrupt, u"reading"_s));
        if (!artifact)
            co_return std::unexpected(Failure(artifact.error()));
        draft->artifact = *artifact;
        const auto begun = co_await client.begin(std::move(*draft));
        if (!begun)
            co_return std::unexpected(Failure(begun.error()));
        id = *begun;
        context.terminal.say(u"enigmctl: release %1; go on with --resume %1 where this breaks off"_s.arg(id));
    }
    const auto release = co_await client.upload(id, path, shown(context.terminal, interrupt, u"sending"_s));
    if (!release)
        co_return std::unexpected(Failure(release.error()));
    co_return describeRelease(*release);
}

client::Task<Result> listReleases(Context &, Connection &connection)
{
    client::ReleaseClient client(connection.session());
    const auto releases = co_await client.all();
    if (!releases)
        co_return std::unexpected(Failure(releases.error()));
    co_return describeReleases(*releases);
}

client::Task<Result> showRelease(Context &context, Connection &connection)
{
    client::ReleaseClient client(connection.session());
    const auto release = co_await client.release(context.invocation.arguments().constFirst());
    if (!release)
        co_return std::unexpected(Failure(release.error()));
    co_return describeRelease(*release);
}

client::Task<Result> removeRelease(Context &context, Connection &connection)
{
    client::ReleaseClient client(connection.session());
    const auto release = co_await client.release(context.invocation.arguments().constFirst());
    if (!release)
        co_return std::unexpected(Failure(release.error()));
    const auto removed = co_await client.remove(release->id());
    if (!removed)
        co_return std::unexpected(Failure(removed.error()));
    co_return describeRelease(*release);
}

} // namespace enigm::ctl
