#include "api-client/audit/LogFollower.h"

#include "api-client/audit/FollowedLog.h"
#include "api-client/audit/LogClient.h"
#include "api-client/audit/LogRun.h"
#include "api-client/session/Gate.h"
#include "api-client/wire/ReadFailure.h"
#include "contract/log/MerkleProof.h"
#include "contract/operators/Founding.h"

#include <qcoro/qcorosignal.h>

#include <algorithm>
#include <array>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

/// The server signed a size and does not prove how it came to it, though it answers; being away, or not letting this
/// operator in, is another matter.
bool withholds(const Problem &answer)
{
    constexpr std::array denials{ProblemType::NotFound, ProblemType::OutOfRange, ProblemType::UnexpectedAnswer,
                                 ProblemType::MalformedRequest};
    return std::ranges::find(denials, answer.type) != denials.end();
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
    Task<Expected<void>> advance(FollowedLog &followed, QByteArray &etag);
    Task<Expected<void>> moveTo(FollowedLog &followed, FollowedLog::Seen next);
    Task<Expected<void>> replayGovernance();
    Expected<void> replayLeaves(const std::vector<QByteArray> &leaves, const log::Checkpoint &target);
    Task<Expected<void>> refresh();
    std::unexpected<Problem> contradicted(Contradiction found);
    void keep(const FollowedLog &followed);

    LogFollower *q;
    Session &session;
    LogClient logs;
    CheckpointStore &store;
    std::optional<FollowedLog> governance;
    std::optional<FollowedLog> activity;
    QByteArray governanceEtag;
    QByteArray activityEtag;
    std::optional<changes::GovernanceReplay> replay;
    std::optional<Contradiction> contradiction;
    std::optional<Problem> notKept;
    log::LogHead provenGovernance; ///< replayed up to here
    log::LogHead provenActivity;
    Gate turn; ///< taken while a refresh is under way
};

Expected<FollowedLog> LogFollower::Private::openLog(const QString &name, const QString &origin,
                                                    const signing::PublicKey &key, const QByteArray &given)
{
    auto verifier = log::NoteVerifier::make(origin.toUtf8(), log::NoteAlgorithm::Ed25519, key);
    if (!verifier)
        return std::unexpected(verifier.error());
    auto opened = FollowedLog::open({.name = name,
                                     .key = std::move(*verifier),
                                     .note = given,
                                     .kept = store.load(session.deployment().deployment, name)});
    if (opened)
        return std::move(*opened);
    if (auto *const found = std::get_if<Contradiction>(&opened.error()))
        return contradicted(std::move(*found));
    return std::unexpected(std::get<Problem>(opened.error()));
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

/// The first contradiction is kept: what follows it rests on it.
std::unexpected<Problem> LogFollower::Private::contradicted(Contradiction found)
{
    const Problem problem = found.problem;
    if (!contradiction && isContradiction(problem)) {
        found.time = session.now();
        contradiction = std::move(found);
        if (q)
            Q_EMIT q->alarmRaised(problem);
    }
    return std::unexpected(problem);
}

void LogFollower::Private::keep(const FollowedLog &followed)
{
    const auto kept = store.save(session.deployment().deployment, followed.name(), followed.seen().note);
    const std::optional<Problem> problem = kept ? std::nullopt : std::optional(kept.error());
    if (problem == notKept)
        return;
    notKept = problem;
    if (q)
        Q_EMIT q->memoryChanged();
}

Task<Expected<void>> LogFollower::Private::moveTo(FollowedLog &followed, FollowedLog::Seen next)
{
    const auto self = shared_from_this();
    log::Proof path;
    if (followed.needsProof(next)) {
        auto fetched =
            co_await logs.consistency(followed.name(), followed.seen().checkpoint.size, next.checkpoint.size);
        if (!q)
            co_return refuse(ProblemType::Cancelled);
        if (!fetched && withholds(fetched.error()))
            co_return contradicted(followed.withheld(next, fetched.error()));
        if (!fetched)
            co_return std::unexpected(fetched.error());
        path = std::move(*fetched);
    }
    auto moved = followed.advance(next, path);
    if (!moved)
        co_return contradicted(std::move(moved.error()));
    co_return Expected<void>();
}

Task<Expected<void>> LogFollower::Private::advance(FollowedLog &followed, QByteArray &etag)
{
    const auto self = shared_from_this();
    const auto reply = co_await logs.checkpoint(followed.name(), etag);
    if (!q)
        co_return refuse(ProblemType::Cancelled);
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->isNotModified())
        co_return Expected<void>();
    auto served = followed.openServed(reply->body);
    if (!served)
        co_return contradicted(std::move(served.error()));
    if (followed.ahead()) {
        FollowedLog::Seen known = *followed.ahead();
        if (const auto passed = co_await moveTo(followed, std::move(known)); !passed)
            co_return passed;
    }
    if (const auto moved = co_await moveTo(followed, std::move(*served)); !moved)
        co_return moved;
    etag = reply->etag;
    keep(followed);
    co_return Expected<void>();
}

