#pragma once

#include "models/session/Source.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <concepts>
#include <vector>

namespace enigm::client {
class Session;
}

namespace enigm::models::session {

/// Refreshes sources at intervals while the session is signed in and the window is active. Where the control plane
/// cannot be reached the interval doubles, up to maxBackOff times; its first answer brings it back and refreshes all.
class Refresher : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxBackOff = 8;

    /// `session` outlives this.
    Refresher(client::Session &session, std::chrono::milliseconds interval, QObject *parent = nullptr);

    /// Refreshed from now on, and at once where this is running; forgotten when it is destroyed.
    template <typename T>
        requires std::derived_from<T, QObject> && std::derived_from<T, Source>
    void add(T &source)
    {
        addWatched(&source, source);
    }

    /// An inactive window asks nothing by itself; becoming active refreshes at once.
    void setActive(bool active);
    /// Refreshes all at once, whatever the interval: F5. Does nothing while signed out.
    void refreshNow();

    /// The present interval, lengthened while the control plane cannot be reached.
    [[nodiscard]] std::chrono::milliseconds interval() const;

private:
    struct Watched
    {
        QPointer<QObject> object;
        Source *source;
    };
    void addWatched(QObject *object, Source &source);
    [[nodiscard]] bool isRunning() const;
    void restart();
    void tick();
    void noteReachable(bool reachable);

    client::Session &m_session;
    const std::chrono::milliseconds m_interval;
    std::vector<Watched> m_sources;
    QTimer m_timer;
    int m_backOff = 1;
    bool m_reachable = true;
    bool m_active = true;
};

} // namespace enigm::models::session
