#include "api-client/audit/FollowedLog.h"

#include "api-client/wire/ReadFailure.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

Expected<FollowedLog::Seen> openNote(const QByteArray &note, const log::NoteVerifier &key)
{
    const auto opened = log::SignedCheckpoint::openForeign(note, key, {});
    if (!opened)
        return std::unexpected(opened.error());
    return FollowedLog::Seen{.note = note, .checkpoint = opened->checkpoint()};
}

QString seenName(const QString &log)
{
    return log + u"-checkpoint-seen"_s;
}

QString servedName(const QString &log)
{
    return log + u"-checkpoint-served"_s;
}

} // namespace

FollowedLog::FollowedLog(QString name, log::NoteVerifier key, Seen seen, std::optional<Seen> ahead)
    : m_name(std::move(name))
    , m_key(std::move(key))
    , m_follower(seen.checkpoint)
    , m_seen(std::move(seen))
    , m_ahead(std::move(ahead))
{}

std::expected<FollowedLog, FollowedLog::Failure> FollowedLog::open(const Given &given)
{
    auto file = openNote(given.note, given.key);
    if (!file)
        return std::unexpected(Contradiction{.problem = foundInSigned(file.error().under(u"deployment.json"_s)),
                                             .exhibits = {{given.name + u"-checkpoint-given"_s, given.note}}});
    if (!given.kept)
        return FollowedLog(given.name, given.key, std::move(*file), {});
    auto kept = openNote(*given.kept, given.key);
    if (!kept)
        return std::unexpected(Problem{
            ProblemType::FileUnreadable,
            u"What this console kept of the %1 log cannot be read: %2"_s.arg(given.name, kept.error().toString()),
            u"last seen checkpoint"_s});
    if (kept->checkpoint.size == file->checkpoint.size) {
        if (kept->checkpoint.root != file->checkpoint.root)
            return std::unexpected(Contradiction{
                .problem = {ProblemType::LogForked,
                            u"deployment.json and this console know different logs of size %1"_s.arg(
                                kept->checkpoint.size),
                            given.name},
                .exhibits = {{given.name + u"-checkpoint-given"_s, given.note}, {seenName(given.name), *given.kept}}});
        return FollowedLog(given.name, given.key, std::move(*kept), {});
    }
    if (kept->checkpoint.size < file->checkpoint.size)
        std::swap(*kept, *file);
    return FollowedLog(given.name, given.key, std::move(*file), std::move(*kept));
}

std::expected<FollowedLog::Seen, Contradiction> FollowedLog::openServed(const QByteArray &note) const
{
    auto served = openNote(note, m_key);
    if (!served)
        return std::unexpected(Contradiction{.problem = foundInSigned(served.error().under(m_name + u" checkpoint"_s)),
                                             .exhibits = exhibits(note)});
    // What is ahead was signed too; only the size is judged before the way to it.
    if (m_ahead && served->checkpoint.size < m_ahead->checkpoint.size)
        return std::unexpected(
            Contradiction{.problem = {ProblemType::LogRewound,
                                      u"the log has %1 entries, and %2 were seen before"_s.arg(served->checkpoint.size)
                                          .arg(m_ahead->checkpoint.size),
                                      m_name},
                          .exhibits = {{seenName(m_name), m_ahead->note}, {servedName(m_name), note}}});
    return std::move(*served);
}

bool FollowedLog::needsProof(const Seen &next) const
{
    return m_seen.checkpoint.size > 0 && next.checkpoint.size > m_seen.checkpoint.size;
}

std::expected<void, Contradiction> FollowedLog::advance(const Seen &next, const log::Proof &proof)
{
    if (const auto moved = m_follower.advance(next.checkpoint, proof); !moved) {
        Contradiction found{.problem = moved.error().under(m_name), .exhibits = exhibits(next.note)};
        if (!proof.empty())
            found.exhibits.push_back(
                {m_name + u"-consistency-proof"_s, proofExhibit(m_seen.checkpoint.size, next.checkpoint.size, proof)});
        return std::unexpected(std::move(found));
    }
    m_seen = next;
    if (m_ahead && m_ahead->checkpoint.size <= next.checkpoint.size)
        m_ahead.reset();
    return {};
}

Contradiction FollowedLog::withheld(const Seen &next, const Problem &answer) const
{
    return {.problem = {ProblemType::BadConsistencyProof,
                        u"the server signed size %1 and does not prove how it follows from size %2: %3"_s.arg(
                            QString::number(next.checkpoint.size), QString::number(m_seen.checkpoint.size),
                            answer.toString()),
                        m_name},
            .exhibits = exhibits(next.note)};
}

std::vector<Contradiction::Exhibit> FollowedLog::exhibits(const QByteArray &served) const
{
    return {{seenName(m_name), m_seen.note}, {servedName(m_name), served}};
}

} // namespace enigm::client