/// What the checkpoint committed to first, and then what it says: a log may be whole and hold what breaks its rules.
Expected<void> LogFollower::Private::replayLeaves(const std::vector<QByteArray> &leaves, const log::Checkpoint &target)
{
    const qint64 first = replay ? replay->directory().size() : 0;
    log::MerkleTree tree = replay ? replay->tree() : log::MerkleTree();
    for (const QByteArray &leaf : leaves)
        tree.append(log::leafHash(leaf));
    if (tree.root() != target.root) {
        Contradiction found{.problem = {ProblemType::LogForked,
                                        u"The entries of the governance log do not add up to its checkpoint."_s,
                                        u"governance records %1 to %2"_s.arg(first).arg(target.size - 1)},
                            .exhibits = {{u"governance-checkpoint-seen"_s, governance->seen().note}}};
        for (const QByteArray &leaf : leaves)
            found.exhibits.push_back({u"governance-entry-served"_s, leaf});
        return contradicted(std::move(found));
    }
    for (const QByteArray &leaf : leaves) {
        Expected<void> taken;
        if (replay) {
            taken = replay->append(leaf);
        } else if (auto begun = changes::GovernanceReplay::begin(leaf, session.deployment().deployment); begun) {
            replay = std::move(*begun);
        } else {
            taken = std::unexpected(begun.error());
        }
        if (!taken)
            return contradicted({.problem = foundInSigned(taken.error()),
                                 .exhibits = {{u"governance-checkpoint-seen"_s, governance->seen().note},
                                              {u"governance-entry-served"_s, leaf}}});
    }
    return {};
}

Task<Expected<void>> LogFollower::Private::replayGovernance()
{
    const auto self = shared_from_this();
    const log::Checkpoint target = governance->seen().checkpoint;
    const qint64 first = replay ? replay->directory().size() : 0;
    std::vector<QByteArray> leaves;
    while (first + static_cast<qint64>(leaves.size()) < target.size) {
        const auto more = co_await logs.governanceLeaves(first + static_cast<qint64>(leaves.size()), target.size);
        if (!q)
            co_return refuse(ProblemType::Cancelled);
        if (!more && isContradiction(more.error()))
            co_return contradicted(
                {.problem = more.error(), .exhibits = {{u"governance-checkpoint-seen"_s, governance->seen().note}}});
        if (!more)
            co_return std::unexpected(more.error());
        leaves.insert(leaves.end(), more->begin(), more->end());
    }
    if (const auto replayed = replayLeaves(leaves, target); !replayed)
        co_return replayed;
    provenGovernance = {.size = target.size, .root = target.root.toBytes()};
    co_return Expected<void>();
}

