#include "control-plane/feed/Feed.h"

#include "control-plane/store/Reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace enigm::controlplane::feed {

using namespace Qt::StringLiterals;

Feed::Feed(const store::Database &database, const audit::CheckpointBoard &board, store::CommitNotice &commits,
           const Limits &limits)
    : m_database(database)
    , m_reader(database, board)
    , m_limits(limits)
    , m_told(m_reader.cursor())
    , m_commits(commits.subscribe([this] {
        {
            const std::scoped_lock lock(m_mutex);
            m_isDue = true;
        }
        m_wake.notify_one();
    }))
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{}

Feed::~Feed()
{
    m_commits.reset();
    m_thread.request_stop();
    m_thread.join();
    for (const auto &subscriber : all())
        subscriber->end();
    for (const Arrival &arrival : m_arrivals)
        arrival.subscriber->end();
}

Expected<void> Feed::subscribe(std::shared_ptr<FeedSubscriber> subscriber, std::optional<qint64> cursor)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto isHis = [&](const std::shared_ptr<FeedSubscriber> &other) {
            return other->isOpen() && other->owner() == subscriber->owner();
        };
        const auto count = std::ranges::count_if(m_subscribers, isHis) +
                           std::ranges::count_if(m_arrivals, isHis, &Arrival::subscriber);
        if (static_cast<std::size_t>(count) >= m_limits.perOwner)
            return refuse(ProblemType::RateLimited, u"You listen to the feed %1 times already."_s.arg(count));
        m_arrivals.push_back({.subscriber = std::move(subscriber), .cursor = cursor});
    }
    m_wake.notify_one();
    return {};
}

void Feed::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        bool isDue = false;
        std::vector<Arrival> arrivals;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, m_limits.beat, [this] { return m_isDue || !m_arrivals.empty(); });
            isDue = std::exchange(m_isDue, false);
            arrivals = m_arrivals;
        }
        dismiss();
        if (m_told != m_reader.cursor())
            tellChanges();
        welcome(arrivals);
        std::unique_lock lock(m_mutex);
        if (isDue)
            m_wake.wait_for(lock, stop, m_limits.pause, [] { return false; });
    }
}

/// Who is new hears first what changed after its own cursor, and only then what is told to all: otherwise the cursor of
/// that would hide what it has not heard.
void Feed::welcome(const std::vector<Arrival> &arrivals)
{
    for (const Arrival &arrival : arrivals) {
        const auto event = m_reader.since(arrival.cursor);
        if (!event)
            arrival.subscriber->end(); // who comes again, from where it was
        else if (!event->isEmpty())
            arrival.subscriber->deliver(event->toEventStream());
    }
    const std::scoped_lock lock(m_mutex);
    m_arrivals.erase(m_arrivals.begin(), m_arrivals.begin() + static_cast<std::ptrdiff_t>(arrivals.size()));
    std::ranges::transform(arrivals, std::back_inserter(m_subscribers), &Arrival::subscriber);
}

void Feed::tellChanges()
{
    const auto event = m_reader.since(m_told);
    if (!event)
        return; // at the next beat
    m_told = event->cursor;
    if (event->isEmpty())
        return;
    const QByteArray bytes = event->toEventStream();
    for (const auto &subscriber : all())
        subscriber->deliver(bytes);
}

/// Ends what those hear who may no longer; forgets who has gone. Before anything is told.
void Feed::dismiss()
{
    const auto subscribers = all();
    if (subscribers.empty())
        return;
    const auto reader = m_database.read();
    for (const auto &subscriber : subscribers) {
        if (!reader || !subscriber->isEntitled(*reader->operator->()))
            subscriber->end();
    }
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_subscribers, [](const auto &subscriber) { return !subscriber->isOpen(); });
}

std::vector<std::shared_ptr<FeedSubscriber>> Feed::all()
{
    const std::scoped_lock lock(m_mutex);
    return m_subscribers;
}

} // namespace enigm::controlplane::feed
