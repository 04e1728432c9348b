#include "control-plane/audit/CheckpointSigner.h"

#include "contract/log/SignedCheckpoint.h"

#include <utility>

namespace enigm::controlplane::audit {

CheckpointSigner::CheckpointSigner(LogSigners signers)
    : m_signers(std::move(signers))
    , m_thread([this] { work(); })
{}

CheckpointSigner::~CheckpointSigner()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

Expected<PublishedCheckpoint> CheckpointSigner::sign(LogId log, const log::LogHead &head) const
{
    const log::NoteSigner &signer = m_signers.of(log);
    const auto root = log::Hash::fromBytes(head.root);
    if (!root)
        return std::unexpected(root.error());
    auto checkpoint = log::SignedCheckpoint::sign(
        {.origin = signer.verifier().name(), .size = head.size, .root = *root, .extensions = {}}, signer);
    if (!checkpoint)
        return std::unexpected(checkpoint.error());
    return PublishedCheckpoint{.head = head, .note = checkpoint->note()};
}

CheckpointSigner::Signed CheckpointSigner::signAll(const Heads &heads) const
{
    Signed result;
    for (const LogId log : {LogId::Governance, LogId::Activity}) {
        const auto place = static_cast<std::size_t>(log);
        if (heads[place])
            result[place] = sign(log, *heads[place]);
    }
    return result;
}

void CheckpointSigner::begin(Heads heads)
{
    {
        const std::scoped_lock lock(m_mutex);
        Q_ASSERT(!m_begun);
        m_begun = std::move(heads);
    }
    m_changed.notify_all();
}

CheckpointSigner::Signed CheckpointSigner::finish()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_begun; });
    return std::exchange(m_signed, {});
}

void CheckpointSigner::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_begun || m_isStopping; });
        if (!m_begun)
            return;
        const Heads heads = *m_begun;
        lock.unlock();
        Signed result = signAll(heads);
        lock.lock();
        m_signed = std::move(result);
        m_begun.reset();
        m_changed.notify_all();
    }
}

} // namespace enigm::controlplane::audit