Task<Expected<void>> LogFollower::Private::refresh()
{
    const auto self = shared_from_this();
    if (contradiction)
        co_return std::unexpected(contradiction->problem);
    if (const auto opened = open(); !opened)
        co_return opened;
    // The activity log first: what it holds was decided on a governance log that is at least as long when read after.
    if (const auto moved = co_await advance(*activity, activityEtag); !moved)
        co_return moved;
    if (const auto moved = co_await advance(*governance, governanceEtag); !moved)
        co_return moved;
    if (const auto replayed = co_await replayGovernance(); !replayed)
        co_return replayed;
    const log::Checkpoint &head = activity->seen().checkpoint;
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
    while (d->turn.isTaken() && d->q)
        co_await qCoro(&d->turn, &Gate::left); // which outlives the follower, for those who wait
    if (!d->q)
        co_return refuse(ProblemType::Cancelled);
    d->turn.take();
    auto result = co_await d->refresh();
    d->turn.leave();
    if (d->q && !result)
        Q_EMIT d->q->refreshFailed(result.error());
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

const changes::GovernanceReplay *LogFollower::governance() const
{
    return m_d->replay ? &*m_d->replay : nullptr;
}

std::optional<Problem> LogFollower::alarm() const
{
    return m_d->contradiction ? std::optional(m_d->contradiction->problem) : std::nullopt;
}

const std::optional<Contradiction> &LogFollower::contradiction() const
{
    return m_d->contradiction;
}

void LogFollower::raiseAlarm(Contradiction contradiction)
{
    for (const auto *const followed : {&m_d->activity, &m_d->governance}) {
        if (*followed)
            contradiction.exhibits.push_back({(*followed)->name() + u"-checkpoint-seen"_s, (*followed)->seen().note});
    }
    (void)m_d->contradicted(std::move(contradiction));
}

const std::optional<Problem> &LogFollower::notKept() const
{
    return m_d->notKept;
}

Task<Expected<void>> LogFollower::proveActivity(qint64 index, QByteArray leaf)
{
    const auto d = m_d;
    const log::LogHead head = d->provenActivity;
    const auto path = co_await d->logs.inclusion(u"activity"_s, index, head.size);
    if (!d->q)
        co_return refuse(ProblemType::Cancelled);
    if (!path)
        co_return std::unexpected(path.error());
    const auto root = log::Hash::fromBytes(head.root);
    if (!root)
        co_return std::unexpected(root.error());
    const auto proven = log::verifyInclusion(index, head.size, log::leafHash(leaf), *path, *root);
    if (proven)
        co_return proven;
    const Problem problem = proven.error().under(u"activity record %1"_s.arg(index));
    d->q->raiseAlarm({.problem = problem,
                      .exhibits = {{u"activity-entry-served"_s, leaf},
                                   {u"activity-inclusion-proof"_s, proofExhibit(index, head.size, *path)}}});
    co_return std::unexpected(problem);
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

Task<Expected<void>> LogFollower::proveCheckpoint(QString log, log::SignedCheckpoint checkpoint)
{
    const auto d = m_d;
    const log::LogHead head = log == "governance"_L1 ? d->provenGovernance : d->provenActivity;
    const auto root = log::Hash::fromBytes(head.root);
    if (!root)
        co_return std::unexpected(root.error());
    const bool isEarlier = checkpoint.size() <= head.size;
    const qint64 from = isEarlier ? checkpoint.size() : head.size;
    const qint64 to = isEarlier ? head.size : checkpoint.size();
    if (from == 0) // an empty log is the beginning of every one
        co_return Expected<void>();
    std::vector<Contradiction::Exhibit> exhibits{{log + u"-checkpoint-cosigned"_s, checkpoint.note()}};
    log::Proof path;
    if (from < to) {
        auto fetched = co_await d->logs.consistency(log, from, to);
        if (!d->q)
            co_return refuse(ProblemType::Cancelled);
        if (!fetched && !withholds(fetched.error()))
            co_return std::unexpected(fetched.error());
        if (fetched) {
            path = std::move(*fetched);
            exhibits.push_back({log + u"-consistency-proof"_s, proofExhibit(from, to, path)});
        }
    }
    const log::Hash &earlier = isEarlier ? checkpoint.root() : *root;
    const log::Hash &later = isEarlier ? *root : checkpoint.root();
    if (const auto same = log::verifyConsistency(from, to, path, earlier, later); same)
        co_return same;
    const Problem problem{
        ProblemType::LogForked,
        u"the log has signed a checkpoint of size %1 that does not belong to what was seen of it"_s.arg(
            checkpoint.size()),
        log};
    d->q->raiseAlarm({.problem = problem, .exhibits = std::move(exhibits)});
    co_return std::unexpected(problem);
}

} // namespace enigm::client
