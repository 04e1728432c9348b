#pragma once

#include "contract/feed/FeedEvent.h"
#include "models/session/Source.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <concepts>
#include <vector>

namespace enigm::client {
class FeedClient;
class Session;
} // namespace enigm::client

namespace enigm::models::session {

/// Keeps sources current while the session is signed in. While the feed is heard, nothing is asked for at intervals:
/// sources are refreshed when a hint concerns them, many hints at once, whether the window is active or not. While it
/// is not heard, all are refreshed at intervals, as far as the window is active; and so is, in any case, a source that
/// could not be read. Where the control plane cannot be reached the interval doubles, up to maxBackOff times; its first
/// answer brings it back.
class Refresher : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxBackOff = 8;
    /// At least, from one round of refreshes after hints to the next.
    static constexpr std::chrono::milliseconds roundTime{250};

    /// Both outlive this.
    Refresher(client::Session &session, client::FeedClient &feed, std::chrono::milliseconds interval,
              QObject *parent = nullptr);

    /// Refreshed from now on, and at once where somebody is signed in and looks; forgotten when it is destroyed.
    template <typename T>
        requires std::derived_from<T, QObject> && std::derived_from<T, Source>
    void add(T &source)
    {
        addWatched(&source, source);
    }

    /// An inactive window asks nothing at intervals; becoming active catches up.
    void setActive(bool active);
    /// Refreshes all at once, whatever the interval, and the feed does not wait any longer: F5. Does nothing while
    /// signed out.
    void refreshNow();

    /// The present interval, lengthened while the control plane cannot be reached.
    [[nodiscard]] std::chrono::milliseconds interval() const;
    /// Whether something will be asked for by itself when the interval is over.
    [[nodiscard]] bool isPolling() const { return m_timer.isActive(); }

private:
    struct Watched
    {
        QPointer<QObject> object;
        Source *source;
        bool isDue = false; ///< a hint concerns it that it has not been refreshed after
    };
    void addWatched(QObject *object, Source &source);
    [[nodiscard]] bool mustPoll() const;
    void restart();
    void tick();
    void refresh(bool onlyFailed);
    void noteHint(const feed::FeedEvent &event);
    void noteStatus();
    void scheduleRound();
    void refreshDue();
    void noteReachable(bool reachable);

    client::Session &m_session;
    client::FeedClient &m_feed;
    const std::chrono::milliseconds m_interval;
    std::vector<Watched> m_sources;
    QTimer m_timer;
    QTimer m_round;
    QElapsedTimer m_sinceRound;
    int m_backOff = 1;
    bool m_reachable = true;
    bool m_active = true;
};

} // namespace enigm::models::session
