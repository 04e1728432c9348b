#include "control-plane/api/ReadingLog.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/identity/AccessEntry.h"
#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

/// The answer, or that it cannot be given because its reading cannot be written down.
void respondOnce(const Expected<void> &written, http::Response answer, http::Respond respond)
{
    respond(written ? std::move(answer) : refusal(written.error()));
}

} // namespace

ReadingLog::ReadingLog(store::Writer &writer, audit::Sequencer &sequencer, const time::Clock &clock)
    : m_writer(writer)
    , m_sequencer(sequencer)
    , m_clock(clock)
{}

void ReadingLog::readRecords(const identity::Caller &caller, const std::vector<qint64> &indices, http::Response answer,
                             http::Respond respond)
{
    json::Array records;
    for (const qint64 index : indices)
        records.emplace_back(index);
    auto job = [this, operatorId = caller.operatorId,
                body = log::ActivityBody::make(json::Object{{"records"_L1, std::move(records)}})](
                   store::Transaction &transaction) -> Expected<void> {
        const auto entry =
            identity::accessEntry(m_clock.now(), u"audit.read"_s, log::Resource::Audit, log::Outcome::Done, operatorId);
        const auto appended = m_sequencer.appendActivity(transaction, entry, body);
        return appended ? Expected<void>() : std::unexpected(appended.error());
    };
    m_writer.submit(std::move(job),
                    [answer = std::move(answer), respond = std::move(respond)](const Expected<void> &written) mutable {
                        respondOnce(written, std::move(answer), std::move(respond));
                    });
}

void ReadingLog::readChange(const identity::Caller &caller, const QByteArray &change, http::Response answer,
                            http::Respond respond)
{
    auto entry = identity::accessEntry(m_clock.now(), u"change.read"_s, log::Resource::Audit, log::Outcome::Done,
                                       caller.operatorId);
    entry.change = change;
    readOnce({caller.session.id, change}, std::move(entry), std::move(answer), std::move(respond));
}

void ReadingLog::readDecision(const identity::Caller &caller, const enigm::fleet::DeviceHandle &device,
                              const std::optional<QByteArray> &change, http::Response answer, http::Respond respond)
{
    auto entry = identity::accessEntry(m_clock.now(), u"decision.read"_s, log::Resource::Policy, log::Outcome::Done,
                                       caller.operatorId);
    entry.change = change;
    entry.handles = {device.text()};
    readOnce({caller.session.id, device.text().toLatin1() + change.value_or(QByteArray())}, std::move(entry),
             std::move(answer), std::move(respond));
}

void ReadingLog::readOnce(Reading reading, log::ActivityEntry entry, http::Response answer, http::Respond respond)
{
    if (isKnown(reading))
        return respond(std::move(answer));
    auto job = [this, entry = std::move(entry)](store::Transaction &transaction) -> Expected<void> {
        const auto appended = m_sequencer.appendActivity(transaction, entry, {});
        return appended ? Expected<void>() : std::unexpected(appended.error());
    };
    m_writer.submit(std::move(job), [this, reading = std::move(reading), answer = std::move(answer),
                                     respond = std::move(respond)](const Expected<void> &written) mutable {
        if (written)
            remember(reading);
        respondOnce(written, std::move(answer), std::move(respond));
    });
}

bool ReadingLog::isKnown(const Reading &reading)
{
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.now();
    std::erase_if(m_written, [now](const auto &entry) { return entry.second + together <= now; });
    return m_written.contains(reading);
}

void ReadingLog::remember(const Reading &reading)
{
    const std::scoped_lock lock(m_mutex);
    m_written[reading] = m_clock.now();
}

} // namespace enigm::controlplane::api
