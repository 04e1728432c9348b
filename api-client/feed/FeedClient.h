#pragma once

#include "api-client/feed/EventStreamParser.h"
#include "api-client/wire/WireStream.h"
#include "contract/feed/FeedEvent.h"
#include "contract/problems/Problem.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace enigm::client {

class Session;

/// Hears the change feed for as long as the session is signed in. Where it breaks off it comes again, later each time
/// and never all clients at once, and goes on from where it was. What it hears are hints: nothing is taken from them
/// but what to ask for anew.
class FeedClient : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        std::chrono::milliseconds first{500};   ///< before the first new attempt; doubled for each further one
        std::chrono::milliseconds most{30'000}; ///< half of it is left to chance
        std::optional<qint64> after = {};       ///< where to go on from, in place of the moment of signing in
    };
    enum class State {
        Off,        ///< nobody is signed in
        Connecting, ///< for the first time
        Live,
        Waiting, ///< for the next attempt, or for what becomes of it
    };

    /// `session` outlives this; where somebody is signed in already, it is heard at once.
    explicit FeedClient(Session &session, QObject *parent = nullptr);
    FeedClient(Session &session, const Options &options, QObject *parent = nullptr);
    ~FeedClient() override;

    /// Does not wait for the next attempt any longer.
    void retryNow();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isLive() const { return m_state == State::Live; }
    /// Unix seconds since when it is not heard; nothing where it is Live or Off.
    [[nodiscard]] std::optional<qint64> silentSince() const { return m_silentSince; }
    /// Why it broke off last; nothing while it is heard.
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }
    /// Of the last event.
    [[nodiscard]] std::optional<qint64> cursor() const { return m_cursor; }

Q_SIGNALS:
    /// Whoever hears it does not destroy this at once.
    void heard(const enigm::feed::FeedEvent &event);
    void stateChanged();

private:
    void start();
    void stop();
    void connectNow();
    void take(const QByteArray &bytes);
    void breakOff(Problem problem);
    void dropStream();
    void enter(State state);

    Session &m_session;
    const Options m_options;
    State m_state = State::Off;
    std::unique_ptr<WireStream> m_stream;
    EventStreamParser m_parser;
    std::optional<qint64> m_cursor;
    std::optional<qint64> m_silentSince;
    std::optional<Problem> m_problem;
    int m_failures = 0;
    QTimer m_retry;
};

} // namespace enigm::client
