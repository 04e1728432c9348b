#pragma once

#include "control-plane/changes/ChangeReader.h"
#include "control-plane/changes/ReleaseSigning.h"

#include <QString>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace enigm::controlplane::program {

/// Has the production authority sign what people have let it sign, while the control plane serves: a program of its own
/// beside the hardware module (enigm-production-authority), which is given the evidence and believes nothing else. This
/// process knows neither key nor PIN. A thread of its own, because hashing an artifact may take minutes.
class ProductionSigner
{
public:
    struct Parts
    {
        changes::ReleaseSigning &signing;
        const changes::ChangeReader &changes;
        QString command;                                       ///< the program and its arguments, as a shell has them
        std::function<QString(const QString &release)> pathOf; ///< of its artifact
    };
    /// Borrows all but the command.
    explicit ProductionSigner(Parts parts);
    /// Ends what is under way; waits.
    ~ProductionSigner();
    ProductionSigner(const ProductionSigner &) = delete;
    ProductionSigner &operator=(const ProductionSigner &) = delete;

private:
    using Waiting = changes::ReleaseSigning::Waiting;

    void run(const std::stop_token &stop);
    /// All that wait, each once. The first problem: what is refused holds up nothing else.
    [[nodiscard]] Expected<void> signAll(const std::stop_token &stop);
    [[nodiscard]] Expected<void> sign(const Waiting &waiting, const std::stop_token &stop);
    [[nodiscard]] Expected<QByteArray> askAuthority(const Waiting &waiting, const std::stop_token &stop) const;
    [[nodiscard]] Expected<void> handIn(const Waiting &waiting, const QByteArray &jws);

    Parts m_parts;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace enigm::controlplane::program
