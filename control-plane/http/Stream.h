#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <mutex>

namespace enigm::controlplane::http {

/// An answer that goes on: the handler keeps one end and writes when it likes, a connection reads from the other. What
/// waits for the peer is bounded; a peer that does not keep up loses the stream. Thread-safe; ends when either side
/// wants it.
class Stream
{
public:
    /// `capacity`: bytes that may wait. `beat` is written where nothing else was for Limits::beatTime, so that neither
    /// side takes the other for gone; empty for none.
    explicit Stream(qsizetype capacity, QByteArray beat = {});

    // The handler's end.
    /// False where nobody reads any more: ended, the peer has gone, or it was too slow just now.
    bool write(QByteArrayView bytes);
    /// Nothing more comes after what was written.
    void end();
    [[nodiscard]] bool isOpen() const;

    // The connection's end.
    /// Calls `ready`, from any thread, when take() has something new; once before each take().
    void attach(std::function<void()> ready);
    enum class Now { Open, Ended, Overrun };
    struct Portion
    {
        QByteArray bytes = {};
        Now now = Now::Open; ///< with Ended these bytes are the last
    };
    [[nodiscard]] Portion take();
    [[nodiscard]] const QByteArray &beat() const { return m_beat; }
    /// Nobody reads any more.
    void close();

private:
    void wake(std::unique_lock<std::mutex> lock);

    const qsizetype m_capacity;
    const QByteArray m_beat;
    mutable std::mutex m_mutex;
    QByteArray m_waiting;
    Now m_now = Now::Open;
    std::function<void()> m_ready;
    bool m_isTold = false; ///< ready was called, and take() was not
};

} // namespace enigm::controlplane::http
