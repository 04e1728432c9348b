#include "contract/signing/Pkcs11Signer.h"

#include "contract/signing/Pkcs11Keys.h"

#include <mutex>

namespace enigm::signing {

namespace {

class Pkcs11Signer final : public Signer
{
public:
    Pkcs11Signer(std::unique_ptr<Pkcs11Session> session, QString label, PublicKey publicKey)
        : m_session(std::move(session))
        , m_label(std::move(label))
        , m_public(std::move(publicKey))
    {}

    [[nodiscard]] const PublicKey &publicKey() const override { return m_public; }

    [[nodiscard]] Expected<QByteArray> sign(QByteArrayView message) const override
    {
        const std::lock_guard lock(m_mutex); // a session signs one thing at a time
        // Looked up each time: another log-in to this token takes the handles of private keys away.
        const auto key = findKey(*m_session, CKO_PRIVATE_KEY, m_label);
        if (!key)
            return std::unexpected(key.error());
        return signBy(*m_session, *key, m_public.kind(), message);
    }

private:
    mutable std::mutex m_mutex;
    std::unique_ptr<Pkcs11Session> m_session;
    QString m_label;
    PublicKey m_public;
};

Expected<std::unique_ptr<Signer>> signerOf(std::unique_ptr<Pkcs11Session> session, const QString &label)
{
    auto publicKey = readPublicKey(*session, label);
    if (!publicKey)
        return std::unexpected(publicKey.error());
    if (const auto key = findKey(*session, CKO_PRIVATE_KEY, label); !key)
        return std::unexpected(key.error());
    return std::make_unique<Pkcs11Signer>(std::move(session), label, std::move(*publicKey));
}

} // namespace

Expected<std::unique_ptr<Signer>> openPkcs11(const Pkcs11KeyReference &reference, const Secret &pin)
{
    auto session = Pkcs11Session::open(reference, pin);
    if (!session)
        return std::unexpected(session.error());
    return signerOf(std::move(*session), reference.keyLabel);
}

Expected<std::unique_ptr<Signer>> generatePkcs11(const Pkcs11KeyReference &reference, const Secret &pin,
                                                 PublicKey::Kind kind)
{
    auto session = Pkcs11Session::open(reference, pin);
    if (!session)
        return std::unexpected(session.error());
    if (auto free = checkLabelIsFree(**session, reference.keyLabel); !free)
        return std::unexpected(free.error());
    if (auto done = generatePair(**session, reference.keyLabel, kind); !done)
        return std::unexpected(done.error());
    return signerOf(std::move(*session), reference.keyLabel);
}

} // namespace enigm::signing
