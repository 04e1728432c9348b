#include "control-plane/program/KeyToken.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Pkcs11Keyring.h"

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using signing::MacKey;
using signing::Pkcs11Keyring;
using Keyring = std::shared_ptr<const Pkcs11Keyring>;

constexpr auto authorityName = "device-ca"_L1;
constexpr auto networkName = "network-ca"_L1;
constexpr auto networkMember = "network_ca"_L1;
/// Not the beginning of what a handle is derived from, so that it says nothing of any handle.
constexpr QByteArrayView checkMessage("enigm handle key check v1");

struct HandleKeyName
{
    std::shared_ptr<const MacKey> fleet::HandleKeys::*key;
    QLatin1StringView name;   ///< of its label
    QLatin1StringView member; ///< of its check value
};
constexpr std::array handleKeyNames{
    HandleKeyName{&fleet::HandleKeys::console, "handle-console"_L1, "check_console"_L1},
    HandleKeyName{&fleet::HandleKeys::network, "handle-network"_L1, "check_network"_L1},
    HandleKeyName{&fleet::HandleKeys::intelligence, "handle-intelligence"_L1, "check_intelligence"_L1},
};

QString labelOf(const QString &set, QLatin1StringView name)
{
    return set + u' ' + name;
}

Expected<QByteArray> checkOf(const MacKey &key)
{
    const auto mac = key.mac(checkMessage);
    if (!mac)
        return std::unexpected(mac.error());
    return QByteArray(mac->data(), static_cast<qsizetype>(mac->size()));
}

Expected<Keyring> openKeyring(const QString &module, const QString &label, const KeyToken::Access &access)
{
    if (!module.startsWith(u'/') || label.isEmpty())
        return refuse(ProblemType::OutOfRange,
                      u"A token is named by the absolute path of its PKCS#11 module and by its label."_s);
    return Pkcs11Keyring::open(module, label, access.pin.clone());
}

} // namespace

Expected<KeyToken> KeyToken::make(const Access &access)
{
    const auto keyring = openKeyring(access.module, access.label, access);
    if (!keyring)
        return std::unexpected(keyring.error());
    KeyToken token;
    token.m_module = access.module;
    token.m_label = access.label;
    token.m_set = u"enigm "_s + QString::fromLatin1(signing::randomBytes(8).toHex());
    auto authority = Pkcs11Keyring::makeP256(*keyring, labelOf(token.m_set, authorityName));
    if (!authority)
        return std::unexpected(authority.error());
    token.m_deviceCa = std::move(*authority);
    auto network = Pkcs11Keyring::makeP256(*keyring, labelOf(token.m_set, networkName));
    if (!network)
        return std::unexpected(network.error());
    token.m_networkCa = std::move(*network);
    for (std::size_t i = 0; i < handleKeyNames.size(); ++i) {
        auto key = Pkcs11Keyring::makeMacKey(*keyring, labelOf(token.m_set, handleKeyNames[i].name));
        if (!key)
            return std::unexpected(key.error());
        auto check = checkOf(**key);
        if (!check)
            return std::unexpected(check.error());
        token.m_checks[i] = std::move(*check);
        token.m_handles.*handleKeyNames[i].key = std::move(*key);
    }
    return token;
}

Expected<KeyToken> KeyToken::open(const json::Value &kept, const Access &access)
{
    json::ObjectReader reader(kept);
    operators::readVersion1(reader);
    KeyToken token;
    token.m_set = reader.text("keys"_L1);
    token.m_module = reader.text("module"_L1);
    token.m_label = reader.text("token"_L1);
    token.m_madeNow = !reader.optional(networkMember);
    for (std::size_t i = 0; i < handleKeyNames.size(); ++i)
        token.m_checks[i] = reader.bytes(handleKeyNames[i].member, qsizetype(MacKey::macSize));
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (!access.module.isEmpty())
        token.m_module = access.module;
    if (!access.label.isEmpty())
        token.m_label = access.label;

    const auto keyring = openKeyring(token.m_module, token.m_label, access);
    if (!keyring)
        return std::unexpected(keyring.error());
    auto authority = Pkcs11Keyring::signer(*keyring, labelOf(token.m_set, authorityName));
    if (!authority)
        return std::unexpected(authority.error());
    token.m_deviceCa = std::move(*authority);
    const QString networkLabel = labelOf(token.m_set, networkName);
    auto network = token.m_madeNow ? Pkcs11Keyring::makeP256(*keyring, networkLabel)
                                   : Pkcs11Keyring::signer(*keyring, networkLabel);
    if (!network)
        return std::unexpected(network.error());
    token.m_networkCa = std::move(*network);
    for (std::size_t i = 0; i < handleKeyNames.size(); ++i) {
        const QString label = labelOf(token.m_set, handleKeyNames[i].name);
        auto key = Pkcs11Keyring::macKey(*keyring, label);
        if (!key)
            return std::unexpected(key.error());
        const auto check = checkOf(**key);
        if (!check)
            return std::unexpected(check.error());
        if (*check != token.m_checks[i])
            return refuse(ProblemType::WrongKey,
                          u"The token %1 holds another key than this deployment was founded with."_s.arg(token.m_label),
                          label);
        token.m_handles.*handleKeyNames[i].key = std::move(*key);
    }
    return token;
}

json::Value KeyToken::toJson() const
{
    json::Object object{
        {"keys"_L1, m_set}, {"module"_L1, m_module}, {networkMember, true}, {"token"_L1, m_label}, {"v"_L1, 1}};
    for (std::size_t i = 0; i < handleKeyNames.size(); ++i)
        object.insert(QString(handleKeyNames[i].member), operators::valueOf(m_checks[i]));
    return object;
}

} // namespace enigm::controlplane::program
