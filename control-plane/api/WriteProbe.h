#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/store/Writer.h"

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace enigm::controlplane::api {

/// Finds out whether entries can be written, by writing something small and waiting until it is durable. Anybody may
/// ask, and so asking costs little: one attempt at a time, which everybody who asks meanwhile shares, and whose answer
/// is good for a while. Thread-safe.
class WriteProbe
{
public:
    /// Seconds for which an answer is good.
    static constexpr qint64 fresh = 5;
    /// Seconds after which an attempt that is still under way is a no.
    static constexpr qint64 patience = 5;
    /// Who may wait for an attempt; more are told no.
    static constexpr std::size_t mostWaiting = 64;

    using Answer = std::move_only_function<void(const Expected<void> &)>;

    /// Borrows both.
    WriteProbe(store::Writer &writer, const time::Clock &clock);

    /// Answers at once or on the writer's thread: StorageFull, LogUnavailable, Unavailable.
    void ask(Answer answer);

private:
    struct Result
    {
        Expected<void> result;
        qint64 time = 0;
    };
    /// What can be said at once; nothing where the answer was taken along, to be given later.
    [[nodiscard]] std::optional<Expected<void>> answerNow(Answer &answer, bool &begins);
    void begin();
    void conclude(const Expected<void> &result);

    store::Writer &m_writer;
    const time::Clock &m_clock;
    std::mutex m_mutex;
    std::optional<Result> m_last;  ///< under m_mutex
    std::optional<qint64> m_since; ///< when the attempt under way began; under m_mutex
    std::vector<Answer> m_waiting; ///< under m_mutex
};

} // namespace enigm::controlplane::api
