#include "api-client/audit/LogFollower.h"

#include "api-client/audit/LogClient.h"
#include "api-client/audit/LogRun.h"
#include "contract/log/CheckpointFollower.h"
#include "contract/log/MerkleProof.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/operators/Founding.h"

#include <qcoro/qcorosignal.h>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

/// One of the two logs as this console has seen it.
struct FollowedLog
{
    QString name; ///< path part: "governance", "activity"
    log::NoteVerifier key;
    log::CheckpointFollower follower;
    QByteArray etag;
};

bool isAlarm(ProblemType type)
{
    return type == ProblemType::LogRewound || type == ProblemType::LogForked;
}

} // namespace

class LogFollower::Private : public std::enable_shared_from_this<LogFollower::Private>
{
public:
    Private(LogFollower *owner, Session &clientSession, CheckpointStore &checkpointStore)
        : q(owner)
        , session(clientSession)
        , logs(clientSession)
        , store(checkpointStore)
    {}

    Expected<void> open();
    Expected<FollowedLog> openLog(const QString &name, const QString &origin, const signing::PublicKey &key,
                                  const QByteArray &given);
    Task<Expected<void>> advance(FollowedLog &followed);
    Task<Expected<void>> replayGovernance();
    Task<Expected<void>> refresh();
    Expected<void> sound(Expected<void> result);

    LogFollower *q;
    Session &session;
    LogClient logs;
    CheckpointStore &store;
    std::optional<FollowedLog> governance;
    std::optional<FollowedLog> activity;
    std::optional<changes::GovernanceReplay> replay;
    std::optional<Problem> alarm;
    log::LogHead provenGovernance; ///< replayed up to here
    log::LogHead provenActivity;
    bool isRefreshing = false;
};

Expected<FollowedLog> LogFollower::Private::openLog(const QString &name, const QString &origin,
                                                    const signing::PublicKey &key, const QByteArray &given)
{
    auto verifier = log::NoteVerifier::make(origin.toUtf8(), log::NoteAlgorithm::Ed25519, key);
    if (!verifier)
        return std::unexpected(verifier.error());
    auto first = log::SignedCheckpoint::openForeign(given, *verifier, {});
    if (!first)
        return std::unexpected(first.error().under(u"deployment.json"_s));
    log::Checkpoint last = first->checkpoint();
    if (const auto seen = store.load(session.deployment().deployment, name)) {
        const auto kept = log::SignedCheckpoint::openForeign(*seen, *verifier, {});
        if (!kept)
            return std::unexpected(kept.error().under(u"last seen checkpoint"_s));
        if (kept->size() >= last.size)
            last = kept->checkpoint();
    }
    return FollowedLog{.name = name, .key = *verifier, .follower = log::CheckpointFollower(last), .etag = {}};
}

Expected<void> LogFollower::Private::open()
{
    if (governance)
        return {};
    const deployment::DeploymentFile &file = session.deployment();
    auto governanceLog = openLog(u"governance"_s, operators::governanceOrigin(file.deployment), file.governanceLogKey,
                                 file.governanceCheckpoint);
    if (!governanceLog)
        return std::unexpected(governanceLog.error());
    auto activityLog = openLog(u"activity"_s, operators::activityOrigin(file.deployment), file.activityLogKey,
                               file.activityCheckpoint);
    if (!activityLog)
        return std::unexpected(activityLog.error());
    governance = std::move(*governanceLog);
    activity = std::move(*activityLog);
    return {};
}

Task<Expected<void>> LogFollower::Private::advance(FollowedLog &followed)
{
    const auto self = shared_from_this();
    const auto reply = co_await logs.checkpoint(followed.name, followed.etag);
    if (!q)
        co_return refuse(ProblemType::Cancelled);
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->isNotModified())
        co_return Expected<void>();
    const auto next = log::SignedCheckpoint::openForeign(reply->body, followed.key, {});
    if (!next)
        co_return std::unexpected(next.error());

    log::Proof path;
    const qint64 from = followed.follower.last().size;
    if (next->size() > from && from > 0) {
        auto fetched = co_await logs.consistency(followed.name, from, next->size());
        if (!q)
            co_return refuse(ProblemType::Cancelled);
        if (!fetched)
            co_return std::unexpected(fetched.error());
        path = std::move(*fetched);
    }
    if (const auto moved = followed.follower.advance(next->checkpoint(), path); !moved)
        co_return std::unexpected(moved.error());
    followed.etag = reply->etag;
    store.save(session.deployment().deployment, followed.name, reply->body);
    co_return Expected<void>();
}

