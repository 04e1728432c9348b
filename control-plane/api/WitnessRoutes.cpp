#include "control-plane/api/WitnessRoutes.h"

#include "contract/json/ObjectReader.h"
#include "control-plane/api/Input.h"
#include "control-plane/audit/CosignatureIntake.h"
#include "control-plane/audit/Cosignatures.h"
#include "control-plane/store/Reader.h"

#include <algorithm>

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using audit::Cosignatures;
using store::LogId;

namespace {

/// A note has sixty-four lines at most, and each some hundred bytes.
constexpr qsizetype noteLimit = 16 * 1024;

Expected<QByteArray> readNote(const json::Value &value)
{
    json::ObjectReader reader(value);
    const QString note = reader.text("checkpoint"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return note.toUtf8();
}

/// The note of a witness; null where it has signed nothing that is kept.
json::Value noteOf(const std::vector<Cosignatures::Seen> &seen, const QString &witness)
{
    const auto found = std::ranges::find(seen, witness, &Cosignatures::Seen::witness);
    return found == seen.end() ? json::Value() : json::Value(QString::fromUtf8(found->checkpoint.note));
}

} // namespace

WitnessRoutes::WitnessRoutes(Parts parts)
    : m_parts(std::move(parts))
{}

Routes WitnessRoutes::routes()
{
    auto state = m_parts.guard.reading(
        [this](const http::Request &request, const identity::Caller &) { return this->state(request); });
    // Signatures to verify, so on a worker.
    auto take = http::onWorkers(m_parts.workers,
                                m_parts.guard.writing([this](const http::Request &request, const WritePointer &write) {
                                    this->take(request, write);
                                }));
    return {{.method = "GET"_ba, .path = u"/v1/witnesses"_s, .handler = std::move(state)},
            {.method = "POST"_ba,
             .path = u"/v1/logs/{log}/cosignatures"_s,
             .handler = std::move(take),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = noteLimit}};
}

Expected<http::Response> WitnessRoutes::state(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto published = m_parts.logs.published(); // before the snapshot, which then holds all that it covers
    const auto directory = m_parts.directory();
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const Cosignatures cosignatures(*reader->operator->(), *directory);
    json::Object offered;
    std::array<std::vector<Cosignatures::Seen>, 2> seen;
    for (const LogId log : {LogId::Activity, LogId::Governance}) {
        auto checkpoint = cosignatures.offered(log, published->of(log), m_parts.clock.now());
        if (!checkpoint)
            return std::unexpected(checkpoint.error());
        auto all = cosignatures.seen(log);
        if (!all)
            return std::unexpected(all.error());
        offered.insert(logWord(log), QString::fromUtf8(checkpoint->note));
        seen[static_cast<std::size_t>(log)] = std::move(*all);
    }
    json::Array witnesses;
    for (const operators::Directory::WitnessRecord &record : directory->witnesses()) {
        if (!record.isActiveAt(directory->size()))
            continue;
        json::Object witness{{"name"_L1, record.witness.name}};
        for (const LogId log : {LogId::Activity, LogId::Governance})
            witness.insert(logWord(log), noteOf(seen[static_cast<std::size_t>(log)], record.witness.name));
        witnesses.emplace_back(std::move(witness));
    }
    return http::Response::json(
        json::Object{{"offered"_L1, std::move(offered)}, {"witnesses"_L1, std::move(witnesses)}});
}

void WitnessRoutes::take(const http::Request &request, const WritePointer &write)
{
    const auto log = logOf(request);
    if (!log)
        return write->refuse(log.error());
    const auto note = andThen(bodyOf(request), readNote);
    if (!note)
        return write->refuse(note.error());
    const auto directory = m_parts.directory();
    const qint64 now = m_parts.clock.now();
    auto cosigned = audit::openCosigned(*log, *note, *directory, now);
    if (!cosigned)
        return write->refuse(cosigned.error());
    auto job = [cosigned = std::move(*cosigned), directory, now,
                write](store::Transaction &transaction) -> Expected<void> {
        if (auto kept = audit::keepCosigned(transaction, cosigned, *directory, now); !kept)
            return kept;
        return write->keep(transaction, http::Response::empty());
    };
    m_parts.writer.submit(std::move(job), [write](const Expected<void> &done) {
        if (done)
            write->answer(http::Response::empty());
        else
            write->refuse(done.error());
    });
}

} // namespace enigm::controlplane::api
