#include "simulator/device/TargetSearch.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace tuf = ota::tuf;

TargetSearch::TargetSearch(Fetch fetch, RepositoryMemory &memory, Wanted wanted, QObject *parent)
    : QObject(parent)
    , m_fetch(std::move(fetch))
    , m_memory(memory)
    , m_wanted(std::move(wanted))
{}

/// The client is tried with what is here; where it wants one file more it is tried again, once that is here.
void TargetSearch::goOn()
{
    auto found = search();
    if (const auto missing = m_files.takeMissing()) {
        m_fetch(missing->file, missing->most, [this, file = missing->file](const Reply &reply) { take(file, reply); });
        return;
    }
    if (!found) {
        m_isRefusal = true;
        return conclude(found.error());
    }
    m_servedAt = std::move(*found);
    conclude(std::nullopt);
}

void TargetSearch::take(const QString &file, const Reply &reply)
{
    const bool isNone = reply.outcome == Reply::Outcome::Refused && reply.problem->type == ProblemType::NotFound;
    if (reply.outcome == Reply::Outcome::Answered) {
        m_files.put(file, reply.body);
    } else if (isNone) {
        m_files.putNone(file);
    } else {
        m_isRefusal = reply.problem->type == ProblemType::TooLarge; // data without an end
        return conclude(reply.problem);
    }
    goOn();
}

/// A device comes with no root of its own: it takes the first that is served, because governance names it.
Expected<QByteArray> TargetSearch::firstRoot()
{
    if (auto kept = m_memory.load(tuf::rootRole))
        return std::move(*kept);
    return m_files.metadata(u"1.root.json"_s, tuf::Limits().rootBytes);
}

Expected<QString> TargetSearch::search()
{
    const auto root = firstRoot();
    if (!root)
        return std::unexpected(root.error());
    tuf::Updater updater(m_files, m_memory, m_wanted.now, {.limits = {}, .pin = m_wanted.pin});
    if (const auto done = updater.refresh(*root); !done)
        return std::unexpected(done.error());
    if (!m_memory.load(tuf::rootRole)) {
        if (const auto kept = m_memory.keep(tuf::rootRole, *root); !kept)
            return std::unexpected(kept.error());
    }
    const auto target = updater.find(m_wanted.target);
    if (!target)
        return std::unexpected(target.error());
    if (!*target)
        return refuse(ProblemType::NotFound, u"The repository vouches for no such target."_s, m_wanted.target);
    const tuf::FileHashes hashes{.sha256 = m_wanted.artifact.digest, .sha512 = {}};
    if ((*target)->file.length != m_wanted.artifact.length || (*target)->file.hashes != hashes)
        return refuse(ProblemType::BodyMismatch, u"The repository has other bytes for it than the signed manifest."_s,
                      m_wanted.target);
    return updater.servedAt(**target);
}

void TargetSearch::conclude(std::optional<Problem> problem)
{
    if (const auto kept = m_memory.write(); !kept && !problem)
        problem = kept.error();
    QMetaObject::invokeMethod(this, [this, problem] { Q_EMIT finished(problem); }, Qt::QueuedConnection);
}

} // namespace enigm::simulator
