#include "api-client/ota/ReleaseClient.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <QFileInfo>
#include <qcoro/qcorotimer.h>

#include <algorithm>
#include <utility>

namespace enigm::client {

using namespace Qt::StringLiterals;
using ota::Release;

namespace {

/// As the control plane takes them.
constexpr qint64 partSize = 4 * 1024 * 1024;

Expected<Release> readRelease(const json::Value &value)
{
    return Release::fromJson(value);
}

Expected<Release> readReleaseAt(const json::Value &value, const QString &pointer)
{
    return Release::fromJson(value, pointer);
}

Expected<ReleasePage> readPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    ReleasePage page{.releases = reader.list("releases"_L1, readReleaseAt), .next = reader.textOrNull("next"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return page;
}

Expected<QString> readId(const json::Value &value)
{
    json::ObjectReader reader(value);
    QString id = reader.uuid("id"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return id;
}

json::Value bodyOf(const ReleaseDraft &draft)
{
    return json::Object{{"artifact"_L1, draft.artifact.toJson()},
                        {"build"_L1, draft.build},
                        {"manifest"_L1, json::Object{{"builds"_L1, operators::valueOf(draft.builds)},
                                                     {"notes"_L1, draft.notes},
                                                     {"rollback_index"_L1, draft.rollbackIndex},
                                                     {"security_patch"_L1, draft.securityPatch},
                                                     {"version"_L1, draft.version}}}};
}

QString pathOf(const QString &id, QLatin1StringView rest = {})
{
    return u"/v1/releases/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id)) + rest;
}

/// Whether the same may go well after a while.
bool isPassing(ProblemType type)
{
    switch (type) {
    case ProblemType::Unreachable:
    case ProblemType::RequestTimeout:
    case ProblemType::Unavailable:
    case ProblemType::LogUnavailable:
    case ProblemType::RateLimited:
    case ProblemType::TargetState: // another offset, or a part that is still being written
        return true;
    default:
        return false;
    }
}

Expected<void> checkLength(const QString &path, const Release &release)
{
    const qint64 size = QFileInfo(path).size();
    if (size != release.manifest.artifact.length)
        return refuse(ProblemType::BodyMismatch,
                      u"The file has %1 bytes, the artifact that was declared has %2."_s.arg(size).arg(
                          release.manifest.artifact.length),
                      path);
    return {};
}

} // namespace

ReleaseClient::ReleaseClient(Session &session)
    : ReleaseClient(session, Patience{})
{}

ReleaseClient::ReleaseClient(Session &session, const Patience &patience)
    : m_session(session)
    , m_patience(patience)
{}

Task<Expected<ReleasePage>> ReleaseClient::page(QString after)
{
    ApiRequest request{.path = u"/v1/releases"_s};
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readPage);
}

Task<Expected<std::vector<Release>>> ReleaseClient::all()
{
    ReleaseClient self(*this); // whoever asks may be gone when the answer comes
    std::vector<Release> releases;
    QString after;
    for (;;) {
        auto page = co_await self.page(after);
        if (!page)
            co_return std::unexpected(page.error());
        for (Release &release : page->releases) {
            if (!releases.empty() && releases.back().id() <= release.id()) // a server could go on for ever
                co_return refuse(ProblemType::UnexpectedAnswer, u"The releases are not in their order."_s,
                                 release.id());
            releases.push_back(std::move(release));
        }
        if (!page->next || page->releases.empty())
            co_return releases;
        after = *page->next;
    }
}

Task<Expected<Release>> ReleaseClient::release(QString id)
{
    ApiRequest request{.path = pathOf(id)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto release = andThen(reply->json(), readRelease);
    if (release && release->id() != id)
        co_return refuse(ProblemType::UnexpectedAnswer, u"This is another release."_s, u"/id"_s);
    co_return release;
}

Task<Expected<QString>> ReleaseClient::begin(ReleaseDraft draft)
{
    ApiRequest request{.method = "POST", .path = u"/v1/releases"_s, .body = bodyOf(draft)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readId);
}

Task<Expected<Release>> ReleaseClient::upload(QString id, QString path, ByteProgress progress)
{
    ReleaseClient self(*this); // whoever asks may be gone when the answer comes
    int idle = 0;
    qint64 furthest = -1;
    for (;;) {
        const auto run = co_await self.run(id, path, progress);
        if (!run)
            co_return std::unexpected(run.error());
        if (run->whole)
            co_return *run->whole;
        idle = run->reached > furthest ? 0 : idle + 1;
        furthest = std::max(furthest, run->reached);
        if (idle >= self.m_patience.attempts)
            co_return std::unexpected(run->broken);
        co_await QCoro::sleepFor(self.m_patience.pause * (idle + 1));
    }
}

/// From where the control plane stands to the end, or to where the line breaks.
Task<Expected<ReleaseClient::Run>> ReleaseClient::run(QString id, QString path, ByteProgress progress)
{
    ReleaseClient self(*this);
    auto release = co_await self.release(id);
    if (!release)
        co_return broken(release.error(), -1);
    if (release->isComplete())
        co_return Run{.whole = std::move(*release)};
    if (const auto fits = checkLength(path, *release); !fits)
        co_return std::unexpected(fits.error());
    const qint64 length = release->manifest.artifact.length;
    qint64 offset = release->received;
    while (offset < length) {
        if (progress && !progress(offset, length))
            co_return refuse(ProblemType::Cancelled);
        auto part = readPart(path, offset, std::min(partSize, length - offset));
        if (!part)
            co_return std::unexpected(part.error());
        const qint64 size = part->size();
        const auto sent = co_await self.sendPart(id, offset, std::move(*part));
        if (!sent)
            co_return broken(sent.error(), offset);
        offset += size;
    }
    if (progress)
        progress(length, length); // too late to be cancelled
    release = co_await self.release(id);
    if (!release)
        co_return broken(release.error(), offset);
    co_return Run{.whole = std::move(*release)};
}

Expected<ReleaseClient::Run> ReleaseClient::broken(const Problem &problem, qint64 reached)
{
    if (!isPassing(problem.type))
        return std::unexpected(problem);
    return Run{.broken = problem, .reached = reached};
}

Task<Expected<void>> ReleaseClient::sendPart(QString id, qint64 offset, QByteArray bytes)
{
    ApiRequest request{.method = "PATCH", .path = pathOf(id, "/artifact"_L1)};
    request.raw = RawBody{.bytes = std::move(bytes),
                          .mediaType = "application/offset+octet-stream",
                          .fields = {{"Upload-Offset", QByteArray::number(offset)}}};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

Task<Expected<void>> ReleaseClient::remove(QString id)
{
    ApiRequest request{.method = "DELETE", .path = pathOf(id)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

} // namespace enigm::client
