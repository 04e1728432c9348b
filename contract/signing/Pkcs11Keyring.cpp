#include "contract/signing/Pkcs11Keyring.h"

#include "contract/signing/Pkcs11Keys.h"
#include "contract/signing/Pkcs11Session.h"

#include <QHash>

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;

namespace enigm::signing {

class Pkcs11Keyring::Impl
{
public:
    Impl(QString modulePath, QString tokenLabel, Secret pin)
        : m_place{.modulePath = std::move(modulePath), .tokenLabel = std::move(tokenLabel), .keyLabel = {}}
        , m_pin(std::move(pin))
    {}

    [[nodiscard]] Expected<void> begin()
    {
        const std::lock_guard lock(m_mutex);
        return reopen();
    }

    /// Runs `use(session)`, and where that fails once more in another session, whatever the reason: tokens say in many
    /// ways that they were away.
    template <typename Use>
    [[nodiscard]] std::invoke_result_t<Use, Pkcs11Session &> with(Use use)
    {
        const std::lock_guard lock(m_mutex);
        if (m_session) {
            auto done = use(*m_session);
            if (done)
                return done;
        }
        if (auto opened = reopen(); !opened)
            return std::unexpected(opened.error());
        return use(*m_session);
    }

    /// In with(): looked up once a session, because a fleet of handles hangs on one key.
    [[nodiscard]] Expected<CK_OBJECT_HANDLE> find(Pkcs11Session &session, CK_OBJECT_CLASS kind, const QString &label)
    {
        if (const auto known = m_handles.constFind(label); known != m_handles.constEnd())
            return *known;
        auto found = findKey(session, kind, label);
        if (found)
            m_handles.insert(label, *found);
        return found;
    }

private:
    [[nodiscard]] Expected<void> reopen()
    {
        m_handles.clear();
        m_session.reset(); // the module begins anew where this was its last user, and finds tokens that came back
        if (m_refusal)
            return std::unexpected(*m_refusal);
        auto session = Pkcs11Session::open(m_place, m_pin);
        if (!session && session.error().type == ProblemType::WrongPassphrase)
            m_refusal = session.error();
        if (!session)
            return std::unexpected(session.error());
        m_session = std::move(*session);
        return {};
    }

    const Pkcs11KeyReference m_place;
    const Secret m_pin;
    std::mutex m_mutex;                         ///< over all below
    std::unique_ptr<Pkcs11Session> m_session;   ///< null while the token is away
    QHash<QString, CK_OBJECT_HANDLE> m_handles; ///< by label; of this session
    std::optional<Problem> m_refusal;           ///< of the PIN
};

class Pkcs11Keyring::KeyringSigner final : public Signer
{
public:
    KeyringSigner(std::shared_ptr<const Pkcs11Keyring> keyring, QString label, PublicKey publicKey)
        : m_keyring(std::move(keyring))
        , m_label(std::move(label))
        , m_public(std::move(publicKey))
    {}

    // Signer
    [[nodiscard]] const PublicKey &publicKey() const override { return m_public; }
    [[nodiscard]] Expected<QByteArray> sign(QByteArrayView message) const override
    {
        Impl &impl = *m_keyring->m_impl;
        return impl.with([&](Pkcs11Session &session) -> Expected<QByteArray> {
            const auto key = impl.find(session, CKO_PRIVATE_KEY, m_label);
            if (!key)
                return std::unexpected(key.error());
            return signBy(session, *key, m_public.kind(), message);
        });
    }

private:
    std::shared_ptr<const Pkcs11Keyring> m_keyring;
    QString m_label;
    PublicKey m_public;
};

class Pkcs11Keyring::KeyringMacKey final : public MacKey
{
public:
    KeyringMacKey(std::shared_ptr<const Pkcs11Keyring> keyring, QString label)
        : m_keyring(std::move(keyring))
        , m_label(std::move(label))
    {}

