#pragma once

#include "api-client/wire/TlsIdentity.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace enigm::test {

/// Who signs the certificates that devices show on the network, for one test run.
class TestNetwork
{
public:
    TestNetwork();

    [[nodiscard]] const QByteArray &authority() const { return m_authority; } ///< DER
    /// A short certificate of this name, as a device has it for an epoch.
    [[nodiscard]] client::TlsIdentity issue(const QString &name) const;
    /// One that this authority has not signed.
    [[nodiscard]] static client::TlsIdentity selfSigned(const QString &name);

    /// The n-th network handle.
    [[nodiscard]] static fleet::DeviceHandle handle(char number);

private:
    std::unique_ptr<signing::PrivateKey> m_key;
    QByteArray m_authority;
};

} // namespace enigm::test
