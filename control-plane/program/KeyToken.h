#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "contract/signing/Signer.h"
#include "control-plane/fleet/RotatingHandles.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <memory>

namespace enigm::controlplane::program {

/// The PKCS#11 token that holds the keys which say who a device is: the device authority's and the network authority's
/// (P-256) and those that derive handles. They are made there and never leave it. What is kept of it below DIR/keys is
/// where it is, the label of each key and a check value of those that nothing else pins; no secret, and not the PIN.
class KeyToken
{
public:
    /// How a token is reached.
    struct Access
    {
        QString module; ///< absolute path; empty: as it was kept
        QString label;  ///< of the token; empty: as it was kept
        signing::Secret pin;
    };

    /// Makes the keys, under labels that no other deployment has. TokenUnavailable, WrongPassphrase for the PIN;
    /// OutOfRange without module or label.
    [[nodiscard]] static Expected<KeyToken> make(const Access &access);
    /// Those that were made, as toJson() has kept them; a network authority's key is made where the deployment was
    /// founded before there was any, and has to be kept then (madeNow). Also WrongKey where a key that derives handles
    /// is another one.
    [[nodiscard]] static Expected<KeyToken> open(const json::Value &kept, const Access &access);
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] const std::shared_ptr<const signing::Signer> &deviceCa() const { return m_deviceCa; }
    [[nodiscard]] const std::shared_ptr<const signing::Signer> &networkCa() const { return m_networkCa; }
    [[nodiscard]] bool madeNow() const { return m_madeNow; }
    [[nodiscard]] const fleet::HandleKeys &handles() const { return m_handles; }
    [[nodiscard]] const QString &label() const { return m_label; }

private:
    KeyToken() = default;

    QString m_module;
    QString m_label;
    QString m_set; ///< begins the labels of this deployment's keys
    std::shared_ptr<const signing::Signer> m_deviceCa;
    std::shared_ptr<const signing::Signer> m_networkCa;
    bool m_madeNow = false;
    fleet::HandleKeys m_handles;
    std::array<QByteArray, 3> m_checks; ///< of the keys that derive handles, by audience
};

} // namespace enigm::controlplane::program
