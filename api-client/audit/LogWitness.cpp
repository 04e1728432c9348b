#include "api-client/audit/LogWitness.h"

#include "api-client/audit/WitnessClient.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/log/SignedCheckpoint.h"

#include <algorithm>
#include <array>

namespace enigm::client {

using namespace Qt::StringLiterals;
using operators::Directory;

namespace {

/// One of the two logs, and where its notes and sights are.
struct Log
{
    QString name;
    log::NoteVerifier key;
    QByteArray NotePair::*offered;
    std::optional<QByteArray> WitnessAnswer::Notes::*note;
    std::optional<LogWitness::Sight> LogWitness::Witness::*sight;
};

Expected<std::array<Log, 2>> logsOf(const deployment::DeploymentFile &file)
{
    using enum log::NoteAlgorithm;
    auto governance =
        log::NoteVerifier::make(operators::governanceOrigin(file.deployment).toUtf8(), Ed25519, file.governanceLogKey);
    auto activity =
        log::NoteVerifier::make(operators::activityOrigin(file.deployment).toUtf8(), Ed25519, file.activityLogKey);
    if (!governance || !activity)
        return std::unexpected(governance ? activity.error() : governance.error());
    return std::array{Log{.name = u"governance"_s,
                          .key = std::move(*governance),
                          .offered = &NotePair::governance,
                          .note = &WitnessAnswer::Notes::governance,
                          .sight = &LogWitness::Witness::governance},
                      Log{.name = u"activity"_s,
                          .key = std::move(*activity),
                          .offered = &NotePair::activity,
                          .note = &WitnessAnswer::Notes::activity,
                          .sight = &LogWitness::Witness::activity}};
}

} // namespace

class LogWitness::Private : public std::enable_shared_from_this<LogWitness::Private>
{
public:
    Private(LogWitness *owner, Session &clientSession, LogFollower &logFollower, CheckpointStore &checkpointStore)
        : q(owner)
        , session(clientSession)
        , follower(logFollower)
        , store(checkpointStore)
        , client(clientSession)
    {}

    Task<Expected<void>> round();
    Task<Expected<void>> look(const Log &log, const WitnessAnswer &answer);
    Task<Expected<void>> cosign(const Log &log, QByteArray offered, const WitnessKey &key);
    Task<Expected<void>> prove(const Log &log, const log::SignedCheckpoint &checkpoint);
    Expected<std::optional<log::SignedCheckpoint>> lastCosigned(const Log &log, const WitnessKey &key) const;
    void takeDirectory(const Directory &directory);
    [[nodiscard]] const Witness *inForce(const WitnessKey &key) const;
    [[nodiscard]] bool isOwn(const operators::Witness &witness) const;
    /// Nobody is asked to go on any more, or nobody may.
    [[nodiscard]] std::optional<Problem> stopped() const;

    LogWitness *q;
    Session &session;
    LogFollower &follower;
    CheckpointStore &store;
    WitnessClient client;
    std::vector<WitnessKey> keys;
    std::vector<Witness> witnesses;
    std::vector<operators::Witness> records; ///< of the witnesses, in their order
    int threshold = 0;
    std::optional<Problem> problem;
    std::optional<qint64> begun; ///< Unix seconds of the last round
    bool isRunning = false;
    std::vector<QByteArray> proven; ///< texts of checkpoints that belong to this history, the latest last
};

std::optional<Problem> LogWitness::Private::stopped() const
{
    if (!q)
        return Problem{ProblemType::Cancelled};
    return follower.alarm();
}

bool LogWitness::Private::isOwn(const operators::Witness &witness) const
{
    return std::ranges::any_of(keys, [&witness](const WitnessKey &key) {
        return key.name == witness.name && key.key->publicKey() == witness.key;
    });
}

const LogWitness::Witness *LogWitness::Private::inForce(const WitnessKey &key) const
{
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].name == key.name && records[i].key == key.key->publicKey())
            return &witnesses[i];
    }
    return nullptr;
}