    // MacKey
    [[nodiscard]] Expected<Mac> mac(QByteArrayView message) const override
    {
        Impl &impl = *m_keyring->m_impl;
        const auto bytes = impl.with([&](Pkcs11Session &session) -> Expected<QByteArray> {
            const auto key = impl.find(session, CKO_SECRET_KEY, m_label);
            if (!key)
                return std::unexpected(key.error());
            return session.sign(*key, CKM_SHA256_HMAC, message);
        });
        if (!bytes)
            return std::unexpected(bytes.error());
        if (bytes->size() != static_cast<qsizetype>(macSize))
            return refuse(ProblemType::TokenUnavailable, u"The token answered something else than a MAC"_s);
        Mac mac{};
        std::ranges::copy(*bytes, mac.begin());
        return mac;
    }

private:
    std::shared_ptr<const Pkcs11Keyring> m_keyring;
    QString m_label;
};

Pkcs11Keyring::Pkcs11Keyring(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{}

Pkcs11Keyring::~Pkcs11Keyring() = default;

Expected<std::shared_ptr<const Pkcs11Keyring>> Pkcs11Keyring::open(const QString &modulePath, const QString &tokenLabel,
                                                                   Secret pin)
{
    if (auto safe = checkPkcs11Module(modulePath); !safe)
        return std::unexpected(safe.error());
    auto impl = std::make_unique<Impl>(modulePath, tokenLabel, std::move(pin));
    if (auto begun = impl->begin(); !begun)
        return std::unexpected(begun.error());
    return std::shared_ptr<const Pkcs11Keyring>(new Pkcs11Keyring(std::move(impl)));
}

Expected<std::shared_ptr<const Signer>> Pkcs11Keyring::signer(std::shared_ptr<const Pkcs11Keyring> keyring,
                                                              const QString &label)
{
    Impl &impl = *keyring->m_impl;
    auto key = impl.with([&](Pkcs11Session &session) -> Expected<PublicKey> {
        const auto found = impl.find(session, CKO_PRIVATE_KEY, label);
        if (!found)
            return std::unexpected(found.error().under(label));
        if (auto stays = checkStays(session, *found); !stays)
            return std::unexpected(stays.error().under(label));
        return readPublicKey(session, label);
    });
    if (!key)
        return std::unexpected(key.error());
    return std::make_shared<const KeyringSigner>(std::move(keyring), label, std::move(*key));
}

Expected<std::shared_ptr<const MacKey>> Pkcs11Keyring::macKey(std::shared_ptr<const Pkcs11Keyring> keyring,
                                                              const QString &label)
{
    Impl &impl = *keyring->m_impl;
    const auto usable = impl.with([&](Pkcs11Session &session) -> Expected<void> {
        const auto found = impl.find(session, CKO_SECRET_KEY, label);
        if (!found)
            return std::unexpected(found.error().under(label));
        if (auto stays = checkStays(session, *found); !stays)
            return std::unexpected(stays.error().under(label));
        return {};
    });
    if (!usable)
        return std::unexpected(usable.error());
    return std::make_shared<const KeyringMacKey>(std::move(keyring), label);
}

Expected<std::shared_ptr<const Signer>> Pkcs11Keyring::makeP256(std::shared_ptr<const Pkcs11Keyring> keyring,
                                                                const QString &label)
{
    const auto made = keyring->m_impl->with([&](Pkcs11Session &session) -> Expected<void> {
        if (auto free = checkLabelIsFree(session, label); !free)
            return free;
        return generatePair(session, label, PublicKey::Kind::P256);
    });
    return made ? signer(std::move(keyring), label) : std::unexpected(made.error());
}

Expected<std::shared_ptr<const MacKey>> Pkcs11Keyring::makeMacKey(std::shared_ptr<const Pkcs11Keyring> keyring,
                                                                  const QString &label)
{
    const auto made = keyring->m_impl->with([&](Pkcs11Session &session) -> Expected<void> {
        if (auto free = checkLabelIsFree(session, label); !free)
            return free;
        return generateSecret(session, label);
    });
    return made ? macKey(std::move(keyring), label) : std::unexpected(made.error());
}

} // namespace enigm::signing
