#pragma once

#include "contract/log/LogHead.h"
#include "contract/log/NoteSigner.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/store/LogId.h"

#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace enigm::controlplane::audit {

using store::LogId;

/// Who signs the checkpoints of the two logs. Keys in memory: one that may be out of reach could not promise a
/// checkpoint for what has just become durable.
struct LogSigners
{
    log::NoteSigner governance;
    log::NoteSigner activity;

    [[nodiscard]] const log::NoteSigner &of(LogId log) const
    {
        return log == LogId::Governance ? governance : activity;
    }
};

/// Signs heads on a thread of its own, so that a group's signatures are made while the disk makes the group durable.
/// begin() and finish() in turns, by one thread.
class CheckpointSigner
{
public:
    /// What is signed together: the new head of each log that has grown.
    using Heads = std::array<std::optional<log::LogHead>, 2>; ///< by LogId
    using Signed = std::array<std::optional<Expected<PublishedCheckpoint>>, 2>;

    explicit CheckpointSigner(LogSigners signers);
    ~CheckpointSigner();
    CheckpointSigner(const CheckpointSigner &) = delete;
    CheckpointSigner &operator=(const CheckpointSigner &) = delete;

    [[nodiscard]] const log::NoteVerifier &verifier(LogId log) const { return m_signers.of(log).verifier(); }
    /// Signs at once, on the caller's thread. The signer's problems.
    [[nodiscard]] Expected<PublishedCheckpoint> sign(LogId log, const log::LogHead &head) const;

    void begin(Heads heads);
    /// Waits for what was begun; nothing where nothing was.
    [[nodiscard]] Signed finish();

private:
    void work();
    [[nodiscard]] Signed signAll(const Heads &heads) const;

    const LogSigners m_signers;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Heads> m_begun; ///< under m_mutex: until the thread has signed them
    Signed m_signed;              ///< under m_mutex
    bool m_isStopping = false;    ///< under m_mutex
    std::thread m_thread;         ///< last, since it uses the others
};

} // namespace enigm::controlplane::audit