/// Those who came and went since the last round; of those who stayed, what was seen stays.
void LogWitness::Private::takeDirectory(const Directory &directory)
{
    std::vector<Witness> next;
    std::vector<operators::Witness> nextRecords;
    for (const Directory::WitnessRecord &record : directory.witnesses()) {
        if (!record.isActiveAt(directory.size()))
            continue;
        Witness witness{.name = record.witness.name,
                        .standIn = record.witness.standIn,
                        .own = isOwn(record.witness),
                        .governance = {},
                        .activity = {}};
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (records[i].name == record.witness.name && records[i].key == record.witness.key) {
                witness.governance = witnesses[i].governance;
                witness.activity = witnesses[i].activity;
            }
        }
        next.push_back(std::move(witness));
        nextRecords.push_back(record.witness);
    }
    witnesses = std::move(next);
    records = std::move(nextRecords);
    threshold = directory.founding().witnessThreshold;
}

Task<Expected<void>> LogWitness::Private::round()
{
    const auto self = shared_from_this();
    if (const auto why = stopped())
        co_return std::unexpected(*why);
    if (!follower.directory())
        co_return refuse(ProblemType::Unavailable, u"The logs are not verified yet."_s);
    begun = session.now();
    takeDirectory(*follower.directory());
    const auto logs = logsOf(session.deployment());
    if (!logs)
        co_return std::unexpected(logs.error());
    const auto answer = co_await client.state();
    if (const auto why = stopped())
        co_return std::unexpected(*why);
    if (!answer)
        co_return std::unexpected(answer.error());
    for (const Log &log : *logs) {
        if (const auto seen = co_await look(log, *answer); !seen)
            co_return seen;
    }
    Expected<void> result;
    const std::vector<WitnessKey> mine = keys;
    for (const WitnessKey &key : mine) {
        for (const Log &log : *logs) {
            auto done = co_await cosign(log, answer->offered.*log.offered, key);
            if (const auto why = stopped())
                co_return std::unexpected(*why);
            if (!done && result)
                result = std::move(done);
        }
    }
    co_return result;
}

/// What others have co-signed of a log. A note that does not verify says nothing of its witness.
Task<Expected<void>> LogWitness::Private::look(const Log &log, const WitnessAnswer &answer)
{
    const auto self = shared_from_this();
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto notes = std::ranges::find(answer.witnesses, records[i].name, &WitnessAnswer::Notes::name);
        if (notes == answer.witnesses.end() || !((*notes).*log.note))
            continue;
        const auto key = evidence::cosignatureKey(records[i]);
        if (!key)
            continue;
        const auto opened = log::SignedCheckpoint::open(*((*notes).*log.note), log.key, std::span(&*key, 1));
        if (!opened || opened->cosignatures().empty())
            continue;
        const auto same = co_await prove(log, *opened);
        if (const auto why = stopped())
            co_return std::unexpected(*why);
        if (!same)
            co_return same;
        witnesses[i].*log.sight =
            Sight{.size = opened->size(), .time = opened->cosignatures().front().time.value_or(0)};
    }
    co_return Expected<void>();
}

Task<Expected<void>> LogWitness::Private::prove(const Log &log, const log::SignedCheckpoint &checkpoint)
{
    constexpr std::size_t remembered = 256;
    const auto self = shared_from_this();
    const QByteArray text = checkpoint.checkpoint().toNoteText();
    if (std::ranges::find(proven, text) != proven.end())
        co_return Expected<void>();
    auto same = co_await follower.proveCheckpoint(log.name, checkpoint);
    if (!same || !q)
        co_return same;
    if (proven.size() == remembered)
        proven.erase(proven.begin());
    proven.push_back(text);
    co_return Expected<void>();
}