Task<Expected<void>> LogFollower::Private::replayGovernance()
{
    const auto self = shared_from_this();
    const log::Checkpoint target = governance->follower.last();
    while (!replay || replay->directory().size() < target.size) {
        const qint64 next = replay ? replay->directory().size() : 0;
        const auto leaves = co_await logs.governanceLeaves(next, target.size);
        if (!q)
            co_return refuse(ProblemType::Cancelled);
        if (!leaves)
            co_return std::unexpected(leaves.error());
        for (const QByteArray &leaf : *leaves) {
            if (!replay) {
                auto begun = changes::GovernanceReplay::begin(leaf, session.deployment().deployment);
                if (!begun)
                    co_return std::unexpected(begun.error());
                replay = std::move(*begun);
            } else if (const auto appended = replay->append(leaf); !appended) {
                co_return std::unexpected(appended.error());
            }
        }
    }
    if (replay->root() != target.root.toBytes())
        co_return refuse(ProblemType::LogForked,
                         u"The entries of the governance log do not add up to its checkpoint."_s,
                         u"governance record %1"_s.arg(target.size - 1));
    provenGovernance = {.size = target.size, .root = target.root.toBytes()};
    co_return Expected<void>();
}

Expected<void> LogFollower::Private::sound(Expected<void> result)
{
    if (!result && isAlarm(result.error().type) && !alarm) {
        alarm = result.error();
        if (q)
            Q_EMIT q->alarmRaised(*alarm);
    }
    return result;
}

Task<Expected<void>> LogFollower::Private::refresh()
{
    const auto self = shared_from_this();
    if (alarm)
        co_return std::unexpected(*alarm);
    if (const auto opened = open(); !opened)
        co_return opened;
    // The activity log first: what it holds was decided on a governance log that is at least as long when read after.
    if (const auto moved = sound(co_await advance(*activity)); !moved)
        co_return moved;
    if (const auto moved = sound(co_await advance(*governance)); !moved)
        co_return moved;
    if (const auto replayed = sound(co_await replayGovernance()); !replayed)
        co_return replayed;
    const log::Checkpoint &head = activity->follower.last();
    provenActivity = {.size = head.size, .root = head.root.toBytes()};
    if (q)
        Q_EMIT q->advanced();
    co_return Expected<void>();
}

LogFollower::LogFollower(Session &session, CheckpointStore &store, QObject *parent)
    : QObject(parent)
    , m_d(std::make_shared<Private>(this, session, store))
{}

LogFollower::~LogFollower()
{
    m_d->q = nullptr;
}

Task<Expected<void>> LogFollower::refresh()
{
    // Refreshes follow one another: two at once would ask for proofs from positions that the other has left.
    const auto d = m_d;
    while (d->isRefreshing && d->q)
        co_await qCoro(d->q, &LogFollower::refreshed);
    if (!d->q)
        co_return refuse(ProblemType::Cancelled);
    d->isRefreshing = true;
    auto result = co_await d->refresh();
    d->isRefreshing = false;
    if (d->q)
        Q_EMIT d->q->refreshed();
    co_return result;
}

log::LogHead LogFollower::governanceHead() const
{
    return m_d->provenGovernance;
}

log::LogHead LogFollower::activityHead() const
{
    return m_d->provenActivity;
}

const operators::Directory *LogFollower::directory() const
{
    return m_d->replay ? &m_d->replay->directory() : nullptr;
}

const std::optional<Problem> &LogFollower::alarm() const
{
    return m_d->alarm;
}

Task<Expected<void>> LogFollower::proveActivity(qint64 index, QByteArray leaf)
{
    const auto d = m_d;
    const log::LogHead head = d->provenActivity;
    const auto path = co_await d->logs.inclusion(u"activity"_s, index, head.size);
    if (!path)
        co_return std::unexpected(path.error());
    const auto root = log::Hash::fromBytes(head.root);
    if (!root)
        co_return std::unexpected(root.error());
    co_return log::verifyInclusion(index, head.size, log::leafHash(leaf), *path, *root);
}

Task<Expected<void>> LogFollower::proveActivityRun(qint64 first, std::vector<QByteArray> leaves)
{
    const auto d = m_d;
    const log::LogHead head = d->provenActivity;
    const qint64 end = first + static_cast<qint64>(leaves.size());
    if (first < 0 || leaves.empty() || end > head.size)
        co_return refuse(ProblemType::OutOfRange, u"The verified log does not reach that far."_s);
    LogRun run{.first = first, .edge = {}, .size = head.size, .consistency = {}, .root = head.root};
    if (first > 0) {
        auto edge = co_await d->logs.inclusion(u"activity"_s, first, first + 1);
        if (!d->q)
            co_return refuse(ProblemType::Cancelled);
        if (!edge)
            co_return std::unexpected(edge.error());
        run.edge = std::move(*edge);
    }
    if (end < head.size) {
        auto consistency = co_await d->logs.consistency(u"activity"_s, end, head.size);
        if (!consistency)
            co_return std::unexpected(consistency.error());
        run.consistency = std::move(*consistency);
    }
    co_return run.verify(leaves);
}

} // namespace enigm::client
