#include "api-client/session/SigningWorker.h"

#include <QPromise>
#include <QRunnable>
#include <qcoro/qcorofuture.h>

#include <utility>

namespace enigm::client {

namespace {

using Signatures = Expected<std::vector<signing::Jws>>;

/// The only place of this floor where a key is open.
Signatures signAll(const signing::LockedKey &key, const signing::Secret &secret,
                   const std::vector<signing::UnsignedJws> &values)
{
    const auto signer = key.unlock(secret);
    if (!signer)
        return std::unexpected(signer.error());
    std::vector<signing::Jws> made;
    for (const signing::UnsignedJws &value : values) {
        auto jws = value.sign(**signer);
        if (!jws)
            return std::unexpected(jws.error());
        made.push_back(std::move(*jws));
    }
    return made;
}

class Signing final : public QRunnable
{
public:
    Signing(std::shared_ptr<const signing::LockedKey> key, signing::Secret secret,
            std::vector<signing::UnsignedJws> values)
        : m_key(std::move(key))
        , m_secret(std::move(secret))
        , m_values(std::move(values))
    {
        m_promise.start();
    }

    [[nodiscard]] QFuture<Signatures> future() const { return m_promise.future(); }

    void run() override
    {
        Signatures signatures = signAll(*m_key, m_secret, m_values);
        m_secret = {};
        m_promise.addResult(std::move(signatures));
        m_promise.finish();
    }

private:
    std::shared_ptr<const signing::LockedKey> m_key;
    signing::Secret m_secret;
    std::vector<signing::UnsignedJws> m_values;
    QPromise<Signatures> m_promise;
};

} // namespace

SigningWorker::SigningWorker()
{
    m_pool.setMaxThreadCount(1);
}

Task<Expected<std::vector<signing::Jws>>> SigningWorker::sign(std::shared_ptr<const signing::LockedKey> key,
                                                              signing::Secret secret,
                                                              std::vector<signing::UnsignedJws> values)
{
    auto signing = std::make_unique<Signing>(std::move(key), std::move(secret), std::move(values));
    QFuture<Signatures> signatures = signing->future();
    m_pool.start(signing.release()); // which the pool deletes
    co_return co_await signatures;
}

} // namespace enigm::client