/// Where a witness stands between runs: by its key, since its name is no file name.
Expected<std::optional<log::SignedCheckpoint>> LogWitness::Private::lastCosigned(const Log &log,
                                                                                 const WitnessKey &key) const
{
    const auto note =
        store.load(session.deployment().deployment, log.name + u"-cosigned-"_s + key.key->publicKey().thumbprint());
    if (!note)
        return std::nullopt;
    auto opened = log::SignedCheckpoint::openForeign(*note, log.key, {});
    if (!opened)
        return refuse(ProblemType::FileUnreadable,
                      u"What this witness last co-signed cannot be read: %1"_s.arg(opened.error().toString()),
                      key.name);
    return std::move(*opened);
}

Task<Expected<void>> LogWitness::Private::cosign(const Log &log, QByteArray offered, const WitnessKey &key)
{
    const auto self = shared_from_this();
    if (!inForce(key))
        co_return Expected<void>();
    const auto checkpoint = log::SignedCheckpoint::openForeign(offered, log.key, {});
    if (!checkpoint)
        co_return std::unexpected(checkpoint.error());
    if (!checkpoint->checkpoint().extensions.empty()) // of which nobody could say what they vouch for
        co_return refuse(ProblemType::MalformedCheckpoint, u"The checkpoint has extension lines."_s, log.name);
    if (checkpoint->size() == 0)
        co_return Expected<void>(); // nothing to vouch for
    const auto last = lastCosigned(log, key);
    if (!last)
        co_return std::unexpected(last.error());
    for (const log::SignedCheckpoint *const one : {*last ? &**last : nullptr, &*checkpoint}) {
        if (!one)
            continue;
        if (const auto same = co_await prove(log, *one); !same)
            co_return same;
    }
    if (const auto why = stopped())
        co_return std::unexpected(*why);
    if (*last && (*last)->size() > checkpoint->size())
        co_return Expected<void>(); // what is offered to others was co-signed here already
    const auto signer = log::NoteSigner::make(key.name.toUtf8(), log::NoteAlgorithm::CosignatureV1, *key.key);
    if (!signer)
        co_return std::unexpected(signer.error());
    const qint64 now = session.now();
    const auto note = checkpoint->cosignedBy(*signer, now);
    if (!note)
        co_return std::unexpected(note.error());
    const auto kept = store.save(session.deployment().deployment,
                                 log.name + u"-cosigned-"_s + key.key->publicKey().thumbprint(), *note);
    if (!kept) // and so it is not told
        co_return kept;
    const auto taken = co_await client.handIn(log.name, *note);
    if (!q || !taken)
        co_return taken;
    for (Witness &witness : witnesses) {
        if (witness.name == key.name)
            witness.*log.sight = Sight{.size = checkpoint->size(), .time = now};
    }
    co_return Expected<void>();
}

LogWitness::LogWitness(Session &session, LogFollower &follower, CheckpointStore &store, QObject *parent)
    : QObject(parent)
    , m_d(std::make_shared<Private>(this, session, follower, store))
{}

LogWitness::~LogWitness()
{
    m_d->q = nullptr;
}

void LogWitness::add(WitnessKey key)
{
    m_d->keys.push_back(std::move(key));
    m_d->begun.reset(); // to sign with it, behind the next refresh
}

void LogWitness::followRefreshes()
{
    connect(&m_d->follower, &LogFollower::advanced, this, [this] {
        if (m_d->isRunning || (m_d->begun && m_d->session.now() - *m_d->begun < interval))
            return;
        QCoro::connect(round(), this, [](const Expected<void> &) {});
    });
}

Task<Expected<void>> LogWitness::round()
{
    const auto d = m_d;
    if (d->isRunning)
        co_return refuse(ProblemType::Unavailable, u"A round is under way."_s);
    d->isRunning = true;
    auto result = co_await d->round();
    d->isRunning = false;
    if (!d->q)
        co_return result;
    d->problem = result ? std::nullopt : std::optional(result.error());
    Q_EMIT d->q->changed();
    co_return result;
}

const std::vector<LogWitness::Witness> &LogWitness::witnesses() const
{
    return m_d->witnesses;
}

int LogWitness::threshold() const
{
    return m_d->threshold;
}

const std::optional<Problem> &LogWitness::problem() const
{
    return m_d->problem;
}

} // namespace enigm::client
