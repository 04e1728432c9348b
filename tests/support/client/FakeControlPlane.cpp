#include "tests/support/client/FakeControlPlane.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"

#include <QPointer>
#include <QTimer>
#include <qcoro/qcorosignal.h>
#include <qcoro/qcorotimer.h>

#include <algorithm>

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

class FakeWire final : public client::Transport
{
public:
    explicit FakeWire(FakeControlPlane &plane)
        : m_plane(plane)
    {}
    client::Task<Expected<client::WireReply>> send(client::WireRequest request) override
    {
        if (m_isClosed)
            return refused();
        return m_plane.exchange(std::move(request));
    }
    std::unique_ptr<client::WireStream> open(client::WireRequest request) override { return m_plane.openFeed(request); }
    void close() override { m_isClosed = true; } // what is under way is answered still

private:
    static client::Task<Expected<client::WireReply>> refused()
    {
        co_return refuse(ProblemType::Cancelled, u"The connection was closed."_s);
    }

    FakeControlPlane &m_plane;
    bool m_isClosed = false;
};

QByteArray headerOf(const client::WireRequest &request, QByteArrayView name)
{
    return client::WireReply{.status = 0, .headers = request.headers, .body = {}}.header(name);
}

/// A 304 where the reader has these very bytes.
void applyEtag(const client::WireRequest &request, client::WireReply &reply)
{
    if (request.method != "GET" || reply.status != 200)
        return;
    const QByteArray etag = '"' + signing::sha256(reply.body).toHex().left(16) + '"';
    reply.headers.append({"ETag", etag});
    if (headerOf(request, "If-None-Match") == etag) {
        reply.status = 304;
        reply.body.clear();
    }
}

} // namespace

FakeControlPlane::FakeControlPlane(SampleHistory &history)
    : tokens(history)
    , m_history(history)
{}

std::unique_ptr<client::Transport> FakeControlPlane::wire()
{
    return std::make_unique<FakeWire>(*this);
}

deployment::DeploymentFile FakeControlPlane::deployment() const
{
    return {.name = u"Example"_s,
            .url = QUrl(u"https://127.0.0.1:7443"_s),
            .tlsDigest = signing::sha256("tls"),
            .deployment = m_history.deploymentId(),
            .governanceLogKey = m_history.founding().governanceLogKey,
            .activityLogKey = m_history.founding().activityLogKey,
            .governanceCheckpoint = m_history.governanceCheckpoint(),
            .activityCheckpoint = m_history.activityCheckpoint(),
            .sample = m_history.founding().sample};
}

void FakeControlPlane::refuseRoute(const QString &path, std::optional<ProblemType> problem)
{
    m_refused.remove(path);
    if (problem)
        m_refused.insert(path, *problem);
}

void FakeControlPlane::release()
{
    m_held.clear();
    Q_EMIT released();
}

int FakeControlPlane::count(const QString &path) const
{
    return static_cast<int>(std::ranges::count_if(
        m_seen, [&path](const client::WireRequest &request) { return request.url.path() == path; }));
}

int FakeControlPlane::countAnswers(const QString &path, int status) const
{
    return static_cast<int>(std::ranges::count(m_answers, std::pair(path, status)));
}

/// Counts an exchange for as long as it takes.
class FakeControlPlane::Flight
{
public:
    explicit Flight(FakeControlPlane &plane)
        : m_plane(&plane)
    {
        ++plane.m_inFlight;
    }
    ~Flight()
    {
        if (m_plane)
            --m_plane->m_inFlight;
    }
    Flight(const Flight &) = delete;
    Flight &operator=(const Flight &) = delete;

private:
    QPointer<FakeControlPlane> m_plane;
};

client::Task<Expected<client::WireReply>> FakeControlPlane::exchange(client::WireRequest request)
{
    const QPointer<FakeControlPlane> self(this);
    const Flight flight(*this);
    QTimer turn;
    turn.setSingleShot(true);
    turn.start(0);
    co_await turn;
    if (!self || !m_reachable)
        co_return refuse(ProblemType::Unreachable, u"Nobody listens there."_s);
    const QString path = request.url.path();
    m_seen.push_back(request);
    client::WireReply reply = answer(request);
    m_answers.append({path, reply.status});
    if (m_held.contains(path)) {
        ++m_waiting;
        co_await qCoro(this, &FakeControlPlane::released);
        --m_waiting;
    }
    if (m_losses.removeOne(path))
        co_return refuse(ProblemType::Unreachable, u"The connection was lost."_s);
    co_return reply;
}

