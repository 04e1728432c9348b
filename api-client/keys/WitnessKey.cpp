#include "api-client/keys/WitnessKey.h"

#include <QPromise>
#include <QRunnable>
#include <QThreadPool>
#include <qcoro/qcorofuture.h>

namespace enigm::client {

namespace {

using Opened = Expected<std::shared_ptr<const signing::Signer>>;

class Opening final : public QRunnable
{
public:
    Opening(std::shared_ptr<const signing::LockedKey> key, signing::Secret passphrase)
        : m_key(std::move(key))
        , m_passphrase(std::move(passphrase))
    {
        m_promise.start();
    }

    [[nodiscard]] QFuture<Opened> future() const { return m_promise.future(); }

    void run() override
    {
        auto signer = m_key->unlock(m_passphrase);
        m_passphrase = {};
        m_promise.addResult(signer ? Opened(std::move(*signer)) : Opened(std::unexpected(signer.error())));
        m_promise.finish();
    }

private:
    std::shared_ptr<const signing::LockedKey> m_key;
    signing::Secret m_passphrase;
    QPromise<Opened> m_promise;
};

} // namespace

Task<Expected<WitnessKey>> openWitnessKey(deployment::WitnessFile file, signing::Secret passphrase)
{
    auto opening = std::make_unique<Opening>(file.key, std::move(passphrase));
    QFuture<Opened> opened = opening->future();
    QThreadPool::globalInstance()->start(opening.release()); // which the pool deletes
    const Opened key = co_await opened;
    if (!key)
        co_return std::unexpected(key.error());
    co_return WitnessKey{.name = file.name, .key = *key};
}

} // namespace enigm::client