client::WireReply FakeControlPlane::answer(const client::WireRequest &request)
{
    if (auto other = instead ? instead(request) : std::nullopt)
        return std::move(*other);
    const QString path = request.url.path();
    if (const auto once = m_refusedOnce.constFind(path); once != m_refusedOnce.constEnd()) {
        const ProblemType problem = *once;
        m_refusedOnce.remove(path);
        return problemReply({problem});
    }
    if (path == "/oauth2/token"_L1)
        return tokens.issue(request);
    const auto caller = tokens.callerOf(request);
    if (!caller)
        return problemReply(caller.error());
    if (const auto refused = m_refused.constFind(path); refused != m_refused.constEnd())
        return problemReply({*refused});
    client::WireReply reply = answerTo(request, *caller);
    if (bend)
        bend(request.url, reply);
    applyEtag(request, reply);
    return reply;
}

client::WireReply FakeControlPlane::answerTo(const client::WireRequest &request, const FakeTokens::Caller &caller)
{
    const QString path = request.url.path();
    if (request.method == "GET")
        return read(path, QUrlQuery(request.url), caller);
    if (headerOf(request, "Idempotency-Key").isEmpty())
        return problemReply({ProblemType::IdempotencyKeyMissing});
    if (request.method == "DELETE" && path == "/v1/session"_L1) {
        tokens.endSession(caller.session);
        return {.status = 204, .headers = {}, .body = {}};
    }
    if (request.method == "POST" && path == "/v1/changes"_L1)
        return requestChange(request, caller);
    if (request.method == "POST" && path.startsWith("/v1/changes/"_L1))
        return signChange(request, caller);
    if (request.method == "POST" && path.endsWith("/cosignatures"_L1)) {
        const json::Value body = require(json::parse(request.body));
        handedIn.emplace_back(path.section(u'/', 3, 3), body.object().find(u"checkpoint")->text().toUtf8());
        return {.status = 204, .headers = {}, .body = {}};
    }
    return problemReply({ProblemType::MethodNotAllowed});
}

client::WireReply FakeControlPlane::requestChange(const client::WireRequest &request, const FakeTokens::Caller &caller)
{
    const QByteArray key = headerOf(request, "Idempotency-Key");
    if (const auto before = m_performed.constFind(key); before != m_performed.constEnd())
        return *before;
    const json::Value body = require(json::parse(request.body));
    const QByteArray compact = body.object().find(u"change")->text().toLatin1();
    const auto change = changes::SignedChange::parse(compact);
    if (!change)
        return problemReply(change.error());
    if (!caller.act) {
        const QString act = QString::fromLatin1(encoding::toBase64Url(misnamedAct.value_or(change->digest())));
        return problemReply({ProblemType::StepUpRequired}, json::Object{{"act"_L1, act}});
    }
    if (caller.isUsed)
        return problemReply({ProblemType::StepUpUsed});
    if (*caller.act != change->digest())
        return problemReply({ProblemType::StepUpMismatch});
    const auto targets = require(changes::TargetSet::fromJson(*body.object().find(u"targets"), {}));
    const SampleHistory::Story story = m_history.request(*change, targets);
    const json::Value *const reference = body.object().find(u"reference");
    changes::ChangeRecord record{
        .change = *change,
        .state = changes::ChangeState::Pending,
        .reason = require(changes::FreeText::fromJson(*body.object().find(u"reason"), {})),
        .reference = {},
        .targets = targets,
        .requested = {.index = story.indexes.front(), .governanceSize = story.requestLoggedAt, .time = m_history.now()},
        .approvals = {},
        .withdrawal = {},
        .executed = {},
        .failure = {}};
    if (!reference->isNull())
        record.reference = require(changes::FreeText::fromJson(*reference, {}));
    tokens.consume(request);
    list(story);
    changes.front().reason = record.reason;
    const client::WireReply reply = jsonReply(201, record.toJson());
    m_performed.insert(key, reply);
    return reply;
}

} // namespace enigm::test
